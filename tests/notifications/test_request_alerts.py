"""A child asks, a parent's phone shows it with buttons, and a tap on one of them answers."""

import json
from typing import Any

import httpx
import pytest

from appliance.household.actions import remove_member
from tests.notifications.ntfy import Ntfy
from tests.notifications.test_deliveries import deliver, listens
from tests.screen_time.asking import (
    LATER,
    NO,
    answer,
    ask,
    at,
    given,
    go_to,
    limits,
    look,
    tick,
    undo,
    withdraw,
)
from tests.support.house import House


async def press(house: House, message: dict[str, object], label: str) -> httpx.Response:
    """As a phone does it: no cookie, no key, nothing but what stands in the alert."""
    actions: Any = message["actions"]
    button = next(one for one in actions if one["label"] == label)
    assert (button["action"], button["method"], button["clear"]) == ("http", "POST", True)
    return await house.new_client().post(button["url"], content=button["body"], headers=button["headers"])


async def test_one_tap_on_the_phone_answers_and_the_other_phone_hears_it(house: House, ntfy: Ntfy) -> None:
    await limits(house)
    go_to(house, "15:52")
    for name in ("Elena", "Marco"):
        await listens(house, name, ntfy)
    request = await ask(house, reason="the last level")
    await deliver(house)
    alert = ntfy.messages[0]
    assert (alert["title"], alert["message"]) == (
        "Leo asks for 30 minutes",
        "the last level\nIt lapses at 19:52.",
    )
    assert [one["label"] for one in alert["actions"]] == ["Give 30", "Give 15", "No"]  # type: ignore[attr-defined]
    assert alert["click"] == f"http://family.local:8080/screen/requests/{request}"
    pressed = await press(house, alert, "Give 15")
    assert (pressed.status_code, pressed.json()) == (200, {"state": "granted"})
    assert await given(house) == [15]
    assert (await look(house, request)).by in ("Elena", "Marco")
    await deliver(house)
    told = ntfy.messages[2:]
    assert len(told) == 1 and told[0]["topic"] != alert["topic"]
    assert "gave 15 minutes" in str(told[0]["message"]) and "actions" not in told[0]
    assert told[0]["priority"] == 1
    assert ntfy.sequences == [f"request-{request}"] * 3


async def test_the_same_tap_again_gives_nothing_more_and_the_slower_parent_hears_who_was_first(
    house: House, ntfy: Ntfy
) -> None:
    await limits(house)
    go_to(house, "16:05")
    for name in ("Elena", "Marco"):
        await listens(house, name, ntfy)
    await ask(house)
    await deliver(house)
    elenas, marcos = sorted(ntfy.messages, key=lambda message: str(message["topic"]))
    for _tap in range(2):
        assert (await press(house, elenas, "Give 30")).status_code == 200
    late = await press(house, marcos, "No")
    assert late.status_code == 409
    assert late.json()["detail"] == "Elena answered at 16:05: yes, 30 minutes."
    assert await given(house) == [30]


async def test_a_button_of_an_older_alert_is_worth_nothing(house: House, ntfy: Ntfy) -> None:
    await limits(house)
    await listens(house, "Marco", ntfy)
    request = await ask(house)
    await deliver(house)
    await answer(house, request, NO)
    await undo(house, request)
    await deliver(house)
    old, ended, new = ntfy.messages
    assert "actions" not in ended
    assert (await press(house, old, "Give 30")).status_code == 409
    assert await given(house) == []
    assert (await press(house, new, "Give 30")).status_code == 200
    await undo(house, request)
    await withdraw(house, request)
    assert (await press(house, new, "Give 30")).status_code == 409
    assert await given(house) == []


async def test_later_rings_again_and_what_is_over_takes_the_alerts_place(house: House, ntfy: Ntfy) -> None:
    await limits(house)
    go_to(house, "15:00")
    await listens(house, "Marco", ntfy)
    request = await ask(house)
    await answer(house, request, LATER, at=at(house, "16:00"))
    await tick(house, 1)
    await tick(house, 5)
    await deliver(house)
    said = [str(message["message"]) for message in ntfy.messages]
    assert said == [
        "It lapses at 19:00.",
        "Elena said later: at 16:00.",
        "It lapses at 20:00.",
        "Nobody answered in time, and it has lapsed.",
    ]
    assert [message["priority"] for message in ntfy.messages] == [3, 1, 3, 1]


@pytest.mark.parametrize("forged", ["", "x", "1:1.0.yes.30:0", "1:1.0.yes.30:" + "0" * 64, "9" * 300])
async def test_nobody_makes_a_button_up(house: House, forged: str) -> None:
    await limits(house)
    await ask(house)
    answer = await house.new_client().post("/api/v1/screen-time/alert-answers", json={"press": forged})
    assert answer.status_code == 403
    assert await given(house) == []


async def test_a_button_says_only_what_stands_on_it_and_only_for_who_is_still_here(
    house: House, ntfy: Ntfy
) -> None:
    await limits(house)
    await listens(house, "Marco", ntfy)
    await ask(house)
    await deliver(house)
    actions: Any = ntfy.messages[0]["actions"]
    signed = json.loads(actions[1]["body"])["press"]
    more = signed.replace(".less.15:", ".less.29:")
    assert more != signed
    sent = await house.new_client().post("/api/v1/screen-time/alert-answers", json={"press": more})
    assert sent.status_code == 403
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Marco"].member_id)
    assert (await press(house, ntfy.messages[0], "Give 30")).status_code == 403
    assert await given(house) == []
