"""Ruled lines of a PDF page: what its paths draw that is straight, level or upright."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_MANY_PATHS = 10
_MOST_PATHS = 20_000
_THIN = 2.6
"""A filled box no thicker than this, in points, is a line."""
_SNAP = 2.5
_JOIN = 3.5
_DEPTH = 3

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Rule:
    """A line at ``place`` (x of an upright one, distance from the top of a level one) from ``start`` to ``end``."""

    place: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The level and the upright lines of a page, pieces joined."""

    level: list[Rule]
    upright: list[Rule]


def rules_of(page: Any, height: float, left: float, bottom: float) -> Rules | None:
    """The ruled lines of a pdfium page, or nothing where it draws too few of them, or so many that it is a drawing."""
    from pypdfium2 import raw  # noqa: PLC0415 - needed for PDF only

    level: list[Rule] = []
    upright: list[Rule] = []
    paths = 0
    queue: list[tuple[Any, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page.raw, index), _IDENTITY, 0) for index in range(raw.FPDFPage_CountObjects(page.raw))
    ]
    while queue:
        item, matrix, depth = queue.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _times(_matrix_of(raw, item), matrix)
            queue += [
                (raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                for index in range(raw.FPDFFormObj_CountObjects(item))
            ]
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST_PATHS:
            return None
        for points in _outlines(raw, item, _times(_matrix_of(raw, item), matrix)):
            _add([(x - left, height - (y - bottom)) for x, y in points], level, upright)
    if paths <= _MANY_PATHS:
        return None
    return Rules(merged(level), merged(upright))


def _matrix_of(raw: Any, item: Any) -> Matrix:
    made = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(made)):
        return _IDENTITY
    return (made.a, made.b, made.c, made.d, made.e, made.f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _outlines(raw: Any, path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """The corner points of each stroke of a path, closed where the path is."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return []
    made: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for index in range(min(raw.FPDFPath_CountSegments(path), 2000)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO or not made:
            made.append([point])
        elif kind == raw.FPDF_SEGMENT_LINETO:
            made[-1].append(point)
        else:  # a curve is no ruled line; the next stroke starts at its end
            made.append([point])
        if raw.FPDFPathSegment_GetClose(segment):
            made[-1].append(made[-1][0])
    return [points for points in made if len(points) > 1]


def _add(points: list[tuple[float, float]], level: list[Rule], upright: list[Rule]) -> None:
    """Sorts the sides of an outline into level and upright ones; a thin box is one line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if len(points) > 2 and min(x1 - x0, bottom - top) <= _THIN:
        if bottom - top <= _THIN:
            level.append(Rule((top + bottom) / 2, x0, x1))
        if x1 - x0 <= _THIN:
            upright.append(Rule((x0 + x1) / 2, top, bottom))
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= 0.6:
            level.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= 0.6:
            upright.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def merged(rules: list[Rule]) -> list[Rule]:
    """Brings lines that nearly coincide to one place and joins their pieces; what stays short is dropped."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if groups and rule.place - groups[-1][-1].place <= _SNAP and rule.place - groups[-1][0].place <= 2 * _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    made: dict[float, list[Rule]] = defaultdict(list)
    for group in groups:
        weight = sum(max(rule.end - rule.start, 0.01) for rule in group)
        place = sum(rule.place * max(rule.end - rule.start, 0.01) for rule in group) / weight
        for rule in sorted(group, key=lambda rule: rule.start):
            line = made[place]
            if line and rule.start - line[-1].end <= _JOIN:
                line[-1].end = max(line[-1].end, rule.end)
            else:
                line.append(Rule(place, rule.start, rule.end))
    return [rule for line in made.values() for rule in line if rule.end - rule.start > 2 * _SNAP]
