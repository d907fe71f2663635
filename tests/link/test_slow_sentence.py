"""A sentence that a pattern takes too long for is given up by itself."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extractor.core.document import RawDocument
from extractor.grammar.engine import run_all
from extractor.grammar.rule import Find, Rule
from extractor.link import sentence as module
from extractor.pipeline import extract_document


def test_slow_sentence_loses_its_own_records_only_and_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slow(rules: Iterable[Rule], text: str) -> list[Find]:
        if "chậm" in text:
            raise TimeoutError
        return run_all(rules, text)

    monkeypatch.setattr(module, "run_all", slow)
    text = (
        "KẾ HOẠCH\n\nI. MỤC TIÊU\n\nĐến năm 2025 có 45 xã chậm được hỗ trợ.\n\n"
        "Đến năm 2026 có 52 xã đạt chuẩn nông thôn mới.\n"
    )
    found = extract_document(RawDocument("bai.txt", "0" * 64, "text/plain", text)).targets
    assert [target.evidence.quote for target in found if target.kind != "milestone"] == ["52"]
    assert "begins: Đến năm 2025 có 45 xã chậm" in caplog.text
