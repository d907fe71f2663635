"""Training: what marks mean, and that the same sentences give the same bytes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extractor.core.errors import DataError
from extractor.evaluate.held_out import crossvalidate
from extractor.evaluate.sentences import load, parse
from extractor.evaluate.train import SENTENCES, wanted, write_all
from extractor.ner.tags import Decoder, tags_of


def pairs(line: str) -> list[tuple[str, str]]:
    sentence = parse(line)
    return [
        (sentence.text[one.start : one.end], sentence.text[two.start : two.end]) for one, two in sentence.subjects()
    ]


def test_marks_are_taken_out_and_point_at_their_words() -> None:
    sentence = parse("Có [T|85%] số [S|hộ] theo Nghị định [N|60].", "y-te")
    assert sentence.text == "Có 85% số hộ theo Nghị định 60."
    assert [(sentence.text[start:end], name) for start, end, name in wanted(sentence)] == [
        ("85%", "QUANTITY"),
        ("hộ", "SUBJECT"),
    ]


@pytest.mark.parametrize("line", ["Có [X|85%] hộ", "Có [T|] hộ", "Có [T|85% hộ", "Có [S|hộ [T|85%]]"])
def test_malformed_marks_are_refused(line: str) -> None:
    with pytest.raises(DataError):
        parse(line)


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "y-te.txt").write_text("# ghi chú\n\nCó [T|85%] [S|hộ].\nCó [Q|3] xã.\n", "utf-8")
    with pytest.raises(DataError, match=r"y-te\.txt:4"):
        load(tmp_path)


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no marked sentences"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[T|85%] số [S|hộ], [T|40] [S|xã]", [("85%", "hộ"), ("40", "xã")]),
        ("[S|Sản lượng] đạt [R|48] tấn, tăng [R|3%]", [("48", "Sản lượng"), ("3%", "Sản lượng")]),
        (
            "[R|3] [S|xã], tăng [R|1] so với năm trước; [S|hộ nghèo] còn [R|5%]",
            [("3", "xã"), ("1", "xã"), ("5%", "hộ nghèo")],
        ),
        ("giải ngân [R|48] tỷ đồng, đạt [R|98%] [S|kế hoạch vốn]", []),
        ("[R|48] tỷ đồng, gồm [S|vốn vay]", [("48", "vốn vay")]),
    ],
)
def test_each_quantity_gets_the_subject_that_belongs_to_it(line: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(line) == expected


def test_tags_can_be_read_back() -> None:
    tags = tags_of(6, [(0, 1, "SCOPE"), (2, 5, "SUBJECT")])
    names = sorted({*tags, "I-SCOPE", "B-SCOPE", "L-SCOPE", "U-SUBJECT"})
    scores = [[5.0 if name == tag else 0.0 for name in names] for tag in tags]
    assert [(first, last, name) for first, last, name, _ in Decoder(names)(scores)] == [
        (0, 1, "SCOPE"),
        (2, 5, "SUBJECT"),
    ]


def test_what_is_begun_is_closed_whatever_the_scores() -> None:
    names = ["O", "B-SCOPE", "I-SCOPE", "L-SCOPE", "U-SCOPE"]
    always_begin = [[0.0, 9.0, 0.0, 0.0, 0.0]] * 3
    found = Decoder(names)(always_begin)
    assert all(0 <= stretch.first < stretch.last <= 3 for stretch in found)
    assert all(one.last <= two.first for one, two in pairwise(found))
    assert Decoder(names)([]) == []


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    some = load(SENTENCES)[::60]
    for name in ("one", "two"):
        write_all(some, tmp_path / name, epochs=2)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert Path("status.npy") in files
    assert Path("subject.npy") in files
    assert Path("ner/tok2vec/model") in files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_held_out_sectors_are_counted_once_each() -> None:
    lines = [
        parse(f"Năm {2020 + turn} có [R|{turn + 3}%] số [S|{noun}].", f"lĩnh-vực-{turn % 2}")
        for turn, noun in enumerate(("hộ", "xã", "trường", "thôn"))
    ]
    result = crossvalidate(lines, folds=2, epochs=1)
    assert result.status.gold == 4
    assert result.subject.gold == 4
    assert result.exact["QUANTITY"].gold == 4
    assert "| SUBJECT |" in result.table()
