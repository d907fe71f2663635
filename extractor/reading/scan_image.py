"""Page images made ready for OCR: rendered, set straight, and searched for ruled lines."""

from __future__ import annotations

from typing import Any

from extractor.reading.limits import MAX_PIXELS
from extractor.reading.pdf_rules import Rule, Rules, merged

_LEAST_DPI, _MOST_DPI = 200, 300
_WIDEST_ANGLE = 4.0
_DARK = 140
_RED, _LEAST_RED = 60, 0.0002
"""How much redder than anything else red ink is, and which share of a page has it where it has any."""


def render(page: Any, size: tuple[float, float], image_width: float) -> tuple[Any, Any | None, float]:
    """A page as a grey image without red ink, its red ink alone where it has some, and pixels per point.

    ``image_width`` is how many pixels the scan itself has. Stamps are red and stand over words.
    """
    width, height = size
    inches = max(width / 72, 0.1)
    dpi = min(_MOST_DPI, max(_LEAST_DPI, image_width / inches))
    dpi = min(dpi, 72 * (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    scale = dpi / 72
    return *_inks(page.render(scale=scale).to_pil().convert("RGB")), scale


def _inks(picture: Any) -> tuple[Any, Any | None]:
    """What is drawn in black and blue, and what is drawn in red, both dark on white."""
    import numpy  # noqa: PLC0415 - needed for scans only
    from PIL import Image, ImageChops  # noqa: PLC0415 - likewise

    red, green, blue = picture.split()
    grey = picture.convert("L")
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    mask = redness.point([0 if level < _RED else 255 for level in range(256)])
    if numpy.asarray(mask).mean() < 255 * _LEAST_RED:
        return grey, None
    # Around each red pixel the paler rim of its ink is red too; the red channel shows red ink as light as paper.
    rim = redness.point([0 if level < _RED // 4 else 255 for level in range(256)])
    return Image.composite(ImageChops.lighter(red, grey), grey, rim), ImageChops.invert(mask)


def skew_of(image: Any) -> float:
    """By how many degrees the lines of a page run uphill: the angle at which its rows are most unlike each other."""
    return _levelled(image)[0]


def lies_sideways(image: Any) -> bool:
    """Whether text runs up or down the page: once levelled, its columns are more unlike each other than its rows."""
    from PIL import Image  # noqa: PLC0415 - needed for scans only

    return _levelled(image.transpose(Image.Transpose.ROTATE_90))[1] > 1.2 * _levelled(image)[1]


def _levelled(image: Any) -> tuple[float, float]:
    """The angle at which the rows of a page are most unlike each other, and how unlike they are then."""
    import numpy  # noqa: PLC0415 - needed for scans only

    small = image.reduce(max(1, image.width // 800))
    dark = numpy.asarray(small) < _DARK
    ys, xs = numpy.nonzero(dark)
    if len(xs) < 500 or dark.mean() > 0.5:
        return 0.0, 0.0
    if len(xs) > 200_000:
        step = len(xs) // 200_000 + 1
        ys, xs = ys[::step], xs[::step]

    def contrast(angle: float) -> float:
        rows = (ys + xs * numpy.tan(numpy.radians(angle))).astype(int)
        counts = numpy.bincount(rows - rows.min()).astype(float)
        unlike = float(numpy.square(numpy.diff(counts)).sum())
        return unlike / len(counts) / max(1e-9, float(counts.mean())) ** 2

    best = max(numpy.arange(-_WIDEST_ANGLE, _WIDEST_ANGLE + 0.01, 0.5), key=contrast)
    best = max(numpy.arange(best - 0.45, best + 0.46, 0.1), key=contrast)
    return float(best), contrast(float(best))


def straight(image: Any, angle: float) -> Any:
    """The image turned so that lines which run uphill by an angle are level."""
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
