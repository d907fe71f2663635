"""The intake in the text format of Prometheus, read from the database when it is asked for.

Every program that works on the queue writes there, so that one endpoint tells of all of them, on all machines.
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlalchemy import func, select

from extractor.intake import status
from extractor.intake.feeds.sources import feeds
from extractor.intake.jobs import JOB
from extractor.store.repository import Store

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class IntakeCollector:
    """What Prometheus collects of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def collect(self) -> Iterator[Metric]:
        """The metrics; one question to the database for each."""
        now = status.moment()
        jobs = GaugeMetricFamily("chitieu_jobs", "Jobs by state", labels=["state"])
        for state, number in status.states(self.store).items():
            jobs.add_metric([state], number)
        yield jobs
        waiting = status.oldest_waiting(self.store, now)
        yield GaugeMetricFamily("chitieu_oldest_waiting_seconds", "Age of the job that waits longest", waiting)
        totals = select(func.coalesce(func.sum(JOB.c.seconds), 0.0).label("seconds"),
                        func.coalesce(func.sum(JOB.c.records), 0).label("records"))  # fmt: skip
        row = next(iter(self.store.rows(totals)))
        yield CounterMetricFamily("chitieu_job_seconds", "Seconds of work on jobs", float(row["seconds"]))
        yield CounterMetricFamily("chitieu_records", "Records that jobs gave", float(row["records"]))
        running = select(func.count(func.distinct(JOB.c.worker)).label("n")).where(JOB.c.state == "running")
        workers = next(iter(self.store.rows(running)))["n"]
        yield GaugeMetricFamily("chitieu_workers", "Programs that have a job under way", workers)
        success = GaugeMetricFamily(
            "chitieu_feed_last_success_timestamp_seconds", "When a source last answered as it should", labels=["feed"]
        )
        failing = GaugeMetricFamily("chitieu_feed_failures", "Failures of a source in a row", labels=["feed"])
        for feed in feeds(self.store):
            if feed["last_success"]:
                success.add_metric([feed["name"]], feed["last_success"].timestamp())
            failing.add_metric([feed["name"]], feed["failures"])
        yield success
        yield failing
        alarms = GaugeMetricFamily("chitieu_alarms", "Alarms by code", labels=["code"])
        by_code = select(status.ALARM.c.code, func.count().label("number")).group_by(status.ALARM.c.code)
        for one in self.store.rows(by_code):
            alarms.add_metric([one["code"]], one["number"])
        yield alarms
        notices = GaugeMetricFamily("chitieu_notices", "Messages by state", labels=["state"])
        for state, number in status.notices(self.store).items():
            notices.add_metric([state], number)
        yield notices


def exposition(store: Store) -> bytes:
    """All metrics as text."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(IntakeCollector(store))
    return generate_latest(registry)
