"""Someone who cannot sign in for now: out at once, back with the same password, never the last owner."""

import pytest

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.people import the_house
from appliance.household.actions.standing import disable_member, enable_member, set_owner
from tests.household.people import PASSWORDS, by_name, by_pin, give_secrets, tablet
from tests.support.house import House


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    return house


async def disable(home: House, by: str, whom: str) -> None:
    async with home.office.work(home.people[by]) as work:
        await disable_member(work, home.people[whom].member_id)


async def test_a_child_is_out_at_once_and_off_the_wall(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    elena = await home.browser("Elena")
    address = f"/family/members/{home.people['Maya'].member_id}"
    assert "No sign-in for Maya for now?" in (await elena.get(f"{address}/suspension")).text
    assert (await elena.post(f"{address}/suspension")).headers["location"] == "/family"
    assert (await wall.client.get("/today")).headers["location"] == "/sign-in"
    faces = (await wall.get("/sign-in")).text
    assert "Leo" in faces and "Maya" not in faces
    assert (await by_pin(home, wall, "Maya", "cat-sun-moon-bag")).status_code == 404
    assert "cannot sign in for now" in (await elena.get("/family")).text
    await elena.get(address)
    await elena.post(f"{address}/readmission")
    assert (await by_pin(home, wall, "Maya", "cat-sun-moon-bag")).status_code == 303


async def test_a_disabled_parent_looks_like_a_wrong_password(home: House) -> None:
    await disable(home, "Elena", "Marco")
    answer = await by_name(home.stranger(), "Marco", PASSWORDS["Marco"])
    assert answer.status_code == 422 and "do not belong together" in answer.text


async def test_only_who_may_manage_someone_disables_them(home: House) -> None:
    for by, whom in (("Marco", "Elena"), ("Leo", "Maya"), ("Elena", "Elena"), ("Maya", "Maya")):
        with pytest.raises(NotAllowed):
            await disable(home, by, whom)


async def test_the_last_owner_who_can_come_in_stays(home: House) -> None:
    elena, family = home.people["Elena"].member_id, home.people["Elena"].family_id
    async with home.office.work(the_house(family)) as work:
        await set_owner(work, home.people["Marco"].member_id, True)
    async with home.office.work(the_house(family)) as work:
        await disable_member(work, elena)
    with pytest.raises(RuleBroken):
        async with home.office.work(the_house(family)) as work:
            await disable_member(work, home.people["Marco"].member_id)
    async with home.office.work(the_house(family)) as work:
        await enable_member(work, elena)
