"""Page images made ready for OCR: rendered, set straight, and searched for ruled lines."""

from __future__ import annotations

from typing import Any

from extractor.reading.limits import MAX_PIXELS
from extractor.reading.pdf_rules import Rule, Rules, merged

_LEAST_DPI, _MOST_DPI = 200, 300
_WIDEST_ANGLE = 4.0
_DARK = 140


def render(page: Any, size: tuple[float, float], image_width: float) -> tuple[Any, float]:
    """A page as a grey image, and its pixels per point. ``image_width`` is how many pixels the scan itself has."""
    width, height = size
    inches = max(width / 72, 0.1)
    dpi = min(_MOST_DPI, max(_LEAST_DPI, image_width / inches))
    while width * height * (dpi / 72) ** 2 > MAX_PIXELS and dpi > 50:
        dpi *= 0.8
    scale = dpi / 72
    return page.render(scale=scale, grayscale=True).to_pil(), scale


def skew_of(image: Any) -> float:
    """By how many degrees the lines of a page run uphill: the angle at which its rows are most unlike each other."""
    import numpy  # noqa: PLC0415 - needed for scans only

    small = image.reduce(max(1, image.width // 800))
    dark = numpy.asarray(small) < _DARK
    ys, xs = numpy.nonzero(dark)
    if len(xs) < 500 or dark.mean() > 0.5:
        return 0.0
    if len(xs) > 200_000:
        step = len(xs) // 200_000 + 1
        ys, xs = ys[::step], xs[::step]

    def contrast(angle: float) -> float:
        rows = (ys + xs * numpy.tan(numpy.radians(angle))).astype(int)
        counts = numpy.bincount(rows - rows.min())
        return float(numpy.square(numpy.diff(counts.astype(float))).sum())

    best = max(numpy.arange(-_WIDEST_ANGLE, _WIDEST_ANGLE + 0.01, 0.5), key=contrast)
    best = max(numpy.arange(best - 0.45, best + 0.46, 0.1), key=contrast)
    return float(best)


def lies_sideways(image: Any) -> bool:
    """Whether text runs up or down the page: its columns are more unlike each other than its rows."""
    import numpy  # noqa: PLC0415 - needed for scans only

    dark = numpy.asarray(image.reduce(2)) < _DARK

    def contrast(axis: int) -> float:
        counts = dark.sum(axis=axis).astype(float)
        return float(numpy.square(numpy.diff(counts / max(counts.mean(), 1e-9))).mean())

    return contrast(0) > 1.2 * contrast(1)


def straight(image: Any) -> Any:
    """The image turned so that its lines are level."""
    angle = skew_of(image)
    if abs(angle) < 0.15:
        return image
    from PIL import Image  # noqa: PLC0415 - needed for scans only

    return image.rotate(-angle, resample=Image.Resampling.BICUBIC, expand=False, fillcolor=255)


def rules_in(image: Any, scale: float) -> Rules:
    """The ruled lines of a page image, in points."""
    import numpy  # noqa: PLC0415 - needed for scans only

    dark = numpy.asarray(image) < _DARK
    least = int(25 * scale)
    return Rules(merged(_runs(dark, least, scale)), merged(_runs(dark.T, least, scale)))


def _runs(dark: Any, least: int, scale: float) -> list[Rule]:
    """Dark runs along rows that are long for their thickness: letters are shorter, blots are thicker."""
    import numpy  # noqa: PLC0415 - needed for scans only

    height = dark.shape[0]
    # A scanned line wavers by a pixel or two: a row counts as dark where one of its neighbours is.
    wide = dark.copy()
    wide[1:] |= dark[:-1]
    wide[:-1] |= dark[1:]
    found: list[Rule] = []
    thick = max(6, int(3.5 * scale))
    for row in range(height):
        line = wide[row]
        if int(line.sum()) < least:
            continue
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], line.view(numpy.int8), [0]))))
        starts, ends = edges[::2], edges[1::2]
        for start, end in zip(starts[ends - starts >= least], ends[ends - starts >= least], strict=True):
            above, below = max(0, row - thick), min(height - 1, row + thick)
            if dark[above, start:end].mean() < 0.5 and dark[below, start:end].mean() < 0.5:
                found.append(Rule(row / scale, start / scale, end / scale))
    return found


def wiped(image: Any, box: tuple[float, float, float, float], scale: float) -> Any:
    """The image with a box made white."""
    made = image.copy()
    made.paste(255, tuple(int(side * scale) for side in box))
    return made
