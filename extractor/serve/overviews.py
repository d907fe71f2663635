"""Pages that look at many records at once: criteria compared by province, a timeline, a map, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from extractor.query import documents as stored
from extractor.query.compare import MOST, standings
from extractor.query.due import Due, DueGroup, GroupBy, due, due_groups
from extractor.query.filter import Filter, FilterError, parse
from extractor.query.memory import Memory
from extractor.query.places import today
from extractor.query.report import value_in_words
from extractor.query.search import search
from extractor.registry.units import REFORM
from extractor.serve import charts
from extractor.serve.phrases import phrase
from extractor.serve.rendering import filter_of_address, href_of, language_of, render

MOST_DUE = 200
"""Records that are listed of what is due; the counts are of all."""

_GROUPS: dict[str, GroupBy] = {"body": "body", "place": "place"}


def overviews(memory: Memory) -> APIRouter:
    """The overviews over one database."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    store = memory.store

    @router.get("/criteria")
    def criteria(request: Request) -> HTMLResponse:
        """The criteria sets, and the criteria that records are tied to."""
        used = memory.facets(Filter(), ("criteria",))["criteria"]
        return render(request, "criteria.html", sets=stored.criteria_sets(store), used=used)

    @router.get("/criteria/{code}")
    def criterion(request: Request, code: str) -> HTMLResponse:
        """The provinces beside each other for a criterion."""
        wanted, problem = filter_of_address(request)
        try:
            wanted = replace(wanted, criterion=parse({"criterion": code}).criterion)
            found = standings(search(store, wanted, MOST, order="stored"))
        except FilterError as error:
            return render(request, "lost.html", 404, problem=str(error))
        rows = [
            charts.Bar(
                one.province, float(one.target) if one.target is not None else None,
                float(one.result) if one.result is not None else None,
                href_of(replace(wanted, province=(one.province,))),
            )
            for one in found
        ]  # fmt: skip
        names = _criterion_names(memory, code)
        chart = charts.bars(rows, f"{phrase('compare', language_of(request))}: {code}") if rows else None
        return render(
            request, "criterion.html", code=code, names=names, chart=chart, rows=rows, wanted=wanted, problem=problem
        )

    @router.get("/timeline")
    def timeline(request: Request) -> HTMLResponse:
        """Targets and results by year."""
        wanted, problem = filter_of_address(request)
        by_year: dict[int, list[int]] = {}
        for at, status in enumerate(("target", "result")):
            for one in memory.facets(replace(wanted, status=status, year=None), ("year",))["year"]:
                by_year.setdefault(int(one.value), [0, 0])[at] = one.count.number
        years = [
            (year, numbers[0], numbers[1], href_of(replace(wanted, year=year)))
            for year, numbers in sorted(by_year.items())
            if 1990 <= year <= 2060
        ]
        chart = charts.timeline(years, phrase("timeline", language_of(request)))
        return render(request, "timeline.html", chart=chart, years=years, wanted=wanted, problem=problem)

    @router.get("/map")
    def tile_grid(request: Request) -> HTMLResponse:
        """The 34 provinces as tiles, each with its number of records; successors count for what went into them."""
        wanted, problem = filter_of_address(request)
        wanted = replace(wanted, province=(), units_on=None)
        counts: dict[str, int] = {}
        for number, times in memory.by(wanted, "province").items():
            term = memory.term("province", number)
            unit = today(term[0], REFORM) if term else None
            if unit is not None:
                counts[unit.name] = counts.get(unit.name, 0) + times
        hrefs = {name: href_of(replace(wanted, province=(name,), units_on=REFORM)) for name in charts.TILES}
        chart = charts.tiles(counts, hrefs, phrase("map", language_of(request)))
        rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return render(request, "map.html", chart=chart, rows=rows, hrefs=hrefs, wanted=wanted, problem=problem)

    @router.get("/due")
    def what_is_due(request: Request) -> HTMLResponse:
        """Goals and milestones by their last day, of each body or place together."""
        wanted, problem = filter_of_address(request)
        given = request.query_params.get("by") or f"{date.today().year}-12-31"
        group = _GROUPS.get(request.query_params.get("group", "body"))
        rows: list[Due] = []
        groups: list[DueGroup] = []
        try:
            by = parse({"due-to": given}).due_to or date.today()
            rows = list(due(store, wanted, by, date.today(), MOST_DUE, group=group))
            groups = due_groups(store, wanted, by, date.today(), group) if group else []
        except FilterError as error:
            problem = str(error)
        shown = [(name, list(some)) for name, some in groupby(rows, key=lambda one: one.group)]
        anchors = {name: f"g{at}" for at, (name, _) in enumerate(shown)}
        return render(
            request, "due.html", 422 if problem else 200, shown=shown, groups=groups, anchors=anchors, by=given,
            group=group or "none", total=sum(one.due for one in groups), most=MOST_DUE, value=value_in_words,
            wanted=wanted, problem=problem,
        )  # fmt: skip

    return router


def _criterion_names(memory: Memory, code: str) -> list[str]:
    return [
        f"{one['title']}: {each['name']}"
        for one in stored.criteria_sets(memory.store)
        for each in one["criteria"]
        if each["number"] == code and each["name"]
    ]
