"""What answers of the API look like, for its description: one example a path, of figures made up for it."""

from __future__ import annotations

from typing import Any

_TARGET: dict[str, Any] = {
    "id": "4cb62d676f60ae74450f1d65",
    "document": "ke-hoach.txt",
    "quote": "118/125 xã",
    "sentence": "Đến năm 2025, tỉnh có ít nhất 118/125 xã (94,4%) đạt chỉ tiêu 19.2.",
    "kind": "ratio",
    "status": "target",
    "comparator": ">=",
    "value": "118",
    "total": "125",
    "percent": "94.4",
    "unit": "xã",
    "subject": "xã",
    "criteria": ["19.2"],
    "due": {"text": "Đến năm 2025", "start": None, "end": "2025-12-31", "recurrence": None, "source": "explicit"},
    "document_number": "214/KH-UBND",
    "province": "Lào Cai",
    "review": "unreviewed",
    "confidence": 0.9,
}
_COUNT = {"number": 10000, "exact": False, "text": "10.000+"}
_POINT: dict[str, Any] = {
    "role": "result",
    "day": "2023-12-31",
    "value": "0.055",
    "unit": "1",
    "reading": "stated",
    "told": "5.5% as stated",
    "comparator": "=",
    "target_id": "0f1e2d3c4b5a",
    "source": "9/BC-UBND",
    "why": "same subject, unit and criteria (hộ nghèo, 1)",
    "corrected": False,
}
_DOCUMENT: dict[str, Any] = {
    "id": "9f86d081…",
    "name": "ke-hoach.txt",
    "number": "214/KH-UBND",
    "doc_type": "kế hoạch",
    "issuing_body": "Ủy ban nhân dân tỉnh Yên Bái",
    "province": "Yên Bái",
    "issued": "2022-10-12",
}
_TEXT: dict[str, Any] = {
    "seq": 1048577,
    "document_id": "9f86d081…",
    "name": "ke-hoach.txt",
    "number": "214/KH-UBND",
    "title": "Xây dựng nông thôn mới",
    "start": 120,
    "text": "Có 12 xã đạt chuẩn.",
    "snippet": [{"text": "Có 12 xã ", "hit": False}, {"text": "đạt", "hit": True}],
    "exact": True,
}
EXAMPLES: dict[str, Any] = {
    "targets": {
        "items": [_TARGET],
        "count": _COUNT,
        "next": "WzAsIDFd",
        "filter": "province=Lào Cai, year=2025",
        "units": ["tỉnh Lào Cai as of 2025-07-01: Lào Cai (from 2025-07-01), Yên Bái (until 2025-06-30)"],
    },
    "target": _TARGET,
    "series": {
        "key": "hộ nghèo|1",
        "name": "tỷ lệ hộ nghèo",
        "unit": "1",
        "province": "Lào Cai",
        "place": None,
        "points": [_POINT],
        "progress": [
            {
                "goal": _POINT | {"role": "target", "day": "2025-12-31", "value": "0.03", "comparator": "<"},
                "latest": _POINT,
                "baseline": None,
                "share": "0.5",
                "left": "0.025",
                "state": "not met",
            }
        ],
        "conflicts": [],
    },
    "reading": {
        "value": "100",
        "unit": "xã",
        "reading": "count of a share",
        "told": "80% of 125, reckoned, not stated; the total is from 214/KH-UBND",
        "total_from": "4cb62d676f60ae74450f1d65",
    },
    "facets": {"count": _COUNT, "facets": {"kind": [{"value": "ratio", "label": "ratio", "count": _COUNT}]}},
    "total": {"value": "0.908108", "unit": "1", "told": "168 of 185 xã, from 2 ratios; each counts by its total"},
    "due": {
        "items": [{"day": "2025-12-31", "state": "unknown", "overdue": False, "group": "Sở Y tế", "target": _TARGET}],
        "groups": [{"name": "Sở Y tế", "due": 12, "passed": 3}],
    },
    "allocations": {
        "items": [
            {
                "adds_up": True,
                "told": "2 places come to 350 of 350 lao động: they add up",
                "whole": _TARGET,
                "parts": [{"place": "huyện Đô Lương", "target": _TARGET}],
            }
        ]
    },
    "documents": {"items": [_DOCUMENT], "next": None},
    "document": _DOCUMENT | {"targets": 42, "relations": []},
    "sentences": {"items": [_TEXT], "next": None},
    "search": {"documents": [_TEXT], "sentences": [_TEXT], "targets": [_TARGET]},
    "criteria": {"items": [{"code": "xa-ntm", "title": "Bộ tiêu chí quốc gia về xã nông thôn mới", "criteria": []}]},
}
