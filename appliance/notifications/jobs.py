"""Delivers alerts through ntfy's documented JSON publishing: a POST to the server's root."""

import asyncio
import json
import ssl
from datetime import timedelta
from functools import cache
from socket import SOCK_STREAM
from urllib.parse import urlsplit

import httpx
import structlog
from sqlmodel import select

from appliance.core.buttons import Button, press_of
from appliance.core.disk import Trouble as DiskTrouble
from appliance.core.jobs import Job
from appliance.core.outbox import Letter, Undeliverable, forget_old
from appliance.core.people import the_house
from appliance.core.secrets import Secrets
from appliance.core.work import Office
from appliance.notifications.actions import note_delivery
from appliance.notifications.models import NotifyTarget
from appliance.notifications.queries import targets_of_alerts
from appliance.notifications.rules import (
    PASSING,
    Trouble,
    buttons_of,
    disk_letter,
    is_link_local,
    shortened,
    trouble_of_answer,
    wait_asked,
)

PATIENCE = httpx.Timeout(10, connect=5)
DEFAULT_PRIORITY = 3
log = structlog.get_logger("notifications")


async def by_ntfy(office: Office, letter: Letter) -> None:
    """Raises Undeliverable after writing down what the server said."""
    target = await _target(office, letter)
    if target is None or not (target.enabled or letter.payload.get("test")):
        raise Undeliverable(Trouble.OFF, permanent=True)
    trouble, wait = await _publish(office, target, letter)
    permanent = trouble is not None and trouble not in PASSING
    async with office.work(the_house(letter.family_id), "outbox") as work:
        await note_delivery(work, target, letter, trouble or "", permanent)
    if trouble is not None:
        raise Undeliverable(trouble, permanent=permanent, wait=wait)


async def _target(office: Office, letter: Letter) -> NotifyTarget | None:
    async with office.reading(the_house(letter.family_id)) as look:
        wanted = select(NotifyTarget).where(NotifyTarget.member_id == letter.member_id)
        return (await look.db.exec(wanted)).first()


Outcome = tuple[Trouble | None, timedelta | None]


async def _publish(office: Office, target: NotifyTarget, letter: Letter) -> Outcome:
    headers = {"user-agent": "appliance"}
    if sequence := letter.payload.get("sequence"):
        headers["x-sequence-id"] = str(sequence)  # since ntfy 2.16 it replaces what is shown under this name
    if target.token:
        headers["authorization"] = f"Bearer {office.secrets.unseal(target.token)}"
    try:
        await _refuse_link_local(target.server)
        async with (
            httpx.AsyncClient(timeout=PATIENCE, verify=_trust(), trust_env=False) as client,
            client.stream(
                "POST", target.server, json=message(target, letter, office.secrets), headers=headers
            ) as answer,
        ):
            trouble = trouble_of_answer(answer.status_code, answer.headers.get("content-type", ""))
            return trouble, wait_asked(answer.headers.get("retry-after", ""), office.clock())
    except Refused:
        return Trouble.ADDRESS, None
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as broken:
        return _trouble_of_line(broken), None


def message(target: NotifyTarget, letter: Letter, secrets: Secrets) -> dict[str, object]:
    payload = letter.payload
    body: dict[str, object] = {
        "topic": target.topic,
        "title": shortened(str(payload.get("title", "")), 250),
        "message": shortened(str(payload.get("message", ""))),
        "priority": payload.get("priority", DEFAULT_PRIORITY),
        "tags": payload.get("tags", []),
    }
    if target.home:
        body["click"] = target.home + str(payload.get("path", "/"))
        if buttons := buttons_of(payload.get("buttons")):
            body["actions"] = [_action(target, button, secrets) for button in buttons]
    return body


def _action(target: NotifyTarget, button: Button, secrets: Secrets) -> dict[str, object]:
    """Signed only now: a stored letter cannot be pressed."""
    press = press_of(secrets, target.member_id, button.words)
    return {
        "action": "http",
        "label": button.label,
        "url": target.home + button.path,
        "method": "POST",
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"press": press}),
        "clear": True,
    }


class Refused(Exception):
    pass


async def _refuse_link_local(server: str) -> None:
    """Also where a harmless name leads there."""
    host = urlsplit(server).hostname or ""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=SOCK_STREAM)
    if any(is_link_local(str(address[4][0])) for address in found):
        raise Refused


def _trouble_of_line(broken: Exception) -> Trouble:
    if isinstance(broken, httpx.TimeoutException):
        return Trouble.SLOW
    if isinstance(broken, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Trouble.ADDRESS
    return Trouble.CERTIFICATE if "CERTIFICATE_VERIFY" in str(broken) else Trouble.UNREACHABLE


@cache
def _trust() -> ssl.SSLContext:
    """The machine's own authorities, so that a family's own certificate can be trusted."""
    return ssl.create_default_context()


async def warn_past_outbox(office: Office, trouble: DiskTrouble) -> None:
    """Once and without a receipt: for a database that must not be written to any more."""
    async with office.reading(the_house()) as look:
        targets = await targets_of_alerts(look)
    for reader, target in targets:
        letter = Letter(0, target.family_id, target.member_id, 1, disk_letter(reader.language, trouble))
        failed, _wait = await _publish(office, target, letter)
        log.info("warned past the outbox", member=target.member_id, trouble=failed)


JOBS = (Job("forget old letters", timedelta(days=1), forget_old, by_age=True),)
