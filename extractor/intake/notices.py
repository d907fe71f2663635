"""Delivers the messages that rules made: signed webhooks, e-mail, an Atom feed in a file; tried again until they go.

A webhook gets the message as JSON with ``X-Chitieu-Id`` (the same one when it is sent again) and
``X-Chitieu-Signature: t=SECONDS,v1=HEX``, where HEX is the HMAC-SHA256 of ``SECONDS.BODY`` under the channel's key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import smtplib
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import and_, select, update

from extractor.core.errors import ChiTieuError
from extractor.intake.jobs import wait_after
from extractor.intake.log import tell
from extractor.intake.rules import Channel, Rules
from extractor.store.intake_tables import NoticeRow
from extractor.store.repository import Store, storable, table

NOTICE = table(NoticeRow)
MOST_TRIES = 10
_PORTION = 20
"""Messages of one round, so that a slow receiver does not hold up the intake."""
_SECONDS = 10.0
_CLAIMED = 300.0
"""Seconds for which a message belongs to the program that sends it."""
_ENTRIES = 200
"""Entries that the Atom feed keeps."""


class DeliveryError(ChiTieuError):
    """A message could not be delivered; it is tried again."""


def deliver(store: Store, rules: Rules, now: datetime | None = None) -> int:
    """Delivers messages whose time has come, and returns how many went; what fails waits for a later round.

    Several programs may do so at once: a message is claimed for a while by the one that sends it. Messages to channels
    that these rules do not have are left to a program whose rules do.
    """
    if not rules.channel:
        return 0
    moment = now or datetime.now(UTC)
    due = and_(NOTICE.c.state == "waiting", NOTICE.c.next_try <= moment, NOTICE.c.channel.in_(list(rules.channel)))
    sent = 0
    feeds: set[str] = set()
    for notice in list(store.rows(select(NOTICE).where(due).order_by(NOTICE.c.made_at).limit(_PORTION))):
        if not _claim(store, notice, moment):
            continue
        channel = rules.channel[notice["channel"]]
        tries = notice["tries"] + 1
        values: dict[str, Any] = {"state": "sent", "reason": ""}
        try:
            if channel.atom is not None:
                feeds.add(notice["channel"])
            elif channel.webhook is not None:
                send_webhook(channel, notice)
            else:
                send_mail(channel, notice)
            sent += 1
        except (DeliveryError, OSError, smtplib.SMTPException) as error:
            given_up = tries >= MOST_TRIES
            wait = timedelta(seconds=wait_after(tries, 10.0, 3600.0))
            values = {"state": "failed" if given_up else "waiting", "next_try": moment + wait}
            values["reason"] = storable(str(error))
            about = {"document_id": notice["document_id"], "channel": notice["channel"], "reason": str(error)}
            tell("not delivered", logging.WARNING, **about)
        with store.writing() as connection:
            connection.execute(update(NOTICE).where(NOTICE.c.id == notice["id"]).values(values))
    for name in feeds:
        path = rules.channel[name].atom
        if path is not None:
            write_atom(store, name, path)
    return sent


def _claim(store: Store, notice: Mapping[str, Any], moment: datetime) -> bool:
    """Takes a message, unless another program was faster; were this one killed at it, it is sent later once more."""
    same = and_(NOTICE.c.id == notice["id"], NOTICE.c.state == "waiting", NOTICE.c.tries == notice["tries"])
    values = {"tries": notice["tries"] + 1, "next_try": moment + timedelta(seconds=_CLAIMED)}
    with store.writing() as connection:
        return bool(connection.execute(update(NOTICE).where(same).values(values)).rowcount)


def signature(key: bytes, moment: int, body: bytes) -> str:
    """What ``X-Chitieu-Signature`` says of a body that is sent at a moment (seconds since 1970)."""
    return f"t={moment},v1={hmac.new(key, str(moment).encode() + b'.' + body, hashlib.sha256).hexdigest()}"


def send_webhook(channel: Channel, notice: Mapping[str, Any]) -> None:
    """Posts a message. Raises ``DeliveryError`` for every answer that is not 2xx, redirects among them."""
    import httpx  # noqa: PLC0415 - only where a webhook is called

    from extractor.intake.feeds.fetch import AGENT  # noqa: PLC0415 - likewise
    from extractor.intake.feeds.guard import Deadline, ForbiddenAddressError, GuardedTransport  # noqa: PLC0415 - likewise

    key = os.environ.get(channel.secret_env or "", "")
    if not key:
        raise DeliveryError(f"the environment variable {channel.secret_env} is not set: no key to sign with")
    body = json.dumps(notice["payload"], ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "X-Chitieu-Id": str(notice["id"]),
        "X-Chitieu-Signature": signature(key.encode(), int(time.time()), body),
    }
    deadline = Deadline()
    deadline.end = time.monotonic() + _SECONDS
    transport = GuardedTransport(deadline, allow_private=channel.allow_private)
    try:
        with (
            httpx.Client(transport=transport, timeout=_SECONDS, trust_env=False) as client,
            client.stream("POST", str(channel.webhook), content=body, headers=headers) as answer,
        ):
            if not answer.is_success:
                raise DeliveryError(f"the webhook answered HTTP {answer.status_code}")
    except ForbiddenAddressError as error:
        raise DeliveryError(f"{error} (allow_private = true in the channel)") from error
    except httpx.HTTPError as error:
        raise DeliveryError(f"the webhook cannot be reached: {error}") from error


def send_mail(channel: Channel, notice: Mapping[str, Any]) -> None:
    """Sends a message by SMTP: with STARTTLS, or TLS at port 465, unless the channel is ``plain``."""
    host, _, port = str(channel.smtp).partition(":")
    mail = EmailMessage()
    mail["Subject"] = " ".join(_headline(notice["payload"]).split())[:200]
    mail["From"], mail["To"] = str(channel.sender), ", ".join(channel.email)
    mail["Message-ID"] = f"<{notice['id']}@chitieu>"
    mail.set_content(_in_words(notice["payload"]))
    context = ssl.create_default_context()
    if port == "465":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, 465, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, int(port or 587), timeout=_SECONDS)
    with server:
        if port != "465" and not channel.plain:
            server.starttls(context=context)
        if channel.user_env:
            server.login(os.environ.get(channel.user_env, ""), os.environ.get(channel.password_env or "", ""))
        server.send_message(mail)


def write_atom(store: Store, channel: str, path: Path) -> None:
    """Writes the newest messages of a channel as an Atom feed, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        part.write_text(atom(store, channel), "utf-8")
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def atom(store: Store, channel: str | None = None) -> str:
    """The newest messages, of all channels or of one, as an Atom feed of new targets, one entry a document."""
    query = select(NOTICE).order_by(NOTICE.c.made_at.desc()).limit(_ENTRIES)
    rows = list(store.rows(query.where(NOTICE.c.channel == channel) if channel else query))
    updated = rows[0]["made_at"] if rows else datetime.fromtimestamp(0, UTC)
    entries = "".join(_entry(row) for row in rows)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:chitieu:{escape(channel or 'moi')}</id><title>Chỉ tiêu mới</title>"
        f"<updated>{updated.isoformat()}</updated><author><name>Chỉ Tiêu</name></author>\n{entries}</feed>\n"
    )


