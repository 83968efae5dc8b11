"""Keys for programs: seen, renewed, replaced and ended."""

from datetime import timedelta

import httpx
import pytest
from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.household.actions import make_token, revoke_token, set_password
from appliance.household.actions.keys import renew_token, replace_token
from appliance.household.models import ApiToken
from tests.household.people import PASSWORDS, by_name, credentials_of, give_secrets
from tests.support.house import House


async def key_of(house: House, name: str, days: int = 90) -> tuple[int, str]:
    actor = house.people[name]
    async with house.office.work(actor) as work:
        token = await make_token(work, actor.member_id, "Kitchen clock", days)
        newest = select(ApiToken.id).order_by(col(ApiToken.id).desc()).limit(1)
        return (await work.db.exec(newest)).one() or 0, token


async def row(house: House, token_id: int) -> ApiToken:
    async with house.office.database.reading() as db:
        return await db.get_one(ApiToken, token_id)


async def opens(house: House, token: str) -> bool:
    client: httpx.AsyncClient = house.new_client()
    return (await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})).status_code == 200


async def test_a_key_lives_as_long_again_and_never_beyond_a_year(house: House) -> None:
    key, token = await key_of(house, "Elena", 30)
    house.clock.forward(days=20)
    for days in (40, 70, 100):
        async with house.office.work(house.people["Elena"]) as work:
            await renew_token(work, key)
        assert (await row(house, key)).expires_at == house.clock() + timedelta(days=days)
    for _again in range(20):
        async with house.office.work(house.people["Elena"]) as work:
            await renew_token(work, key)
    assert (await row(house, key)).expires_at == house.clock() + timedelta(days=366)
    assert await opens(house, token), "the secret is the same"


async def test_a_key_that_has_ended_cannot_be_renewed(house: House) -> None:
    key, _token = await key_of(house, "Elena", 30)
    house.clock.forward(days=31)
    with pytest.raises(NotFound):
        async with house.office.work(house.people["Elena"]) as work:
            await renew_token(work, key)


@pytest.mark.parametrize("for_a_day", [False, True])
async def test_a_replaced_key_opens_nothing_from_now_or_from_tomorrow(house: House, for_a_day: bool) -> None:
    key, old = await key_of(house, "Elena")
    async with house.office.work(house.people["Elena"]) as work:
        new = await replace_token(work, key, old_for_a_day=for_a_day)
    assert await opens(house, new)
    assert await opens(house, old) is for_a_day
    house.clock.forward(hours=25)
    assert await opens(house, new) and not await opens(house, old)


async def test_when_a_key_was_used_is_written_down_at_most_every_five_minutes(house: House) -> None:
    key, token = await key_of(house, "Elena")
    first = house.clock()
    await opens(house, token)
    house.clock.forward(minutes=4)
    await opens(house, token)
    assert (await row(house, key)).used_at == first
    house.clock.forward(minutes=2)
    await opens(house, token)
    assert (await row(house, key)).used_at == house.clock()


async def test_parents_see_and_end_the_keys_of_their_teenager(house: House) -> None:
    key, token = await key_of(house, "Leo")
    elena, leo = await house.browser("Elena"), await house.browser("Leo")
    page = (await elena.get("/tokens")).text
    assert "Keys of the others" in page and "Kitchen clock" in page and f"/tokens/{key}/renewal" not in page
    assert "Keys of the others" not in (await leo.get("/tokens")).text
    await elena.post(f"/tokens/{key}/revocation")
    assert not await opens(house, token)


async def test_a_key_that_ends_within_a_week_is_pointed_out(house: House) -> None:
    await key_of(house, "Leo", 6)
    for name in ("Leo", "Elena"):
        browser = await house.browser(name)
        assert "1 key ends within a week" in (await browser.get("/me")).text
        assert "ends 16 March 2026" in (await browser.get("/tokens")).text


async def test_the_new_key_is_shown_once(house: House) -> None:
    key, _old = await key_of(house, "Elena")
    elena = await house.browser("Elena")
    await elena.get(f"/tokens/{key}/replacement")
    made = await elena.post(f"/tokens/{key}/replacement", {"old": "day"})
    assert "home_" in made.text
    assert "home_" not in (await elena.get("/tokens")).text


async def test_keys_are_renewed_by_api_too(house: House) -> None:
    key, token = await key_of(house, "Elena", 30)
    client = house.new_client()
    client.headers["authorization"] = f"Bearer {token}"
    renewed = (await client.post(f"/api/v1/tokens/{key}/renewal")).json()
    assert renewed["expires_at"].startswith("2026-05-09") and renewed["days"] == 30
    listed = (await client.get("/api/v1/tokens")).json()
    assert listed[0]["used_at"].startswith("2026-03-10")
    made = await client.post(f"/api/v1/tokens/{key}/replacement", json={"old": "day"})
    assert await opens(house, made.json()["token"])


async def test_a_new_password_ends_keys_only_where_one_chooses_so(house: House) -> None:
    await give_secrets(house)
    _key, token = await key_of(house, "Elena")
    phone = house.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    await phone.get("/me/password")
    change = {"old": PASSWORDS["Elena"], "password": "a boat on the kitchen roof"}
    assert (await phone.post("/me/password", change)).status_code == 303
    assert await opens(house, token)
    change = {"old": change["password"], "password": "another boat on the roof", "end_keys": "true"}
    assert (await phone.post("/me/password", change)).status_code == 303
    assert not await opens(house, token)


async def test_a_password_set_by_someone_else_ends_the_keys(house: House) -> None:
    _key, token = await key_of(house, "Leo")
    hashed = await credentials_of(house).password("a new one for the summer")
    async with house.office.work(house.people["Elena"]) as work:
        await set_password(work, house.people["Leo"].member_id, hashed)
    assert not await opens(house, token)


async def test_what_is_revoked_stays_revoked(house: House) -> None:
    key, _token = await key_of(house, "Elena")
    async with house.office.work(house.people["Elena"]) as work:
        await revoke_token(work, key)
    for verb in (renew_token, replace_token):
        with pytest.raises(NotFound):
            async with house.office.work(house.people["Elena"]) as work:
                await verb(work, key)
