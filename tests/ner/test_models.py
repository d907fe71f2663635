"""What the trained models say of sentences that they were not trained on."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.core.errors import ChiTieuError
from extractor.evaluate.on_gold import on_gold
from extractor.ner import home, model, spans, spans_of, status, status_of, subject, subject_of

PLAN = "Đến năm 2028, tỉnh Cao Bằng phấn đấu có ít nhất 85% số hộ được dùng nước sạch; Sở Y tế chủ trì thực hiện."
REPORT = "Năm 2023, tỉnh Cao Bằng đã có 71,4% số hộ được dùng nước sạch, tăng 2,1% so với năm 2022."


def test_a_plan_sentence_is_taken_apart() -> None:
    found = {(PLAN[entity.start : entity.end], entity.label) for entity in spans(PLAN)}
    assert ("85%", "TARGET") in found
    assert ("hộ", "SUBJECT") in found
    assert any(label == "SCOPE" and "Cao Bằng" in words for words, label in found)


def test_years_and_numbers_of_decrees_are_no_quantities() -> None:
    text = "Căn cứ Nghị định số 60/2021/NĐ-CP ngày 21/6/2021 của Chính phủ quy định cơ chế tự chủ tài chính."
    assert not [entity for entity in spans(text) if entity.label in ("TARGET", "RESULT")]


def test_many_sentences_at_once_are_each_read_as_alone() -> None:
    texts = [PLAN, "", REPORT, "   ", PLAN]
    together = spans_of(texts)
    assert [len(row) for row in together] == [len(spans(text)) for text in texts]
    for text, row in zip(texts, together, strict=True):
        alone = spans(text)
        assert [(e.start, e.end, e.label) for e in row] == [(e.start, e.end, e.label) for e in alone]


def test_stretches_are_in_order_and_apart() -> None:
    for text in (PLAN, REPORT):
        found = spans(text)
        assert all(one.end <= two.start for one, two in pairwise(found))


def test_offsets_of_a_long_sentence_are_those_of_the_whole() -> None:
    text = (REPORT + " ") * 60
    subjects = {text[entity.start : entity.end] for entity in spans(text) if entity.label == "SUBJECT"}
    assert "hộ" in subjects


def test_a_line_that_is_no_sentence_costs_nothing() -> None:
    line = "tăng 5% số hộ, " * 70_000  # a million characters, 70,000 numbers
    begin = time.monotonic()
    for number in range(5, len(line), 15):
        assert status_of(line, number, number + 2) == 0.5
        found = subject_of(line, number, number + 2, "hộ")
        assert found is not None
        assert found.text == "hộ"
    assert spans(line) == []
    assert time.monotonic() - begin < 30


def test_status_follows_the_words() -> None:
    assert status_of(PLAN, PLAN.index("85%"), PLAN.index("85%") + 3) > 0.8
    assert status_of(REPORT, REPORT.index("71,4%"), REPORT.index("71,4%") + 5) < 0.2


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        (PLAN, "85%", "hộ"),
        ("Tỷ lệ hộ nghèo của huyện giảm còn 6,3% vào cuối năm 2026.", "6,3%", "hộ nghèo"),
        ("Sản lượng thủy sản cả năm ước đạt 48.500 tấn, tăng 3,4% so với năm trước.", "3,4%", "Sản lượng thủy sản"),
        ("Xây mới 14 trạm y tế và sửa chữa 32 nhà văn hóa.", "32", "nhà văn hóa"),
        ("Xây mới 14 trạm y tế và sửa chữa 32 nhà văn hóa.", "14", "trạm y tế"),
    ],
)
def test_the_subject_of_each_number_is_its_own(text: str, number: str, words: str) -> None:
    start = text.index(number)
    found = subject_of(text, start, start + len(number))
    assert found is not None
    assert found.start is not None
    assert text[found.start : found.end] == found.text
    assert words in found.text
    assert len(found.text.split()) <= len(words.split()) + 4


def test_a_good_guess_is_kept_and_a_poor_one_is_not() -> None:
    text = "Tỷ lệ hộ nghèo của huyện giảm còn 6,3% vào cuối năm 2026."
    start = text.index("6,3%")
    good = subject_of(text, start, start + 4, "hộ nghèo")
    assert good is not None
    assert good.text.endswith("hộ nghèo")
    poor = subject_of(text, start, start + 4, "cuối")
    assert poor is not None
    assert poor.text.endswith("hộ nghèo")


def test_without_words_the_guess_is_all_there_is() -> None:
    assert subject_of("12,5%", 0, 5) is None
    found = subject_of("12,5%", 0, 5, "hộ nghèo")
    assert found is not None
    assert (found.text, found.start, found.score) == ("hộ nghèo", None, 1.0)


def test_a_missing_model_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "MODELS", tmp_path)
    monkeypatch.setattr(model, "_loaded", None)
    status.weights.cache_clear()
    subject.weights.cache_clear()
    try:
        for ask in (lambda: spans(PLAN), lambda: status_of(PLAN, 50, 53), lambda: subject_of(PLAN, 50, 53)):
            with pytest.raises(ChiTieuError, match="make train"):
                ask()
    finally:
        status.weights.cache_clear()
        subject.weights.cache_clear()


def test_on_documents_that_it_was_not_trained_on_the_model_is_of_use() -> None:
    root = Path(__file__).resolve().parents[2]
    result = on_gold(root / "annotations" / "gold", [root / "corpus" / "text"])
    assert result.numbers > 300
    assert result.subject / result.named > 0.75  # the nearest subject that the tagger finds is right in less than 0.6
    assert result.status / result.numbers > 0.68  # "all of them are targets" is right in 0.63
