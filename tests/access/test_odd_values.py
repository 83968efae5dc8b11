"""Each odd value in each field of each form and each body, the rest of it right.

Either it is legal, and then exactly its cleaned form is stored; or the form comes back as it was filled in
with the field marked, the API names the field, and nothing has changed.
"""

import json
import os
import random
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import httpx
import pytest

from tests.access.legal import Legal, legal
from tests.access.odd import SENT, TYPED, WORDS, fields_of_api, fields_on_pages
from tests.access.rows import Row, own_rows
from tests.access.world import World
from tests.support.access import Door, answered
from tests.support.house import BASE

pytestmark = pytest.mark.asyncio(loop_scope="package")
EVERY = list({(row.prefix, row.route): row for row in reversed(own_rows()) if row.writes}.values())
OPEN = [row for row in EVERY if "in" in row.expects.values() and not row.path.startswith("/found/")]
"""The steps to another family are those to the first: tests/access/test_odd_setup.py sends them."""
COUNTED = {"POST /sign-in", "POST /sign-in/members/{}/pin", "POST /sign-in/members/{}/password"}
"""A try counts also where it was refused; and so does being told to wait."""


SHOWN: dict[str, set[str]] = {}


async def shown(world: World) -> dict[str, set[str]]:
    """Looked up once: what forms there are does not change between two tests."""
    if not SHOWN:
        SHOWN.update(await fields_on_pages(world))
    return SHOWN


def drawn(tries: list[tuple[str, bytes]], what: str) -> list[tuple[str, bytes]]:
    """Every field each time, every value over a few days: all of them take a minute by themselves."""
    if os.environ.get("APPLIANCE_TEST_ALL"):
        return tries
    return random.Random(f"{date.today()} {what}").sample(tries, 6)


def door(world: World, row: Row) -> Door:
    may = [who for who, wanted in row.expects.items() if wanted == "in"]
    who = "marco" if row.route == "POST /me/leaving" else may[-1]  # an owner alone is shown no form
    return world.doors["api" if row.prefix else "pages"][who]


def bodies(world: World, row: Row, field: str) -> Iterator[tuple[str, bytes]]:
    """The right body with one value in the place of another; last, without the field."""
    right = world.filled({**row.standard, **row.said})
    others = {name: value for name, value in right.items() if name != field}
    if row.prefix:
        for name, word in WORDS.items():
            yield f"text: {name}", json.dumps({**others, field: word}).encode()
        for name, quoted in SENT.items():
            yield name, json.dumps({**others, field: "@"}).replace('"@"', quoted).encode()
        yield "missing", json.dumps(others).encode()
    else:
        rest = urlencode({**others, "csrf": door(world, row).csrf}, doseq=True).encode()
        for name, typed in TYPED.items():
            yield name, rest + b"&" + field.encode() + b"=" + typed
        yield "missing", rest


async def sent(world: World, row: Row, body: bytes) -> httpx.Response:
    kind = "application/json" if row.prefix else "application/x-www-form-urlencoded"
    path = row.prefix + row.path.format(**world.things)
    client = door(world, row).client
    kept = list(client.cookies.jar)
    asking = client.request(row.method, path, content=body, headers={"origin": BASE, "content-type": kind})
    answer = await answered(world.house, asking)
    client.cookies.clear()  # also of who has come in as somebody else
    for one in kept:
        client.cookies.jar.set_cookie(one)
    return answer


def trouble(world: World, row: Row, field: str, answer: httpx.Response, rule: Legal | None) -> str:
    """What is wrong with an answer to an odd value."""
    if answer.status_code >= 500:
        return f"a fault: {answer.text[:200]}"
    if answer.status_code < 400:
        if rule is None:
            return f"was accepted: {answer.status_code}"
        return "" if rule.is_stored(world) else f"is stored as something else: {world.changes()}"
    if world.traces() and row.route not in COUNTED:
        return f"left a trace in {world.traces()}"
    return unnamed(row, field, answer)


def unnamed(row: Row, field: str, answer: httpx.Response) -> str:
    if row.prefix:
        if answer.headers["content-type"] != "application/problem+json":
            return "is no problem document"
        named = answer.json().get("errors", {})
        known = (field, field.removesuffix("_id"), *FIRST.get(row.route, ()))
        is_named = any(name.split(".")[0] in known for name in named)
        return "" if is_named or answer.status_code != 422 else f"is not named: {named}"
    if answer.status_code != 422:
        return ""
    is_marked = 'aria-invalid="true"' in answer.text or field in UNSEEN or row.route in {*BUTTONS, *FILES}
    return "" if is_marked and 'role="alert"' in answer.text else "is not marked on the form"


FIRST = {
    "PUT /me/password": ("old",),
    "POST /members/{}/ownership": ("password",),
}
"""Whose password is wrong hears that before anything else."""

UNSEEN = {"back", "count", "key", "once", "pin"}
"""Fields without a place to mark: hidden ones, and the pad of pictures."""

BUTTONS = {
    "POST /screen/members/{}/grants",
    "POST /occurrences/{}/claim",
    "POST /chores/routines/order",
    "POST /occurrences/{}/completion",
    "POST /occurrences/{}/approval",
    "POST /rewards/points/rules",
    "POST /memories/pairs/{}/joining",
}
"""One tap, nothing to fill in: the sentence alone is the answer."""

FILES = {"POST /restorations/file", "POST /screen/devices/{}/import"}
"""A long word where a file belongs is turned away at the door, before a form is read."""


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.name)
async def test_an_odd_value_is_cleaned_or_refused_and_changes_nothing(world: World, row: Row) -> None:
    fields = set(fields_of_api(world, row) if row.prefix else (await shown(world)).get(row.route, ()))
    wrong = []
    for field in sorted(fields | {*row.standard, *row.said}):
        for odd, body in drawn(list(bodies(world, row, field)), f"{row.name} {field}"):
            answer = await sent(world, row, body)
            found = trouble(world, row, field, answer, legal(row, field, odd))
            wrong += [f"{field} = {odd}: {found}"] if found else []
            world.put_back()
    assert not wrong
