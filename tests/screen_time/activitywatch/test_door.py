"""What an unmodified watcher meets: /api/0 as ActivityWatch has it, with a device's token."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select, update

from appliance.household.actions.tokens import make_token
from appliance.screen_time.actions import revoke
from appliance.screen_time.models import MeasuredDevice, ToldEvent
from tests.screen_time.activitywatch.watching import AFK, WEB, WINDOW, basic, computer
from tests.support.house import House

SECOND = timedelta(seconds=1)


async def stretches(house: House) -> list[tuple[int, int, str]]:
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(ToldEvent))).all()
    start = min((row.start_ms for row in rows), default=0)
    return sorted((row.start_ms - start, row.end_ms - start, row.words) for row in rows)


async def test_a_watcher_is_met_as_by_its_own_server(house: House) -> None:
    pc = await computer(house)
    at = house.clock()
    said = {"client": "aw", "hostname": "pc", "type": "currentwindow"}
    answer = await pc.client.post(f"/api/0/buckets/{WINDOW}", json=said)
    assert (answer.status_code, answer.json()) == (200, {})
    again = await pc.client.post(f"/api/0/buckets/{WINDOW}", json=said)
    assert (again.status_code, again.content) == (304, b"")
    first = await pc.window(at, "firefox")
    assert first.json() == {
        "id": 1,
        "timestamp": at.isoformat(timespec="milliseconds"),
        "duration": 0.0,
        "data": {"app": "firefox"},
    }
    shown = (await pc.client.get("/api/0/buckets/")).json()[WINDOW]
    assert (shown["type"], shown["hostname"], shown["client"]) == ("currentwindow", "pc", "aw")


async def test_both_ends_of_the_pulse_belong_to_it(house: House) -> None:
    pc, at = await computer(house), house.clock() - timedelta(hours=1)
    seen = []
    for after in (0, 5, 11, 17.001):
        told = await pc.beat(WINDOW, at + timedelta(seconds=after), {"app": "firefox"}, pulse=6)
        seen.append((told.json()["id"], told.json()["duration"]))
    assert seen == [(1, 0.0), (1, 5.0), (1, 11.0), (2, 0.0)]


async def test_heartbeats_that_come_in_any_order_and_twice_are_the_same_stretches(house: House) -> None:
    """ActivityWatch's own server overwrites another event here, and counts twice."""
    pc, at = await computer(house), house.clock() - timedelta(hours=1)
    beats = [(0, "a"), (5, "a"), (10, "a"), (12, "b"), (18, "b"), (19, "a"), (25, "a"), (90, "a")]
    for order in (beats, beats[::-1], [*beats[3:], *beats[:5]], beats[::2] + beats[1::2]):
        for after, app in order:
            await pc.beat(WINDOW, at + after * SECOND, {"app": app}, pulse=6)
        a, b = '{"app":"a"}', '{"app":"b"}'
        assert await stretches(house) == [
            (0, 10000, a),
            (12000, 18000, b),
            (19000, 25000, a),
            (90000, 90000, a),
        ]
        async with house.office.database.writing() as db:
            for row in (await db.exec(select(ToldEvent))).all():
                await db.delete(row)


async def test_a_time_without_a_zone_is_utc_and_less_than_a_millisecond_is_cut_off(house: House) -> None:
    pc = await computer(house)
    for said in (
        "2026-03-10T09:00:00.123999",
        "2026-03-10T10:00:00.123999+01:00",
        "2026-03-10 09:00:00.123Z",
    ):
        told = await pc.beat(WINDOW, said, {"app": "a"})
        assert (told.json()["id"], told.json()["timestamp"]) == (1, "2026-03-10T09:00:00.123+00:00")


async def test_titles_and_pages_are_not_stored(house: House) -> None:
    pc, at = await computer(house), house.clock()
    await pc.window(at, "firefox")
    await pc.site(at, "https://www.example.org:8443/doctor?about=me#now", 5)
    await pc.site(at + 6 * SECOND, "https://secret.example/", 5, incognito=True)
    await pc.beat("aw-watcher-vim_pc", at, {"file": "a.py", "Title": "x", "in": {"url": "y", "n": 2}})
    words = [json.loads(row[2]) for row in await stretches(house)]
    assert {"app": "firefox"} in words
    assert {"url": "https://www.example.org/", "audible": False} in words
    assert {"incognito": True, "audible": False} in words
    assert {"file": "a.py", "in": {"n": 2}} in words


async def test_a_family_that_wants_titles_has_them_from_then_on(house: House) -> None:
    pc, at = await computer(house), house.clock()
    await pc.window(at, "firefox")
    parent = await house.api("Elena")
    policy = (await parent.get("/api/v1/screen-time/policy")).json()
    wanted = {name: policy[name] for name in policy if not name.startswith("set_")}
    changed = await parent.put("/api/v1/screen-time/policy", json={**wanted, "keep_titles": True})
    assert changed.status_code == 200, changed.text
    told = await pc.window(at + 60 * SECOND, "firefox")
    assert told.json()["data"] == {"app": "firefox", "title": "Secret of firefox"}
    web = await pc.site(at, "https://www.example.org/a?b", 5)
    assert web.json()["data"]["url"] == "https://www.example.org/a?b"


