"""Speed, growth and memory of the whole extraction, beside ``underthesea.word_tokenize`` in the same run.

``python bench/extraction.py [SIZE ...]`` takes sizes in bytes of UTF-8 (10kB, 1MB ...), by default 10 kB to 10 MB. The
text is ``corpus/text``, repeated; one more row is made of its densest 10 kB, and, where public texts lie beside the
project, one of those.
Prints, for each size, seconds of rules alone, of rules with the model, and of the reference, both ratios, how the time
grows, and the peak memory of a process that does nothing else; then what lines made to hurt a pattern cost, and how
long ``chitieu --help`` takes. Reports, judges nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = ("10kB", "100kB", "1MB", "10MB")
UNITS = {"kB": 10**3, "MB": 10**6}
REPEATED_BELOW = 300_000
"""Bytes of text up to which the best of three runs counts; longer runs are made once."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "digits, dots and blanks": lambda size: ("1.234 5.678. 90 " * (size // 16 + 1))[:size],
    "digits alone": lambda size: "1" * size,
    "dots alone": lambda size: "." * size,
    "blanks alone": lambda size: " " * size,
    "groups without an end": lambda size: ("123.456." * (size // 8 + 1))[:size],
    "dates without an end": lambda size: ("01/02/" * (size // 6 + 1))[:size],
    "open brackets": lambda size: ("(5% " * (size // 4 + 1))[:size],
    "number words": lambda size: ("một trăm năm mươi " * (size // 18 + 1))[:size],
    "one sentence of shares": lambda size: ("đạt 95% số xã, " * (size // 15 + 1))[:size],
}
LINE = 10**6
"""Characters of a hostile line."""
PATIENCE = 600
"""Seconds after which a process is given up; nothing here is meant to need a tenth of it."""


def shared_texts() -> list[str]:
    """The public texts beside the project, where they are there: other lay-outs, fewer figures."""
    shared = ROOT.parent / "shared"
    files = sorted(
        file for room in ("seeds", "documents") for end in ("txt", "md") for file in shared.glob(f"{room}/*.{end}")
    )
    return [file.read_text("utf-8") for file in files]


def by_document(texts: list[str]) -> str:
    """How many of some documents take the rules no longer than the reference, and the longest and middle ratio."""
    ratios = sorted(seconds(by_rules, text, 2) / seconds(tokenizing, text, 2) for text in texts)
    within = sum(ratio <= 1 for ratio in ratios)
    middle = ratios[len(ratios) // 2]
    return f"{within} of {len(ratios)} documents at most 1, middle {middle:.2f}, longest {ratios[-1]:.2f}"


def corpus() -> str:
    """The frozen texts of the corpus, in order of their names."""
    return "\n\n".join(file.read_text("utf-8") for file in sorted((ROOT / "corpus" / "text").glob("*.txt")))


def text_of(size: int) -> str:
    """The frozen corpus, repeated to about so many bytes of UTF-8 and cut at a line's end.

    Below its own size every so many-th of its lines, so that a small text holds as many figures a line as a large one.
    """
    one = corpus()
    whole = len(one.encode())
    if size < whole:
        lines = one.splitlines(keepends=True)
        return "".join(line for at, line in enumerate(lines) if (at + 1) * size // whole > at * size // whole)
    many = f"{one}\n\n".encode()
    cut = (many * (size // len(many) + 1))[:size].decode("utf-8", "ignore")
    return cut[: cut.rindex("\n") + 1]


def densest(size: int) -> str:
    """The lines of the corpus with most figures for their length: the worst case, of which no document consists."""
    lines = sorted(corpus().splitlines(keepends=True), key=lambda line: -sum(map(str.isdigit, line)) / len(line))
    dense, length = [], 0
    for line in lines:
        dense.append(line)
        length += len(line.encode())
        if length >= size:
            break
    return "".join(dense)


def extraction(text: str, *, model: bool = True) -> int:
    """The whole way from text to records; gives their number."""
    from extractor.core.document import RawDocument
    from extractor.pipeline import extract_document

    return len(extract_document(RawDocument("bench.txt", "0" * 64, "text/plain", text), model=model).targets)


def by_rules(text: str) -> int:
    """The same without the trained model."""
    return extraction(text, model=False)


def tokenizing(text: str) -> int:
    """The reference: words of the same text, as underthesea gives them.

    Line by line, which takes as long as in one piece: 10 MB in one piece takes it 3 GB of memory.
    """
    from underthesea import word_tokenize

    return sum(len(word_tokenize(line, use_token_normalize=False)) for line in text.splitlines() if line)


def seconds(call: Callable[[str], int], text: str, runs: int) -> float:
    """The shortest of some runs, in seconds of processor time: the machine may be busy with other things."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        call(text)
        times.append(time.process_time() - started)
    return min(times)


def compared(text: str) -> tuple[int, float, str]:
    """Bytes of a text, seconds of its extraction, and the columns that set them beside the reference."""
    length = len(text.encode())
    runs = 3 if length < REPEATED_BELOW else 1
    rules, model, words = (seconds(call, text, runs) for call in (by_rules, extraction, tokenizing))
    row = (
        f"{rules:8.2f} {model:8.2f} {words:8.2f} {rules / words:6.2f} {model / words:6.2f} {length / 1000 / model:6.0f}"
    )
    return length, model, row


def in_child(*arguments: str) -> list[str]:
    """What this file prints when it is called with arguments in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=PATIENCE
    ).stdout.split()


def hostile(name: str) -> str:
    """Seconds that a line made to hurt takes in a process of its own, or why there is no such figure."""
    try:
        return in_child("--hostile", name)[0]
    except subprocess.TimeoutExpired:
        return f"> {PATIENCE}"
    except subprocess.CalledProcessError as error:
        return error.stderr.strip().splitlines()[-1]


def child(arguments: list[str]) -> None:
    """The other side of ``in_child``: ``--memory SIZE`` prints records and peak MiB, ``--hostile NAME`` seconds."""
    if arguments[0] == "--memory":
        records = extraction(text_of(int(arguments[1])))
        status = Path("/proc/self/status").read_text("ascii").splitlines()
        print(records, next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")))
    else:
        extraction("Đến năm 2025 đạt 95%.")
        print(f"{seconds(extraction, HOSTILE[arguments[1]](LINE), 1):.2f}")


def help_seconds() -> float:
    """Wall-clock seconds of ``chitieu --help``, the best of five."""
    program = Path(sys.executable).with_name("chitieu")
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([program, "--help"], capture_output=True, check=True, cwd=ROOT)
        times.append(time.perf_counter() - started)
    return min(times)


def bytes_of(size: str) -> int:
    """``10kB`` as 10,000; a bare number is bytes."""
    for unit, factor in UNITS.items():
        if size.endswith(unit):
            return int(size.removesuffix(unit)) * factor
    return int(size)


def main(arguments: list[str]) -> int:
    """Prints the tables."""
    sizes = arguments or list(SIZES)
    extraction("Đến năm 2025 đạt 95%.")  # imports and caches are no part of the comparison
    tokenizing("Đến năm 2025 đạt 95%.")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; seconds of processor time")
    print(
        f"{'text':>8} {'records':>8} {'rules':>8} {'model':>8} {'words':>8} {'ratio':>6} {'ratio':>6} {'kB/s':>6} "
        f"{'growth':>7} {'MiB':>5}"
    )
    before: tuple[int, float] | None = None
    for size in sizes:
        text = text_of(bytes_of(size))
        length, ours, told = compared(text)
        records, memory = in_child("--memory", str(bytes_of(size)))
        growth = f"{(ours / before[1]) / (length / before[0]):.2f}" if before else "-"
        print(f"{size:>8} {records:>8} {told} {growth:>7} {memory:>5}", flush=True)
        before = length, ours
    print(f"{'densest':>8} {extraction(densest(10_000)):>8} {compared(densest(10_000))[2]}", flush=True)
    if shared := shared_texts():
        whole = "\n\n".join(shared)
        print(f"{'shared':>8} {extraction(whole):>8} {compared(whole)[2]}", flush=True)
        print(f"shared, each document by rules alone: {by_document(shared)}", flush=True)
    print("ratio: to the reference, of rules and of rules with the model; growth: time per byte beside the row above\n")
    print(f"{'one line of 1,000,000 characters':36} {'seconds':>8}")
    for name in HOSTILE:
        print(f"{name:36} {hostile(name):>8}", flush=True)
    print(f"\nchitieu --help: {help_seconds():.2f} s")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] and sys.argv[1] in ("--memory", "--hostile"):
        child(sys.argv[1:])
    else:
        sys.exit(main(sys.argv[1:]))
