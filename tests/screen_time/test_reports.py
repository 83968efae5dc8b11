"""What devices report through the door: counted once, at the right time, for the right child."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from appliance.agent.protocol import WINDOW
from appliance.screen_time.actions import (
    add_device,
    assign_account,
    make_device_code,
    replace_keys,
    revoke,
)
from appliance.screen_time.jobs.open_apps import count_what_is_open
from appliance.screen_time.models import DeviceAccount, MeasuredDevice, OpenApp, ToldEvent, UsageInterval
from appliance.screen_time.rules import Span
from tests.support.agent import V1, Agent, Clocks, Message, enrolled
from tests.support.house import House

HOUR = 3600.0


class Machine:
    """A computer's clocks beside the house's: booted when the test begins, its own clock off by `ahead`."""

    def __init__(self, house: House, ahead: float = 0.0) -> None:
        self.house, self.ahead = house, ahead
        self.boots, self.booted = 1, house.clock() - timedelta(hours=2)

    def __call__(self) -> Clocks:
        now = self.house.clock()
        ticks = (now - self.booted).total_seconds()
        return Clocks(f"boot {self.boots}", ticks, now.timestamp() + self.ahead)

    def reboot(self) -> None:
        self.boots, self.booted = self.boots + 1, self.house.clock()


async def agent_of(house: House, name: str | None = "Leo", ahead: float = 0.0) -> Agent:
    member_id = house.people[name].member_id if name else None
    async with house.office.work(house.people["Elena"]) as work:
        code = await make_device_code(work, "Desk PC", member_id=member_id)
    return Agent(await enrolled(house.new_client(), code), Machine(house, ahead))


async def rows(house: House) -> list[UsageInterval]:
    async with house.office.database.reading() as db:
        found = await db.exec(select(UsageInterval).order_by(UsageInterval.start_at))  # type: ignore[arg-type]
        return list(found.all())


async def spans(house: House) -> list[tuple[str, Span]]:
    return [(row.app, Span(row.start_at, row.end_at)) for row in await rows(house)]


async def device(house: House) -> MeasuredDevice:
    async with house.office.database.reading() as db:
        return (await db.exec(select(MeasuredDevice))).one()


async def used(house: House, agent: Agent, minutes: float, app: str = "Chess", account: str = "") -> None:
    agent.look(app, account)
    for _minute in range(round(minutes)):
        house.clock.forward(minutes=1)
        agent.look(app, account)


async def test_leos_hour_is_told_in_parts_and_stored_as_one(house: House) -> None:
    agent, client, begin = await agent_of(house), house.new_client(), house.clock()
    for _part in range(6):
        await used(house, agent, 10, "Minecraft.exe")
        agent.pack()
        await agent.send(client)
    assert not agent.waiting
    [row] = await rows(house)
    assert (row.app, row.category, row.standing, row.source) == ("Minecraft", "games", "counted", "agent")
    assert Span(row.start_at, row.end_at) == Span(begin, house.clock())
    assert row.member_id == house.people["Leo"].member_id and row.device_id == agent.identity.device_id
    told = await agent.ask(client)
    assert isinstance(told["balance"], dict) and told["balance"]["used_minutes"] == 60


async def test_a_report_that_comes_again_is_answered_and_counted_once(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    await used(house, agent, 10)
    agent.pack()
    [message] = agent.waiting
    first = await agent.post(client, message)
    before = await spans(house)
    house.clock.forward(minutes=3)
    again = await agent.post(client, message)
    assert (first.status_code, first.json()["repeated"]) == (200, False)
    assert (again.status_code, again.json()) == (200, {"stored": 0, "left_out": 0, "repeated": True})
    assert agent.is_answered(message, again) and await spans(house) == before


async def test_what_was_said_long_ago_is_not_taken(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    agent.identity.sequence = WINDOW + 5
    await used(house, agent, 5)
    agent.pack()
    await agent.send(client)
    old = await agent.post(client, Message(5, [], "on"))
    assert old.status_code == 409
    told = await agent.ask(client)
    assert told["sequence"] == WINDOW + 6


async def test_a_request_that_was_changed_on_its_way_is_a_strangers(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    body = agent.body(Message(1, [], "on"))
    headers = agent.identity.headers(1, "POST", f"{V1}/reports", body)
    headers["content-type"] = "application/json"
    wrong = [
        (f"{V1}/reports", headers, body.replace(b"on", b"off")),
        (f"{V1}/reports?x=1", headers, body),
        (f"{V1}/openings", headers, body),
        (f"{V1}/reports", {**headers, "X-Sequence": "2"}, body),
        (f"{V1}/reports", {**headers, "X-Device": "99"}, body),
        (f"{V1}/reports", {"content-type": "application/json"}, body),
    ]
    for path, sent, content in wrong:
        answer = await client.post(path, headers=sent, content=content)
        assert (answer.status_code, "x-signature" in answer.headers) == (401, False), path
    assert (await device(house)).heard_at is None


async def test_refusals_are_signed_too_and_an_old_answer_does_not_pass(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    body = b'{"state": "flying"}'
    headers = agent.identity.headers(7, "POST", f"{V1}/reports", body)
    answer = await client.post(
        f"{V1}/reports", headers={**headers, "content-type": "application/json"}, content=body
    )
    signature = answer.headers["x-signature"]
    assert answer.status_code == 422
    assert agent.identity.believes(signature, 7, 422, answer.content)
    assert not agent.identity.believes(signature, 8, 422, answer.content)
    assert not agent.identity.believes(signature, 7, 200, answer.content)


async def test_the_houses_clock_decides_whatever_leos_computer_shows(house: House) -> None:
    agent, client, begin = await agent_of(house, ahead=-86400.0), house.new_client(), house.clock()
    await used(house, agent, 10)
    assert isinstance(agent.clocks, Machine)
    agent.clocks.ahead = 86400.0
    await used(house, agent, 10)
    agent.pack()
    await agent.send(client)
    assert await spans(house) == [("Chess", Span(begin, begin + timedelta(minutes=20)))]


async def test_what_was_used_without_a_network_is_told_after_a_restart(house: House) -> None:
    """The first boot was heard of, the second never: it is placed by the computer's clock."""
    agent, client = await agent_of(house, ahead=-86400.0), house.new_client()
    assert isinstance(agent.clocks, Machine)
    begin = house.clock()
    agent.look("Chess")
    agent.pack()
    await agent.send(client)
    await used(house, agent, 10)
    for _boot in range(2):
        agent.look(None)
        house.clock.forward(hours=1)
        agent.clocks.reboot()
        await used(house, agent, 10)
    agent.pack()
    await agent.send(client)
    assert not agent.waiting
    starts = [begin, begin + timedelta(minutes=70), begin + timedelta(minutes=140)]
    assert await spans(house) == [("Chess", Span(start, start + timedelta(minutes=10))) for start in starts]


