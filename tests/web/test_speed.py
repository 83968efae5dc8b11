"""What keeps pages quick, without a clock: packed answers, lasting files, templates read once."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel

from appliance.web.assets import asset, assets
from appliance.web.render import templates
from appliance.web.words import filters_for
from tests.support.house import House

PACKED = {"accept-encoding": "gzip"}


@pytest.mark.parametrize("path", ["/today", "/chores", "/rewards", "/screen", "/family", "/api/openapi.json"])
async def test_pages_come_packed(house: House, path: str) -> None:
    elena = await house.browser("Elena")
    answer = await elena.get(path, headers=PACKED)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content)


async def test_whoever_does_not_unpack_gets_it_plain(house: House) -> None:
    elena = await house.browser("Elena")
    answer = await elena.get("/today", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers and answer.text.startswith("<!doctype html>")


async def test_files_of_pages_are_asked_for_once_and_a_new_version_has_another_address(house: House) -> None:
    client = house.new_client()
    for name in ("app.css", "app.js", "icons.svg", "vendor/htmx-4.0.1.min.js"):
        answer = await client.get(asset(name), headers=PACKED)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
        stale = await client.get(f"/static/0123456789ab/{name}")
        assert stale.content == answer.content and stale.headers["cache-control"] == "no-cache"
        assert assets()[name].version in asset(name)


async def test_a_template_is_read_once(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/today")
    environment = templates("en", house.people["Elena"].zone)
    read = dict(environment.cache.items())  # type: ignore[union-attr]
    await elena.get("/today")
    assert read and all(environment.cache[key] is template for key, template in read.items())  # type: ignore[index]
    assert environment.auto_reload is False


def test_no_row_fetches_others_when_it_is_looked_at() -> None:
    """Without relationships between tables nothing can be loaded behind a page's back."""
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    assert len(tables) > 15
    assert not [
        table for table in tables if inspect(table).relationships or inspect(table).attrs.keys() == []
    ]


def test_what_is_written_once_is_right_for_every_moment() -> None:
    """Equal moments of other zones, times of day and days share what a filter keeps, never a wrong text."""
    berlin, tokyo = filters_for("en", "Europe/Berlin"), filters_for("en", "Asia/Tokyo")
    noon = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    for _turn in range(2):
        assert berlin["time"](noon) == "13:00" and tokyo["time"](noon) == "21:00"
        assert berlin["time"](noon.astimezone(timezone(timedelta(hours=-5)))) == "13:00"
        assert berlin["time"](time(12, 0)) == "12:00"
        assert berlin["day"](noon) == "Tuesday 10 March" and tokyo["day"](
            noon + timedelta(hours=4)
        ) != berlin["day"](noon)
        assert berlin["number"](1) == "1" and berlin["number"](1.0) == "1" and berlin["number"](True) == "1"
    de = filters_for("de", "Europe/Berlin")
    assert de["day"](noon) == "Dienstag, 10. März"
