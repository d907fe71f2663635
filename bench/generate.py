"""Makes a realistic database of many targets, the same one from the same numbers: what the questions are timed on.

    python bench/generate.py FILE [--documents 20000] [--targets 1000000]

Documents are plans, decisions, resolutions and reports of 63 provinces over ten years. Sentences are put together from
words of the genre. Rows are written without the checks of ingestion, and indexed by the program's own code.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.target import Evidence, Target
from extractor.registry import canonical, provinces
from extractor.store import mapping
from extractor.store.database import open_store
from extractor.store.index import index_document
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, SentenceRow, TargetCriterionRow, TargetRow

SUBJECTS = (
    ("hộ nghèo", "%", "giảm nghèo"), ("xã", "xã", "nông thôn mới"), ("dân số tham gia bảo hiểm y tế", "%", "y tế"),
    ("lao động", "người", "lao động - việc làm"), ("trường đạt chuẩn quốc gia", "%", "giáo dục"),
    ("vốn đầu tư công", "tỷ đồng", "tài chính - ngân sách"), ("thu ngân sách", "tỷ đồng", "tài chính - ngân sách"),
    ("diện tích rừng", "ha", "nông nghiệp"), ("sản lượng lúa", "tấn", "nông nghiệp"),
    ("khách du lịch", "lượt", "du lịch"),
    ("chất thải rắn được thu gom", "%", "môi trường"), ("hộ dùng nước sạch", "%", "môi trường"),
    ("thủ tục hành chính trực tuyến", "%", "chuyển đổi số"), ("vụ tai nạn giao thông", "vụ", "giao thông"),
    ("đường giao thông nông thôn", "km", "giao thông"), ("giường bệnh", "giường", "y tế"),
    ("doanh nghiệp thành lập mới", "doanh nghiệp", "kinh tế"), ("sản phẩm OCOP", "sản phẩm", "nông thôn mới"),
    ("nhà ở xã hội", "căn", "xây dựng - đô thị"), ("hộ cận nghèo", "%", "giảm nghèo"),
)  # fmt: skip
VERBS = ("phấn đấu đạt", "có ít nhất", "tăng lên", "giảm còn dưới", "hoàn thành", "duy trì", "đã đạt", "ước đạt")
TAILS = (
    "trên địa bàn tỉnh", "theo kế hoạch đề ra", "ở các xã đặc biệt khó khăn", "bảo đảm an ninh trật tự",
    "góp phần phát triển kinh tế - xã hội", "so với cùng kỳ năm trước", "thuộc chương trình mục tiêu quốc gia",
    "đạt chuẩn nông thôn mới nâng cao", "theo Quyết định của Thủ tướng Chính phủ", "trong giai đoạn tới",
)  # fmt: skip
KINDS = (("kế hoạch", "KH"), ("quyết định", "QĐ"), ("nghị quyết", "NQ"), ("báo cáo", "BC"))
BODIES = (
    "Sở Y tế",
    "Sở Nông nghiệp và Môi trường",
    "Sở Tài chính",
    "Sở Giáo dục và Đào tạo",
    "Công an tỉnh",
    None,
    None,
)
PLACES = ("huyện Đô Lương", "thành phố Vinh", "huyện Mường Tè", "thị xã Cửa Lò", "xã Thắng Lợi", "huyện Kỳ Sơn")
SETS = ("xa-ntm", "xa-ntm-nang-cao", "huyen-ntm")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def documents(count: int, targets: int, seed: int = 5) -> Iterator[Extraction]:
    """So many documents with so many targets in all; a hundredth of the words is rare."""
    choose = random.Random(seed)
    places = provinces(date(2024, 1, 1))
    for number in range(count):
        share = targets * (number + 1) // count - targets * number // count
        yield _document(choose, number, places[choose.randrange(len(places))].name, share)


def _document(choose: random.Random, number: int, province: str, count: int) -> Extraction:
    kind, code = KINDS[choose.randrange(4)]
    issued = date(2016 + choose.randrange(10), 1 + choose.randrange(12), 1 + choose.randrange(28))
    name = f"{code.lower()}-{number:06}.txt"
    subjects = choose.sample(SUBJECTS, 8)
    lines, made = [], []
    for at in range(count):
        subject, unit, sector = subjects[at % 8] if choose.random() < 0.8 else SUBJECTS[choose.randrange(len(SUBJECTS))]
        value = Decimal(choose.randrange(1, 1000)) if unit != "%" else Decimal(choose.randrange(10, 1000)) / 10
        year = issued.year + choose.randrange(-1, 6)
        place = PLACES[choose.randrange(len(PLACES))] if choose.random() < 0.2 else None
        rare = f" tại thôn Bản {number % 977} {at}" if choose.random() < 0.01 else ""
        text = f"{str(value).replace('.', ',')}{'' if unit == '%' else ' '}{unit}"
        line = (
            f"{at + 1}. Đến năm {year}, {place or 'toàn tỉnh'} {VERBS[choose.randrange(8)]} {text} {subject}"
            f" {TAILS[choose.randrange(10)]}, {TAILS[choose.randrange(10)]}{rare}."
        )
        lines.append(line)
        made.append((line, text, subject, unit, sector, value, year, place))
    lines += [
        f"Giao {body} chủ trì, phối hợp các sở, ngành tổ chức thực hiện mục {at}." for at, body in enumerate(BODIES)
    ]
    body = "\n".join(lines) + "\n"
    document_id = hashlib.sha256(f"{number}{body}".encode()).hexdigest()
    targets, start = [], 0
    for at, (line, text, subject, unit, sector, value, year, place) in enumerate(made):
        place_at = start + line.index(text, line.index(",") + 1)
        span = (start, start + len(line))
        evidence = Evidence.take(body, (place_at, place_at + len(text)), span, document=name, document_id=document_id)
        kind_of = "percentage" if unit == "%" else "money" if unit == "tỷ đồng" else "count"
        base = canonical(value, unit, kind_of)
        own = choose.random()
        targets.append(
            Target(
                id=f"{document_id[:16]}{at:08x}", fact_key=f"{document_id[:20]}{at:04x}", evidence=evidence,
                kind=kind_of,  # type: ignore[arg-type] # one of them
                status="result" if code == "BC" or own < 0.2 else "target", value=value, unit=unit,
                canonical_value=base[0] if base else None, canonical_unit=base[1] if base else None,
                subject=subject, indicator=f"số {subject}", sector=sector, scope=place,
                comparator=(">=", "<=", "=")[at % 3],  # type: ignore[arg-type] # one of them
                due=Period(f"Đến năm {year}", None, date(year, 12, 31)), body=BODIES[at % len(BODIES)],
                criteria=(f"{at % 19 + 1}.{at % 3 + 1}",) if own < 0.15 else (),
                criteria_set=SETS[at % 3] if own < 0.15 else None, confidence=0.5 + own / 2, method="bench",
            )
        )  # fmt: skip
        start += len(line) + 1
    particulars = Particulars(
        number=f"{number % 4000 + 1}/{code}-UBND", doc_type=kind, province=province, issued=issued,
        issuing_body=f"Ủy ban nhân dân tỉnh {province}", sector=subjects[0][2],
        subject=f"{kind.capitalize()} {subjects[0][2]} và {subjects[1][2]} tỉnh {province} năm {issued.year}",
    )  # fmt: skip
    return Extraction(RawDocument(name, document_id, "text/plain", body), (), (), particulars, tuple(targets))


def write(store: Store, made: Iterator[Extraction], every: int = 200) -> int:
    """Stores documents without the checks of ingestion, many in one transaction."""
    run = store.start_run("bench")
    done = 0
    portion: list[Extraction] = []

    def flush() -> None:
        with store.writing() as connection:
            for one in portion:
                _insert(connection, one, run)
        portion.clear()

    for one in made:
        portion.append(one)
        done += 1
        if len(portion) == every:
            flush()
            if done % 2000 == 0:
                print(f"{done} documents", file=sys.stderr, flush=True)
    flush()
    return done


def _insert(connection: Any, one: Extraction, run: str) -> None:
    connection.execute(insert(table(DocumentRow)), [mapping.document_values(one, "bench", run, NOW)])
    connection.execute(insert(table(SentenceRow)), mapping.sentence_values(one, {}))
    rows = [mapping.target_values(target, at, at + 1) for at, target in enumerate(one.targets)]
    connection.execute(insert(table(TargetRow)), rows)
    codes = [{"target_id": target.id, "code": code} for target in one.targets for code in target.criteria]
    if codes:
        connection.execute(insert(table(TargetCriterionRow)), codes)
    index_document(connection, one.raw.document_id)


def main() -> None:
    """Writes the database and tells how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--targets", type=int, default=1_000_000)
    given = parser.parse_args()
    began = time.perf_counter()
    with open_store(f"sqlite:///{given.file}") as store:
        write(store, documents(given.documents, given.targets))
        with store.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    size = given.file.stat().st_size / 1e6
    print(f"{given.targets} targets of {given.documents} documents: {size:.0f} MB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