async def test_a_revoked_device_is_told_so_at_once(house: House) -> None:
    pc = await computer(house)
    assert (await pc.window(house.clock(), "firefox")).status_code == 200
    async with house.office.work(house.people["Elena"]) as work:
        await revoke(work, pc.id)
    refused = await pc.window(house.clock() + SECOND, "firefox")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert len(await stretches(house)) == 1


async def test_a_device_that_is_revoked_while_its_heartbeat_waits_stores_nothing(house: House) -> None:
    pc = await computer(house)
    await pc.window(house.clock(), "firefox")
    async with house.office.database.writing() as db:
        waiting = asyncio.create_task(pc.window(house.clock() + 60 * SECOND, "firefox"))
        await asyncio.wait({waiting}, timeout=0.1)
        await db.exec(update(MeasuredDevice).values(revoked_at=house.clock()))
    assert (await waiting).status_code == 401
    assert len(await stretches(house)) == 1


async def test_many_at_the_same_moment_lose_nothing(house: House) -> None:
    pcs = [await computer(house, whose) for whose in ("Leo", "Maya")]
    at = house.clock() - timedelta(hours=1)
    answers = await asyncio.gather(
        *(pc.beat(bucket, at + n * SECOND, {"app": "a"}) for n in range(40) for pc in pcs for bucket in "xy")
    )
    assert {answer.status_code for answer in answers} == {200}
    assert [row[:2] for row in await stretches(house)] == [(0, 39000)] * 4


async def test_what_cannot_be_read_is_said_and_nothing_breaks(house: House) -> None:
    pc = await computer(house)
    heartbeat = f"/api/0/buckets/{WINDOW}/heartbeat"
    good = {"timestamp": "2026-03-10T09:00:00Z", "duration": 1, "data": {"app": "a"}}
    for address, body in (
        (heartbeat, good),
        (f"{heartbeat}?pulsetime=nan", good),
        (f"{heartbeat}?pulsetime=x", good),
        (f"{heartbeat}?pulsetime=2", {"data": {}}),
        (f"{heartbeat}?pulsetime=2", {**good, "timestamp": "yesterday"}),
        (f"{heartbeat}?pulsetime=2", {**good, "timestamp": "0001-01-01T00:00:00+14:00"}),
        (f"{heartbeat}?pulsetime=2", {**good, "data": [1]}),
        (f"/api/0/buckets/{'x' * 201}/heartbeat?pulsetime=2", good),
        (f"/api/0/buckets/{WINDOW}/events?limit=x", None),
    ):
        answer = await pc.client.request("POST" if body else "GET", address, json=body)
        assert answer.status_code == 400, (address, answer.text)
        assert answer.json()["message"]
    answer = await pc.client.post(f"{heartbeat}?pulsetime=2", content=b'{"timestamp": "2026-03-10T09:00:0')
    assert answer.status_code == 400
    assert not await stretches(house)


@pytest.mark.parametrize(
    "odd", [{"duration": -5}, {"duration": None}, {"duration": 1e300}, {"data": {"app": None}}, {"id": "x"}]
)
async def test_what_can_be_taken_is_taken(house: House, odd: dict[str, object]) -> None:
    """A watcher throws away what is refused."""
    pc = await computer(house)
    event = {"timestamp": "2026-03-10T09:00:00Z", "duration": 1, "data": {"app": "a"}, **odd}
    answer = await pc.client.post(f"/api/0/buckets/{WINDOW}/heartbeat?pulsetime=2", json=event)
    assert answer.status_code == 200


async def test_nobody_without_a_token_learns_or_tells_anything(house: House) -> None:
    pc = await computer(house)
    await pc.window(house.clock(), "firefox")
    stranger = house.new_client()
    asked = await stranger.get("/api/0/info")
    assert asked.status_code == 200
    assert set(asked.json()) == {"hostname", "version", "testing", "device_id"}
    assert "Leo" not in asked.text
    for headers in ({}, basic("dev_wrong"), {"authorization": "Bearer x"}, {"authorization": "Basic é!"}):
        for method, path in (("GET", "buckets/"), ("GET", "export"), ("POST", "import"), ("GET", "nowhere")):
            answer = await stranger.request(
                method, f"/api/0/{path}", headers=httpx.Headers(headers, "latin-1")
            )
            assert answer.status_code == 401, (headers, path)


async def test_what_was_measured_is_not_deleted_here(house: House) -> None:
    pc = await computer(house)
    await pc.window(house.clock(), "firefox")
    for path in (f"buckets/{WINDOW}?force=1", f"buckets/{WINDOW}/events/1"):
        answer = await pc.client.delete(f"/api/0/{path}")
        assert answer.status_code == 403
        assert "not deleted here" in answer.json()["message"]
    assert len(await stretches(house)) == 1


