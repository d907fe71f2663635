"""The explorer: pages made on the server, Vietnamese first, that work without script and better with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from extractor.query import documents as stored
from extractor.query.compile import ask
from extractor.query.facets import Count
from extractor.query.filter import Filter, FilterError
from extractor.query.memory import Memory
from extractor.query.numbers import NotComparableError
from extractor.query.readings import As, read_as
from extractor.query.report import value_in_words
from extractor.query.review_state import states_of
from extractor.query.search import Hit, search
from extractor.query.series import Series, series_of
from extractor.query.wording import Wording, snippet
from extractor.serve.exporting import FORMATS, export_answer, shown_formats
from extractor.serve.page_images import PageImages
from extractor.serve.rendering import filter_of_address, href_of, render
from extractor.serve.session import safe_back

PORTION = 50
AROUND = 500
"""Characters of a document that are shown around a sentence."""

SHOWN_FACETS = (
    "status",
    "province",
    "sector",
    "year",
    "kind",
    "criteria",
    "criteria_set",
    "doc_type",
    "review",
    "body",
)
_NOW = "counts"
"""The parameter with which a page waits for its facets: for readers without script."""

_PARAMETER = {"doc_type": "type", "criteria": "criterion", "criteria_set": "set"}


def pages(memory: Memory, images: PageImages) -> APIRouter:
    """The pages of the explorer over one database."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    store = memory.store

    @router.get("/")
    def explorer(request: Request) -> Response:
        """Facets, and the records that pass."""
        cursor = request.query_params.get("cursor")
        wanted, problem = filter_of_address(request)
        if not problem and any(not value for value in request.query_params.values()):
            # a form sends its empty fields too; what people share should be short
            return RedirectResponse(href_of(wanted, cursor=cursor), 303)
        page = None
        try:
            page = memory.page(wanted, PORTION, cursor or None)
            question = ask(store, wanted)
        except FilterError as error:
            problem = str(error)
        if page is None:
            return render(request, "explorer.html", 422, wanted=wanted, problem=problem, page=None, facets={}, rows=[])
        states = states_of(store, (hit.target.fact_key for hit in page.hits))
        rows = [_row(hit, question.wording, states) for hit in page.hits]
        following = href_of(wanted, cursor=page.cursor) if page.cursor else None
        # counting by group needs every hit: of very frequent words the page comes first, and the counts after it
        wait = not page.total.exact and not memory.counted(wanted) and _NOW not in request.query_params
        pairs = [*wanted.pairs(), *([("cursor", cursor)] if cursor else [])]
        units = question.units()
        return render(
            request, "explorer.html", 422 if problem else 200, wanted=wanted, problem=problem, page=page, rows=rows,
            facets={} if wait else _facets(memory, wanted), following=following,
            later=href_of(wanted, path="/narrow") if wait else None, inline=f"/?{urlencode([*pairs, (_NOW, '1')])}",
            cursor=cursor, units=units, chosen=_chosen(wanted),
            formats=shown_formats(),
        )  # fmt: skip

    @router.get("/targets/{target_id}")
    def target(request: Request, target_id: str) -> HTMLResponse:
        """A record: its sentence in its document, what it says, and its series."""
        hit = memory.hit(target_id)
        if hit is None:
            return render(request, "lost.html", 404)
        place = hit.target.evidence
        text = stored.text_of(store, place.document_id) or ""
        state = states_of(store, [hit.target.fact_key]).get(hit.target.fact_key, "unreviewed")
        return render(
            request, "target.html", hit=hit, row=_row(hit, None, {hit.target.fact_key: state}), state=state,
            parts=_around(text, hit), series=_series(series_of(store, target_id)),
            figure=images.figure(store, hit, request), readings=_readings(memory, target_id),
        )  # fmt: skip

    @router.get("/documents/{document_id}")
    def document(request: Request, document_id: str) -> HTMLResponse:
        """A document: its particulars, what it does to others, and its text with every record marked."""
        found = stored.document_of(store, document_id)
        if found is None:
            return render(request, "lost.html", 404)
        hits = list(search(store, Filter(document=document_id), order="stored"))
        parts = _marked(stored.text_of(store, document_id) or "", hits)
        return render(request, "document.html", document=found, parts=parts)

    _paths_beside(router, memory)
    return router


def _paths_beside(router: APIRouter, memory: Memory) -> None:
    """What pages ask for or lead to: the facets of one, files, the other language."""

    @router.get("/narrow")
    def narrow(request: Request) -> Response:
        """The facets alone, for a page that came before them."""
        wanted, problem = filter_of_address(request)
        facets = {} if problem else _facets(memory, wanted)
        return render(request, "narrow.html", 422 if problem else 200, wanted=wanted, problem=problem, facets=facets)

    @router.get("/export")
    def exported(request: Request) -> Response:
        """The records that pass as a file; CSV and JSON Lines in an archive with what they are."""
        wanted, problem = filter_of_address(request)
        form = request.query_params.get("format", "csv")
        try:
            if problem is None and form in FORMATS:
                return export_answer(memory, wanted, form, str(request.base_url), packed=True)
            problem = problem or f"format: {form[:40]!r} is none of {', '.join(FORMATS)}"
        except FilterError as error:
            problem = str(error)
        return render(request, "lost.html", 422, problem=problem)

    @router.get("/language/{language}")
    def language(request: Request, language: str) -> RedirectResponse:
        """Switches the language, and goes back to where one was."""
        answer = RedirectResponse(safe_back(request.query_params.get("back")), 303)
        answer.set_cookie(
            "language", "en" if language == "en" else "vi", max_age=31_536_000, samesite="lax", httponly=True
        )
        return answer


