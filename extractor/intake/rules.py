"""Rules on arrival: by source, body, type or province they set priority, assign reviewers and have people told.

A file of rules is TOML::

    [[rule]]
    name = "Nghị quyết của tỉnh Lào Cai"
    source = "feed:lao-cai*"     # of "watch:FOLDER", "feed:NAME"; * stands for anything
    body = "Hội đồng nhân dân*"
    type = "Nghị quyết"
    province = "Lào Cai"
    alarm = "no-target"          # only documents with this alarm ("*": with any)
    priority = 10                # lower comes first, 100 is usual
    reviewer = "lan"
    notify = ["van-phong", "tin"]

    [channel.van-phong]
    webhook = "https://example.vn/hook"
    secret_env = "CHITIEU_HOOK_SECRET"   # the environment variable that holds the key of the signature

    [channel.thu]
    email = ["lan@example.vn"]
    smtp = "mail.example.vn:587"
    sender = "chitieu@example.vn"
    user_env = "CHITIEU_SMTP_USER"
    password_env = "CHITIEU_SMTP_PASSWORD"

    [channel.tin]
    atom = "/var/www/chi-tieu-moi.xml"

A condition that is left out holds for everything. Priority goes by the source alone before a document is read.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy import Connection

from extractor.core.errors import ChiTieuError
from extractor.core.extraction import Extraction
from extractor.intake.alarms import Alarm
from extractor.intake.jobs import Job, add_new, set_priority
from extractor.store.folding import bare, province_key
from extractor.store.intake_tables import NoticeRow
from extractor.store.repository import storable, table

_MOST_TARGETS = 50
"""Targets that a message quotes; their number is told whole."""
USUAL = 100


class RuleError(ChiTieuError):
    """A file of rules says something that cannot be."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that was just stored, its job, the alarms about it and its work."""

    job: Job
    extraction: Extraction
    alarms: Sequence[Alarm]
    work: str
    moment: datetime


class Rule(BaseModel):
    """Conditions, all of which must hold, and what is then done."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    source: str | None = None
    body: str | None = None
    type: str | None = None
    province: str | None = None
    alarm: str | None = None
    priority: int | None = Field(default=None, ge=0, le=1000)
    reviewer: str | None = None
    notify: tuple[str, ...] = ()

    def holds(self, source: str, extraction: Extraction, alarms: Iterable[Alarm]) -> bool:
        own = extraction.particulars
        return (
            _like(self.source, source)
            and _like(self.body, own.issuing_body)
            and _like(self.type, own.doc_type)
            and (self.province is None or province_key(self.province) == province_key(own.province or ""))
            and (self.alarm is None or any(_like(self.alarm, alarm.code) for alarm in alarms))
        )

    def by_source_alone(self) -> bool:
        return all(one is None for one in (self.body, self.type, self.province, self.alarm))


class Channel(BaseModel):
    """One way to tell people: a webhook, e-mail, or an Atom feed of new targets in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    webhook: str | None = Field(default=None, pattern=r"^https?://")
    secret_env: str | None = None
    allow_private: bool = False
    email: tuple[str, ...] = ()
    smtp: str | None = None
    sender: str | None = None
    user_env: str | None = None
    password_env: str | None = None
    plain: bool = False
    atom: Path | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Channel:
        if sum((self.webhook is not None, bool(self.email), self.atom is not None)) != 1:
            raise ValueError("a channel is a webhook, email or atom, and one of them only")
        if self.webhook and not self.secret_env:
            raise ValueError("a webhook has a secret_env: the variable with the key that signs its messages")
        if self.email and not (self.smtp and self.sender):
            raise ValueError("email needs smtp and sender")
        return self


class Rules(BaseModel):
    """The rules of a file, in order, and its channels by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: tuple[Rule, ...] = ()
    channel: dict[str, Channel] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_exist(self) -> Rules:
        for rule in self.rule:
            for name in rule.notify:
                if name not in self.channel:
                    raise ValueError(f"rule {rule.name!r} notifies {name!r}, and there is no [channel.{name}]")
        return self

    def priority_of(self, source: str) -> int:
        """How soon something from a source is wanted, before it is read."""
        for rule in self.rule:
            if rule.priority is not None and rule.by_source_alone() and _like(rule.source, source):
                return rule.priority
        return USUAL

    def apply(self, connection: Connection, arrived: Arrived) -> list[str]:
        """Does what the rules say of a stored document, in the caller's transaction; the names of those that held.

        The first rule that gives a priority or a reviewer counts. A message is made once for each channel of a rule,
        and delivered later (``extractor.intake.notices``).
        """
        held = [rule for rule in self.rule if rule.holds(arrived.job.source, arrived.extraction, arrived.alarms)]
        priority = next((rule.priority for rule in held if rule.priority is not None), None)
        reviewer = next((rule.reviewer for rule in held if rule.reviewer is not None), None)
        set_priority(connection, arrived.job.document_id, priority, reviewer)
        rows = [_notice(rule, channel, arrived, reviewer) for rule in held for channel in rule.notify]
        add_new(connection, table(NoticeRow), rows)
        return [rule.name for rule in held]


def read_rules(path: Path | None) -> Rules:
    """The rules of a file. Raises ``RuleError`` with the file, the place in it and what is wrong."""
    if path is None:
        return Rules()
    try:
        return Rules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror} (name another file with --rules)") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "rules"
        raise RuleError(f"{path}: {where}: {first['msg']}") from error


def _like(pattern: str | None, value: str | None) -> bool:
    """Whether a value is of a pattern, without regard to case and marks; no pattern takes everything."""
    return pattern is None or fnmatchcase(bare(value or ""), bare(pattern))


def _message(rule: Rule, arrived: Arrived, reviewer: str | None) -> dict[str, Any]:
    job, extraction = arrived.job, arrived.extraction
    own = extraction.particulars
    goals = [target for target in extraction.targets if target.status == "target"]
    return {
        "rule": rule.name,
        "arrived": arrived.moment.isoformat(),
        "source": job.source,
        "place": job.place,
        "document_id": extraction.raw.document_id,
        "work": arrived.work,
        "name": extraction.raw.name,
        "number": own.number,
        "type": own.doc_type,
        "body": own.issuing_body,
        "province": own.province,
        "issued": own.issued.isoformat() if own.issued else None,
        "subject": own.subject or own.title,
        "reviewer": reviewer,
        "alarms": [{"code": one.code, "words": one.words} for one in arrived.alarms],
        "target_count": len(goals),
        "targets": [
            {
                "id": one.id, "quote": one.evidence.quote, "sentence": one.evidence.sentence,
                "indicator": one.indicator or one.subject, "due": one.due.text if one.due else None,
            }
            for one in goals[:_MOST_TARGETS]
        ],
    }  # fmt: skip


def _notice(rule: Rule, channel: str, arrived: Arrived, reviewer: str | None) -> dict[str, Any]:
    document_id = arrived.extraction.raw.document_id
    key = "\x1f".join((document_id, rule.name, channel))
    values = {
        "id": hashlib.sha256(key.encode()).hexdigest()[:32],
        "document_id": document_id,
        "channel": channel,
        "rule": rule.name,
        "payload": _storable(_message(rule, arrived, reviewer)),
        "next_try": arrived.moment,
        "made_at": arrived.moment,
    }
    return NoticeRow.model_validate(values).model_dump()


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value
