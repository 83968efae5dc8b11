"""Whatever a program or a child's finger sends: it is refused, and never a fault of the house."""

import re

import pytest

from tests.access.rows import Row, all_rows
from tests.access.world import World
from tests.support.access import Door, answered
from tests.support.house import BASE

LARGE = 2**63
WORDS = (b"\xff\xfe", b"[" * 3000, b'{"a":' * 3000, b'"\\ud800"')
TYPED = ("\u00e9\x00\u202e", "9" * 400, "0001-01-01", "9999-12-31", "-1", "NaN")
NUMBERED = [row for row in all_rows() if "{" in row.path]
WRITING = [row for row in all_rows() if row.writes]
FILLED = [row for row in WRITING if row.standard or row.said]


def door(world: World, row: Row) -> Door:
    return world.doors["api" if row.prefix else "pages"]["elena"]


def path(world: World, row: Row) -> str:
    return row.prefix + row.path.format(**world.things)


@pytest.mark.parametrize("row", NUMBERED, ids=lambda row: row.name)
async def test_a_number_that_no_thing_has_finds_nothing(world: World, row: Row) -> None:
    for number in (LARGE, -LARGE - 1, -1):
        odd = row.prefix + re.sub(r"\{\w+\}", str(number), row.path)
        answer = await answered(world.house, door(world, row).knock(row.method, odd))
        assert answer.status_code < 500, (odd, answer.text)


@pytest.mark.parametrize("row", WRITING, ids=lambda row: row.name)
async def test_what_cannot_be_read_is_refused(world: World, row: Row) -> None:
    kind = "application/json" if row.prefix else "application/x-www-form-urlencoded"
    headers = {"origin": BASE, "content-type": kind, "x-csrf-token": door(world, row).csrf}
    for body in WORDS:
        asking = door(world, row).client.request(row.method, path(world, row), content=body, headers=headers)
        answer = await answered(world.house, asking)
        assert answer.status_code < 500, (body[:20], answer.text)
        world.put_back()


@pytest.mark.parametrize("row", FILLED, ids=lambda row: row.name)
async def test_odd_words_in_a_field_are_never_a_fault(world: World, row: Row) -> None:
    for name in {**row.standard, **row.said}:
        for typed in (*TYPED, LARGE):
            answer = await world.knock(row, "elena", {name: typed})
            assert answer.status_code < 500, (name, typed, answer.text)
            world.put_back()