def _chosen(wanted: Filter) -> list[tuple[str, str, str]]:
    """Each condition with the address of the page without it."""
    pairs = wanted.pairs()
    return [
        (name, value, "/?" + urlencode([pair for at, pair in enumerate(pairs) if at != place]))
        for place, (name, value) in enumerate(pairs)
    ]


def _facets(memory: Memory, wanted: Filter) -> dict[str, list[tuple[str, Count, str, bool]]]:
    """The values of each facet: label, count, the address that chooses or drops it, and whether it is chosen."""
    found = {}
    for name, values in memory.facets(wanted).items():
        parameter = _PARAMETER.get(name, name)
        others = [pair for pair in wanted.pairs() if pair[0] != parameter]
        chosen = {value for key, value in wanted.pairs() if key == parameter}
        rows = []
        for one in values[:14]:
            pairs = others if one.value in chosen else [*others, (parameter, one.value)]
            label = f"{name}:{one.label}" if name in ("status", "kind", "review") else one.label
            rows.append((label, one.count, f"/?{urlencode(pairs)}", one.value in chosen))
        found[name] = rows
    return {name: found[name] for name in SHOWN_FACETS if found.get(name)}


def _row(hit: Hit, wording: Wording | None, states: dict[str, str]) -> dict[str, Any]:
    target, place = hit.target, hit.target.evidence
    parts = snippet(" ".join(place.sentence.split()), wording) if wording else _quoted(hit)
    when = (target.due.end.strftime("%d/%m/%Y") if target.due.end else target.due.text) if target.due else ""
    return {
        "id": target.id,
        "value": value_in_words(target),
        "subject": target.indicator or target.subject or "",
        "due": when,
        "status": target.status,
        "state": states.get(target.fact_key, "unreviewed"),
        "province": hit.province or "",
        "source": hit.number or place.document,
        "document_id": place.document_id,
        "criteria": target.criteria,
        "parts": parts,
    }


def _quoted(hit: Hit) -> list[tuple[str, bool]]:
    """The sentence on one line in parts, its quantity marked."""
    place = hit.target.evidence
    start, end = place.start - place.sentence_start, place.end - place.sentence_start
    before, after = place.sentence[:start], place.sentence[end:]
    if len(before) > 160:
        before = "… " + before[-160:].partition(" ")[2]
    if len(after) > 160:
        after = after[:160].rpartition(" ")[0] + " …"
    return [(before, False), (place.quote, True), (after, False)]


def _readings(memory: Memory, target_id: str) -> list[tuple[str, str, Hit | None]]:
    """A record as a share and as a count where it does not say so itself: how, the value, and whose total it is."""
    found: list[tuple[str, str, Hit | None]] = []
    ways: tuple[As, ...] = ("share", "count")
    for way in ways:
        try:
            one = read_as(memory.store, target_id, way)
        except NotComparableError:
            continue
        if one.number.reading != "stated":
            found.append((one.number.reading, number_in_words(one.number.value, one.number.unit), one.total_from))
    return found


def number_in_words(value: Any, unit: str) -> str:
    """A number of a series as people write it: shares in per cent, points between thousands."""
    number = float(value) * (100 if unit == "1" else 1)
    text = f"{number:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return f"{text}%" if unit == "1" else f"{text} {unit}".strip()


def _around(text: str, hit: Hit) -> list[tuple[str, str]]:
    """The text around a sentence, in parts: plain, of the sentence, and the quantity itself."""
    place = hit.target.evidence
    first = max(0, place.sentence_start - AROUND)
    first = text.rfind("\n", 0, first) + 1 if first else 0
    last = min(len(text), place.sentence_end + AROUND)
    return [
        (("… " if first else "") + text[first : place.sentence_start], ""),
        (text[place.sentence_start : place.start], "sentence"),
        (text[place.start : place.end], "quote"),
        (text[place.end : place.sentence_end], "sentence"),
        (text[place.sentence_end : last] + (" …" if last < len(text) else ""), ""),
    ]


def _marked(text: str, hits: list[Hit]) -> Iterator[tuple[str, str]]:
    """A document's text in parts, those of records with their id."""
    at = 0
    for hit in sorted(hits, key=lambda one: one.target.evidence.start):
        place = hit.target.evidence
        if place.start < at:
            continue
        yield text[at : place.start], ""
        yield text[place.start : place.end], hit.target.id
        at = place.end
    yield text[at:], ""


def _series(series: Series | None) -> dict[str, Any] | None:
    """A series as its page shows it: values in words, and bars on one scale."""
    if series is None or not series.points:
        return None
    most = max((abs(float(point.number.value)) for point in series.points), default=0.0) or 1.0

    points = [
        {"point": point, "value": number_in_words(point.number.value, point.number.unit),
         "width": round(100 * abs(float(point.number.value)) / most, 1)}
        for point in series.points
    ]  # fmt: skip
    progress = [
        {"goal": number_in_words(one.goal.number.value, one.goal.number.unit), "one": one,
         "left": number_in_words(one.left, one.goal.number.unit) if one.left else "",
         "share": f"{float(one.share) * 100:.0f}%" if one.share is not None else ""}
        for one in series.progress
    ]  # fmt: skip
    return {"series": series, "points": points, "progress": progress}