async def test_events_are_told_newest_first_and_cut_to_what_was_asked(house: House) -> None:
    pc, at = await computer(house), house.clock() - timedelta(hours=2)
    sent = [
        {"timestamp": (at + n * 60 * SECOND).isoformat(), "duration": 50, "data": {"app": f"app {n}"}}
        for n in range(5)
    ]
    answer = await pc.client.post(f"/api/0/buckets/{WINDOW}/events", json=sent)
    assert (answer.status_code, answer.json()) == (200, None)
    one = await pc.client.post(f"/api/0/buckets/{WINDOW}/events", json=sent[0])
    assert one.json()["id"] == 1
    found = await pc.events()
    assert [event["data"] for event in found] == [{"app": f"app {n}"} for n in (4, 3, 2, 1, 0)]
    asked = {"start": (at + 70 * SECOND).isoformat(), "end": (at + 130 * SECOND).isoformat()}
    assert [event["duration"] for event in await pc.events(**asked)] == [10.0, 40.0]
    assert len(await pc.events(limit=2)) == 2
    assert await pc.events(limit=0) == []
    count = await pc.client.get(f"/api/0/buckets/{WINDOW}/events/count", params=asked)
    assert count.json() == 2
    assert (await pc.client.get(f"/api/0/buckets/{WINDOW}/events/2")).json()["data"] == {"app": "app 1"}
    assert (await pc.client.get(f"/api/0/buckets/{WINDOW}/events/99")).status_code == 404
    assert (await pc.client.get("/api/0/buckets/none/events")).status_code == 404


async def test_an_export_holds_all_and_comes_back_without_doubling(house: House) -> None:
    pc, at = await computer(house), house.clock() - timedelta(hours=3)
    sent = [
        {"timestamp": (at + n * SECOND).isoformat(), "duration": 0.5, "data": {"app": f"app {n % 7}"}}
        for n in range(2300)
    ]
    await pc.client.post(f"/api/0/buckets/{WINDOW}/events", json=sent)
    await pc.afk(at, "not-afk", 600)
    export = await pc.client.get("/api/0/export")
    assert {name: len(bucket["events"]) for name, bucket in export.json()["buckets"].items()} == {
        WINDOW: 2300,
        AFK: 1,
    }
    before = await stretches(house)
    again = await pc.client.post("/api/0/import", content=export.content)
    assert again.json() == {"buckets": 2, "events": 2301, "unreadable": 0}
    assert await stretches(house) == before
    single = await pc.client.get(f"/api/0/buckets/{AFK}/export")
    assert list(single.json()["buckets"]) == [AFK]


async def test_the_browsers_own_watcher_may_ask_from_where_it_lives(house: House) -> None:
    pc = await computer(house)
    asking = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
    }
    for origin in ("moz-extension://0a1b-2c", "chrome-extension://nglaklhklhcoonedhgnpgddginnjdadi"):
        told = await house.new_client().options("/api/0/info", headers={"origin": origin, **asking})
        assert told.status_code == 204
        assert told.headers["access-control-allow-origin"] == origin
        assert told.headers["access-control-allow-headers"] == "authorization, content-type"
        answer = await pc.client.get("/api/0/info", headers={"origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
    for origin in ("https://example.org", "null", "http://moz-extension.example"):
        told = await house.new_client().options("/api/0/info", headers={"origin": origin, **asking})
        assert "access-control-allow-origin" not in told.headers


async def test_a_foreign_name_of_the_house_is_answered_nothing(house: House) -> None:
    pc = await computer(house)
    answer = await pc.client.get("/api/0/info", headers={"host": "evil.example:8080"})
    assert answer.status_code == 421


async def test_a_member_reads_with_a_key_what_they_may_see_and_tells_nothing(house: House) -> None:
    leos, mayas = await computer(house, "Leo"), await computer(house, "Maya")
    for pc in (leos, mayas):
        await pc.window(house.clock(), "firefox")
    for who, seen in (("Elena", 2), ("Leo", 1), ("Ada", 0)):
        async with house.office.work(house.people[who]) as work:
            key = await make_token(work, work.actor.member_id, "script", scopes=("read",))
        client = house.new_client()
        client.headers.update(basic(key))
        buckets = (await client.get("/api/0/buckets/")).json()
        assert len(buckets) == seen
        for name in buckets:
            assert len((await client.get(f"/api/0/buckets/{name}/events")).json()) == 1
        told = await client.post(f"/api/0/buckets/{WEB}", json={"type": "x"})
        assert told.status_code == 403


async def test_the_last_word_of_a_device_is_noted_once_a_minute(house: House) -> None:
    pc, heard = await computer(house), []
    for _beat in range(4):
        await pc.window(house.clock(), "firefox")
        async with house.office.database.reading() as db:
            heard.append((await db.exec(select(MeasuredDevice.heard_at))).one())
        house.clock.forward(seconds=25)
    assert len(set(heard)) == 2


async def test_a_watcher_that_has_only_said_its_name_is_known_again(house: House) -> None:
    pc = await computer(house)
    await pc.client.post(f"/api/0/buckets/{WINDOW}", json={"type": "currentwindow"})
    await computer(house, "Maya")
    assert (await pc.window(house.clock(), "firefox")).status_code == 200
