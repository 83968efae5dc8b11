"""What a family decides about measuring."""

from tests.support.house import House

PLAN = {
    "keep_days": "90",
    "keep_told_days": "7",
    "silence": "used",
    "silence_after": "60",
    "request_hours": "2",
}


async def test_titles_are_off_until_a_parent_turns_them_on(house: House) -> None:
    elena, maya = await house.browser("Elena"), await house.api("Maya")
    before = (await maya.get("/api/v1/screen-time/policy")).json()
    assert (before["keep_titles"], before["silence"], before["set_at"]) == (False, "nothing", None)
    await elena.get("/screen/settings")
    saved = await elena.post("/screen/settings", PLAN | {"keep_titles": "true"})
    assert saved.status_code == 303
    after = (await maya.get("/api/v1/screen-time/policy")).json()
    assert (after["keep_titles"], after["silence"], after["keep_days"]) == (True, "used", 90)
    assert after["alert_silence"] is False, "a switch that is not sent is off"
    assert "Last change: Elena" in (await elena.get("/screen/settings")).text


async def test_what_nobody_may_choose_comes_back_with_its_field_named(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/screen/settings")
    answer = await elena.post("/screen/settings", PLAN | {"keep_days": "91"})
    assert answer.status_code == 422
    assert 'href="#f-keep_days"' in answer.text


async def test_a_teen_reads_the_decision_and_does_not_make_it(house: House) -> None:
    leo = await house.api("Leo")
    plan = (await leo.get("/api/v1/screen-time/policy")).json()
    sent = {key: plan[key] for key in plan if key not in ("set_by", "set_at")}
    assert (await leo.put("/api/v1/screen-time/policy", json=sent)).status_code == 403
    elena = await house.api("Elena")
    answer = await elena.put("/api/v1/screen-time/policy", json=sent | {"silence_after": 60})
    assert (answer.status_code, answer.json()["silence_after"]) == (200, 60)
