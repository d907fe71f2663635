"""Old Word files by LibreOffice where there is no antiword: how it is called, and what becomes of one that hangs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import doc, read_bytes

SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(SAMPLES))
import ole_file  # noqa: E402 - the samples' makers stand beside them

OLD = ole_file.container(("WordDocument", "1Table"))


class Programs:
    """The only programs on the path: those that a test puts there, as scripts of the shell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = folder / "told"

    def put(self, name: str, script: str) -> None:
        """Installs a program, which first writes down how it was called and where."""
        path = self.folder / name
        path.write_text(f'#!/bin/sh\nPATH=/usr/bin:/bin\necho "$PWD" "$@" >> {self.told}\n{script}\n', "utf-8")
        path.chmod(0o755)

    @property
    def calls(self) -> list[list[str]]:
        return [line.split() for line in self.told.read_text("utf-8").splitlines()]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Programs(folder)


def read_old() -> RawDocument:
    return read_bytes(OLD, "cũ.doc")


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_libreoffice_is_called_where_it_is_there_and_leaves_nothing_behind(programs: Programs, name: str) -> None:
    settings = "cp profile/user/registrymodifications.xcu " + str(programs.folder / "settings")
    programs.put(name, f'{settings}\ncp "{SAMPLES / "merged.docx"}" document.docx')
    document = read_old()
    like = read_bytes((SAMPLES / "merged.docx").read_bytes(), "a.docx")
    assert (document.text, document.tables) == (like.text, like.tables)
    assert (document.name, document.media_type) == ("cũ.doc", "application/msword")
    assert document.document_id != like.document_id
    ((folder, profile, *rest),) = programs.calls
    assert profile == f"-env:UserInstallation=file://{folder}/profile"  # two at once must not share a profile
    assert rest == ["--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, "document.doc"]
    assert not Path(folder).exists()
    for setting in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'{setting}" oor:op="fuse"><value>true<' in (programs.folder / "settings").read_text("utf-8")


def test_antiword_comes_first_and_libreoffice_reads_what_it_cannot(programs: Programs) -> None:
    programs.put("antiword", 'echo "this is not a Word document" >&2; exit 1')
    programs.put("soffice", f'cp "{SAMPLES / "merged.docx"}" document.docx')
    assert read_old().tables
    assert [call[-1] for call in programs.calls] == ["document.doc", "document.doc"]


def test_the_reason_of_antiword_stands_where_neither_can_read_it(programs: Programs) -> None:
    programs.put("antiword", 'echo "Encrypted documents are not supported" >&2; exit 1')
    programs.put("soffice", "exit 0")
    with pytest.raises(UnreadableError, match="encrypted with a password"):
        read_old()


def test_libreoffice_that_makes_nothing_is_a_damaged_document(programs: Programs) -> None:
    programs.put("soffice", "exit 0")
    with pytest.raises(UnreadableError, match="damaged Word document"):
        read_old()


def test_libreoffice_that_hangs_is_ended_with_all_that_it_started(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "_SECONDS", 0.5)
    programs.put("soffice", f"sleep 600 &\necho $! > {programs.folder / 'child'}\nwait")
    with pytest.raises(UnreadableError, match=r"soffice took more than 0\.5 seconds"):
        read_old()
    assert not Path(programs.calls[0][0]).exists()
    child = int((programs.folder / "child").read_text("utf-8"))
    for _ in range(100):  # until the system has buried it
        if _is_gone(child):
            break
        time.sleep(0.05)
    assert _is_gone(child)


def test_without_either_program_the_reason_names_both(programs: Programs) -> None:
    with pytest.raises(UnreadableError, match="needs a program that is not installed") as caught:
        read_old()
    assert "antiword" in caught.value.remedy
    assert "libreoffice-writer-nogui" in caught.value.remedy
    assert doc.missing() == caught.value.remedy
    assert not programs.told.exists()


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
