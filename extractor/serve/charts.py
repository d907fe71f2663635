"""Pictures of the pages, as SVG without script: bars of provinces, a timeline, a tile grid, a box on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

TILES: dict[str, tuple[int, int]] = {
    "Lai Châu": (0, 1), "Lào Cai": (0, 2), "Tuyên Quang": (0, 3), "Cao Bằng": (0, 4),
    "Điện Biên": (1, 0), "Sơn La": (1, 1), "Phú Thọ": (1, 2), "Thái Nguyên": (1, 3), "Lạng Sơn": (1, 4),
    "Hà Nội": (2, 2), "Bắc Ninh": (2, 3), "Quảng Ninh": (2, 4),
    "Ninh Bình": (3, 2), "Hưng Yên": (3, 3), "Hải Phòng": (3, 4),
    "Thanh Hóa": (4, 2), "Nghệ An": (5, 2), "Hà Tĩnh": (6, 2), "Quảng Trị": (7, 3), "Huế": (7, 4),
    "Đà Nẵng": (8, 4), "Quảng Ngãi": (9, 4), "Gia Lai": (10, 4), "Đắk Lắk": (11, 4), "Khánh Hòa": (12, 4),
    "Lâm Đồng": (12, 3), "Đồng Nai": (12, 2), "Tây Ninh": (12, 1), "Hồ Chí Minh": (13, 2), "Đồng Tháp": (13, 1),
    "An Giang": (13, 0), "Vĩnh Long": (14, 2), "Cần Thơ": (14, 1), "Cà Mau": (14, 0),
}  # fmt: skip
"""Row and column of each of the 34 provinces, roughly where it lies."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A province's target and result as shares of one; ``href`` leads to them."""

    label: str
    target: float | None
    result: float | None
    href: str


_BARS = 260
"""Where bars begin, behind the names and figures."""


def bars(rows: Sequence[Bar], told: str) -> Markup:
    """Bars of shares: the result filled, the target a line across."""
    height = 26 * len(rows) + 24
    parts = [
        f'<svg class="chart" viewBox="0 0 720 {height}" role="group" aria-label="{escape(told)}">',
        *(
            f'<line class="grid" x1="{_BARS + 4 * at}" y1="0" x2="{_BARS + 4 * at}" y2="{height - 20}"/>'
            f'<text class="axis" x="{_BARS + 4 * at}" y="{height - 6}" text-anchor="middle">{at}%</text>'
            for at in (0, 25, 50, 75, 100)
        ),
    ]
    for at, row in enumerate(rows):
        top = 26 * at + 4
        values = [f"{value:.1%}".replace(".", ",") if value is not None else "–" for value in (row.result, row.target)]
        # the figures beside the name: on a small screen the bars run out of sight
        label = f"{escape(row.label)} <tspan>{values[0]} / {values[1]}</tspan>"
        parts.append(
            f'<a href="{escape(row.href)}"><text x="{_BARS - 8}" y="{top + 13}" text-anchor="end">{label}</text>'
        )
        if row.result is not None:
            width = 400 * max(0.0, min(1.0, row.result))
            parts.append(f'<rect class="result" x="{_BARS}" y="{top}" width="{width:.1f}" height="18"/>')
        if row.target is not None:
            place = _BARS + 400 * max(0.0, min(1.0, row.target))
            parts.append(f'<line class="goal" x1="{place:.1f}" y1="{top - 2}" x2="{place:.1f}" y2="{top + 20}"/>')
        parts.append("</a>")
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - every text in it is escaped


def timeline(years: Sequence[tuple[int, int, int, str]], told: str) -> Markup:
    """Columns of years: targets and results beside each other; each year (year, targets, results, href) is a link."""
    most = max((max(targets, results) for _, targets, results, _ in years), default=1) or 1
    width = max(320, 44 * len(years) + 10)
    parts = [
        f'<svg class="chart wide" width="{width}" height="220" viewBox="0 0 {width} 220" role="group"'
        f' aria-label="{escape(told)}">'
    ]
    for at, (year, targets, results, href) in enumerate(years):
        left = 10 + 44 * at
        parts.append(f'<a href="{escape(href)}"><title>{year}: {targets} / {results}</title>')
        for shift, number, kind in ((0, targets, "target"), (17, results, "result")):
            tall = 170 * number / most
            parts.append(
                f'<rect class="{kind}" x="{left + shift}" y="{190 - tall:.1f}" width="15" height="{tall:.1f}"/>'
            )
        parts.append(f'<text class="axis" x="{left + 16}" y="208" text-anchor="middle">{year}</text></a>')
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - every text in it is escaped


def tiles(counts: dict[str, int], hrefs: dict[str, str], told: str) -> Markup:
    """A tile for each province where it lies, the darker the more records."""
    most = max(counts.values(), default=0) or 1
    parts = [f'<svg class="chart map" viewBox="0 0 470 970" role="group" aria-label="{escape(told)}">']
    for name, (row, column) in TILES.items():
        number = counts.get(name, 0)
        level = 0 if not number else 1 + min(4, int(5 * (number / most) ** 0.5))
        left, top = column * 94, row * 64
        shown = f"{number:,}".replace(",", ".")
        middle = f'class="tile{level}" x="{left + 45}" text-anchor="middle"'
        parts.append(
            f'<a href="{escape(hrefs[name])}">'
            f'<rect class="tile level{level}" x="{left}" y="{top}" width="90" height="60"/>'
            f'<text {middle} y="{top + 26}">{escape(name)}</text><text {middle} y="{top + 46}">{shown}</text></a>'
        )
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - every text in it is escaped


def page_box(width: float, height: float, boxes: Sequence[Sequence[float]], told: str, image: str | None) -> Markup:
    """A page with the place of a record marked: over its picture where there is one, else on an empty page."""
    parts = [f'<svg class="page" viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="{escape(told)}">']
    parts.append(f'<rect class="paper" width="{width:.1f}" height="{height:.1f}"/>')
    if image:
        parts.append(f'<image href="{escape(image)}" width="{width:.1f}" height="{height:.1f}"/>')
    for x0, top, x1, bottom in boxes:
        parts.append(
            f'<rect class="box" x="{x0 - 2:.1f}" y="{top - 2:.1f}" width="{x1 - x0 + 4:.1f}"'
            f' height="{bottom - top + 4:.1f}"/>'
        )
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - every text in it is escaped