async def test_what_nobody_can_place_is_left_out_and_the_rest_is_kept(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    now = house.clock().timestamp()
    told = [
        {"app": "Chess", "boot": "never heard of", "start": 10.0, "end": 20.0},
        {"app": "Chess", "start": now + HOUR, "end": now + 2 * HOUR},
        {"app": "Chess", "start": now - 90 * 24 * HOUR, "end": now - 90 * 24 * HOUR + 60},
        {"app": "Chess", "start": now - 60, "end": now - 120},
        {"app": "Chess", "start": now - 30 * HOUR, "end": now - HOUR},
        {"app": "Chess", "start": now - 600, "end": now},
    ]
    answer = await agent.post(client, Message(1, told, "on"))
    assert answer.json() == {"stored": 1, "left_out": 5, "repeated": False}
    assert len(await rows(house)) == 1


async def test_time_without_hands_behind_a_lock_or_asleep_is_not_counted(house: House) -> None:
    agent, client, begin = await agent_of(house), house.new_client(), house.clock()
    await used(house, agent, 10)
    agent.look(None)
    house.clock.forward(minutes=20)
    await used(house, agent, 10)
    agent.look(None)
    house.clock.forward(hours=3)
    await used(house, agent, 5)
    house.clock.forward(minutes=2)
    agent.look("Chess", idle=120)
    house.clock.forward(minutes=2)
    agent.look("Chess", idle=240)
    agent.pack("locked")
    await agent.send(client)
    at = [(0, 10), (30, 40), (220, 225)]
    expected = [Span(begin + timedelta(minutes=a), begin + timedelta(minutes=b)) for a, b in at]
    assert [span for _app, span in await spans(house)] == expected
    found = await device(house)
    assert (found.state, found.state_at, found.heard_at) == ("locked", house.clock(), house.clock())
    assert found.measured_until == expected[-1].end


async def accounts(house: House) -> dict[str, DeviceAccount]:
    async with house.office.database.reading() as db:
        return {row.account: row for row in (await db.exec(select(DeviceAccount))).all()}


async def test_a_shared_computer_is_charged_to_who_is_signed_in(house: House) -> None:
    agent, client = await agent_of(house, None), house.new_client()
    for account in ("leo", "maya", "elena"):
        await used(house, agent, 10, "Firefox", account)
        agent.close()
    agent.pack()
    await agent.send(client)
    assert await rows(house) == []
    known = await accounts(house)
    assert set(known) == {"leo", "maya", "elena"}
    page = await (await house.browser("Elena")).get(f"/screen/devices/{agent.identity.device_id}")
    assert page.text.count("10 minutes are kept aside") == 3
    async with house.office.work(house.people["Elena"]) as work:
        for account, name in (("leo", "Leo"), ("elena", "Elena")):
            await assign_account(work, known[account].id or 0, house.people[name].member_id)
    [row] = await rows(house)
    assert row.member_id == house.people["Leo"].member_id
    await used(house, agent, 10, "Firefox", "elena")
    await used(house, agent, 10, "Firefox", "maya")
    agent.pack()
    await agent.send(client)
    async with house.office.work(house.people["Elena"]) as work:
        await assign_account(work, known["maya"].id or 0, house.people["Maya"].member_id)
    minutes = {row.member_id: 0.0 for row in await rows(house)}
    for row in await rows(house):
        minutes[row.member_id] += (row.end_at - row.start_at).total_seconds() / 60
    assert minutes == {house.people["Leo"].member_id: 10, house.people["Maya"].member_id: 20}
    async with house.office.database.reading() as db:
        assert (await db.exec(select(ToldEvent))).all() == []
    assert (await agent.ask(client, "elena"))["balance"] is None
    assert (await agent.ask(client, "maya"))["balance"] is not None


async def test_a_revoked_device_and_an_old_key_tell_nothing_more(house: House) -> None:
    agent, client = await agent_of(house), house.new_client()
    async with house.office.work(house.people["Elena"]) as work:
        code = await replace_keys(work, agent.identity.device_id)
    agent.pack()
    await agent.send(client)
    assert not agent.waiting, "the old key is good until the new one is taken"
    newer = Agent(await enrolled(client, code), agent.clocks)
    for one in (agent, newer):
        one.pack()
        await one.send(client)
    assert (len(agent.waiting), len(newer.waiting)) == (1, 0)
    async with house.office.work(house.people["Elena"]) as work:
        await revoke(work, newer.identity.device_id)
    newer.pack()
    await newer.send(client)
    assert len(newer.waiting) == 1


async def phone(house: House, name: str = "Maya") -> httpx.AsyncClient:
    async with house.office.work(house.people["Elena"]) as work:
        _device, token = await add_device(
            work, "Phone", kind="phone", way="rest", member_id=house.people[name].member_id
        )
    client = house.new_client()
    client.headers["authorization"] = f"Bearer {token}"
    return client


async def test_a_phone_that_only_tells_what_opens_and_closes(house: House) -> None:
    client, begin = await phone(house), house.clock()
    await client.post(f"{V1}/openings", json={"app": "YouTube"})
    house.clock.forward(minutes=10)
    await client.post(f"{V1}/openings", json={"app": "Chess"})
    await client.post(f"{V1}/closings", json={"app": "YouTube"})
    house.clock.forward(minutes=5)
    answer = await client.post(f"{V1}/closings", json={})
    assert answer.json() == {"repeated": False}
    house.clock.forward(minutes=5)
    assert (await client.post(f"{V1}/closings", json={"app": "Chess"})).status_code == 200
    told = [(row.app, row.start_at, row.end_at) for row in await rows(house)]
    middle, end = begin + timedelta(minutes=10), begin + timedelta(minutes=15)
    assert told == [("YouTube", begin, middle), ("Chess", middle, end)]


async def test_a_closing_that_got_lost_costs_two_hours_at_most(house: House) -> None:
    client = await phone(house)
    await client.post(f"{V1}/openings", json={"app": "YouTube"})
    house.clock.forward(hours=9)
    await client.post(f"{V1}/openings", json={"app": "Chess"})
    [row] = await rows(house)
    assert row.end_at - row.start_at == timedelta(hours=2)


async def test_what_is_open_counts_minute_by_minute(house: House) -> None:
    client, begin = await phone(house), house.clock()
    await client.post(f"{V1}/openings", json={"app": "YouTube"})
    for _minute in range(130):
        house.clock.forward(minutes=1)
        await count_what_is_open(house.office)
        if _minute == 29:
            told = (await client.get(f"{V1}/decision")).json()
            assert told["balance"]["used_minutes"] == 30
    assert [span for _app, span in await spans(house)] == [Span(begin, begin + timedelta(hours=2))]
    await client.post(f"{V1}/closings", json={})
    assert len(await rows(house)) == 1


async def test_a_dark_screen_closes_what_was_open(house: House) -> None:
    client, begin = await phone(house), house.clock()
    await client.post(f"{V1}/openings", json={"app": "YouTube"})
    house.clock.forward(minutes=10)
    await client.post(f"{V1}/reports", json={"state": "locked"})
    assert [span for _app, span in await spans(house)] == [Span(begin, house.clock())]
    async with house.office.database.reading() as db:
        assert (await db.exec(select(OpenApp))).all() == []


async def test_a_token_is_not_a_members_key_nor_the_other_way_round(house: House) -> None:
    client, members = await phone(house), await house.api("Elena")
    assert (await client.get("/api/v1/me")).status_code == 401
    assert (await members.get(f"{V1}/decision")).status_code == 401
    assert (await client.get(f"{V1}/decision")).json()["balance"]["used_minutes"] == 0
    basic = house.new_client()
    token = client.headers["authorization"].partition(" ")[2]
    assert (await basic.get(f"{V1}/decision", auth=("phone", token))).status_code == 200
    assert (await basic.get(f"{V1}/decision", auth=("phone", token[:-1] + "?"))).status_code == 401


async def test_a_phone_without_ticks_reports_by_the_clock(house: House) -> None:
    client, now = await phone(house), house.clock().timestamp()
    told = {"app": "com.google.android.youtube", "start": now - 600 + 7200, "end": now + 7200}
    answer = await client.post(f"{V1}/reports", json={"clock": now + 7200, "intervals": [told]})
    assert answer.json()["stored"] == 1
    [(app, span)] = await spans(house)
    assert app == "YouTube"
    assert span == Span(datetime.fromtimestamp(now - 600, UTC), house.clock())


@pytest.mark.parametrize("number", ["0", "-1", "9007199254740992", "1.5", "one", "²"])
async def test_a_number_that_is_none_is_refused(house: House, number: str) -> None:
    client = await phone(house)
    answer = await client.post(f"{V1}/reports", json={}, headers={b"X-Sequence": number.encode("latin-1")})
    assert answer.status_code == 422