def _entry(row: Mapping[str, Any]) -> str:
    payload = row["payload"]
    place = str(payload.get("place") or "")
    link = f"<link href={quoteattr(place)}/>" if place.startswith(("http://", "https://")) else ""
    return (
        f"<entry><id>urn:sha256:{row['document_id']}:{row['id']}</id><title>{_xml(_headline(payload))}</title>"
        f"<updated>{row['made_at'].isoformat()}</updated>{link}<summary>{_xml(_in_words(payload))}</summary></entry>\n"
    )


def _xml(words: str) -> str:
    """Text as XML can hold it: without control characters."""
    return escape("".join(char for char in words if char in "\n\t" or char >= " "))


def _headline(payload: Mapping[str, Any]) -> str:
    about = " ".join(str(payload[name]) for name in ("type", "number", "province") if payload.get(name))
    return f"{payload['target_count']} chỉ tiêu: {about or payload.get('subject') or payload['name']}"


def _in_words(payload: Mapping[str, Any]) -> str:
    lines = [str(payload.get("subject") or payload["name"]), str(payload["place"]), ""]
    lines += [f"! {alarm['words']}" for alarm in payload["alarms"]]
    for target in payload["targets"]:
        due = f" ({target['due']})" if target["due"] else ""
        lines.append(f"- {target['indicator'] or ''}: {target['quote']}{due}")
    more = payload["target_count"] - len(payload["targets"])
    return "\n".join([*lines, *([f"… và {more} chỉ tiêu khác"] if more > 0 else [])])
