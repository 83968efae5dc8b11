"""A parent's code makes a device one that reports, and no secret ever crosses the network."""

from datetime import timedelta

import pytest
from sqlmodel import select

from appliance.agent.protocol import (
    WINDOW,
    Identity,
    device_proof,
    hkdf,
    house_proof,
    identity_from,
    new_nonce,
    root_of,
    taken_in,
)
from appliance.core.errors import NotAllowed, NotFound, RuleBroken
from appliance.core.people import the_house
from appliance.screen_time.actions import (
    Enrolled,
    add_device,
    assign,
    assign_account,
    enrol,
    make_device_code,
    rename,
    replace_keys,
    revoke,
)
from appliance.screen_time.models import DeviceAccount, DeviceCode, MeasuredDevice
from appliance.screen_time.queries.devices import DeviceAtDoor, device_by_id, device_by_token
from tests.support.house import House


async def code_for(house: House, name: str | None = "Leo", way: str = "agent", by: str = "Elena") -> str:
    member_id = house.people[name].member_id if name else None
    async with house.office.work(house.people[by]) as work:
        return await make_device_code(work, "Desk PC", way=way, member_id=member_id)


async def knock(house: House, code: str, nonce: str = "a nonce of sixteen") -> Enrolled:
    async with house.office.work(the_house(), "device") as work:
        return await enrol(work, nonce, device_proof(root_of(code), nonce))


async def at_door(house: House, device_id: int) -> DeviceAtDoor | None:
    async with house.office.database.reading() as db:
        return await device_by_id(db, device_id)


async def by_token(house: House, token: str) -> DeviceAtDoor | None:
    async with house.office.database.reading() as db:
        return await device_by_token(db, token)


def answered(enrolled: Enrolled) -> dict[str, object]:
    device_id, nonce = enrolled.device.id or 0, enrolled.house_nonce
    return {
        "device_id": device_id,
        "nonce": nonce,
        "proof": house_proof(enrolled.keys.answer_key, device_id, nonce),
    }


async def test_both_sides_grow_the_same_keys_out_of_a_code(house: House) -> None:
    code = await code_for(house)
    enrolled = await knock(house, f" {code[:4].lower()}-{code[4:]} ")
    identity = identity_from(code, "a nonce of sixteen", answered(enrolled))
    assert identity == Identity(enrolled.device.id or 0, enrolled.keys.key, enrolled.keys.answer_key)
    found = await at_door(house, enrolled.device.id or 0)
    assert found is not None and found.family.name == "Rivera"
    assert found.device.member_id == house.people["Leo"].member_id
    assert house.office.secrets.unseal(found.device.key) == identity.key.hex()
    assert identity.key.hex() not in found.device.key


async def test_another_machine_that_answers_in_the_houses_place_is_not_believed(house: House) -> None:
    code = await code_for(house)
    answer = answered(await knock(house, code))
    assert identity_from(code, "a nonce of sixteen", {**answer, "device_id": 99}) is None
    assert identity_from(code, "another nonce", answer) is None
    assert identity_from("ABCDEFGHJKMN", "a nonce of sixteen", answer) is None


async def test_a_code_is_good_for_one_device_and_ten_minutes(house: House) -> None:
    code, late = await code_for(house), await code_for(house)
    await knock(house, code)
    with pytest.raises(NotFound):
        await knock(house, code)
    house.clock.forward(minutes=10, seconds=1)
    with pytest.raises(NotFound):
        await knock(house, late)


async def test_what_is_kept_of_a_used_code_leads_to_no_key(house: House) -> None:
    code = await code_for(house)
    await knock(house, code)
    async with house.office.database.reading() as db:
        kept = (await db.exec(select(DeviceCode))).one()
    assert kept.used_at == house.clock() and kept.code_hash != root_of(code).hex()
    assert house.clock() + timedelta(minutes=10) == kept.expires_at


async def test_only_a_parent_makes_codes_and_ends_devices(house: House) -> None:
    enrolled = await knock(house, await code_for(house))
    device_id = enrolled.device.id or 0
    for name in ("Leo", "Maya"):
        with pytest.raises(NotAllowed):
            await code_for(house, by=name)
        async with house.office.work(house.people[name]) as work:
            for refused in (revoke(work, device_id), rename(work, device_id, "Mine"), add_device(work, "X")):
                with pytest.raises(NotAllowed):
                    await refused
    async with house.office.work(house.people["Ada"]) as work:
        with pytest.raises(NotFound):
            await revoke(work, device_id)
        with pytest.raises(NotFound):
            await assign(work, device_id, None)


async def test_a_device_belongs_to_a_child_or_is_shared(house: House) -> None:
    with pytest.raises(RuleBroken):
        await code_for(house, "Marco")
    shared = (await knock(house, await code_for(house, None))).device
    assert shared.member_id is None
    async with house.office.work(house.people["Elena"]) as work:
        assert (await assign(work, shared.id or 0, house.people["Maya"].member_id)).member_id is not None
        assert (await rename(work, shared.id or 0, " Kitchen PC ")).name == "Kitchen PC"


async def test_a_revoked_device_is_a_stranger_at_once(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        device, token = await add_device(work, "Phone", kind="phone", way="rest")
    assert await by_token(house, token) is not None
    async with house.office.work(house.people["Marco"]) as work:
        await revoke(work, device.id or 0)
    assert await by_token(house, token) is None
    assert await at_door(house, device.id or 0) is None


async def test_new_keys_make_the_old_ones_worthless(house: House) -> None:
    enrolled = await knock(house, await code_for(house))
    async with house.office.work(house.people["Elena"]) as work:
        code = await replace_keys(work, enrolled.device.id or 0)
        _device, token = await add_device(work, "Watcher")
        newer = await replace_keys(work, _device.id or 0)
    again = await knock(house, code)
    assert again.device.id == enrolled.device.id and again.keys.key != enrolled.keys.key
    assert await by_token(house, token) is None and await by_token(house, newer) is not None
    async with house.office.database.reading() as db:
        assert len((await db.exec(select(MeasuredDevice))).all()) == 2


async def test_a_token_of_a_code_grows_as_keys_do(house: House) -> None:
    enrolled = await knock(house, await code_for(house, way="rest"))
    found = await by_token(house, enrolled.keys.token)
    assert found is not None and found.id == enrolled.device.id and not found.device.key


async def test_an_account_is_a_childs_or_a_grown_ups(house: House) -> None:
    shared = (await knock(house, await code_for(house, None))).device
    async with house.office.work(house.people["Elena"]) as work:
        row = DeviceAccount(
            family_id=shared.family_id, device_id=shared.id or 0, account="leo", seen_at=work.now
        )
        work.db.add(row)
        await work.db.flush()
        assert (await assign_account(work, row.id or 0, house.people["Leo"].member_id)).counted
        assert not (await assign_account(work, row.id or 0, house.people["Marco"].member_id)).counted
        with pytest.raises(NotFound):
            await assign_account(work, row.id or 0, house.people["Tobi"].member_id)


def test_the_derivation_is_that_of_the_rfc() -> None:
    """RFC 5869, test case 1, its first 32 bytes."""
    okm = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    salt, info = bytes.fromhex("000102030405060708090a0b0c"), bytes.fromhex("f0f1f2f3f4f5f6f7f8f9")
    assert hkdf(b"\x0b" * 22, salt, info).hex() == okm


def test_numbers_in_any_order_are_taken_once() -> None:
    highest, seen = 0, 0
    for sequence in (5, 3, 4, 1000, 999):
        highest, seen = taken_in(sequence, highest, seen) or (0, 0)
    assert highest == 1000
    assert [taken_in(known, highest, seen) for known in (1000, 999, 5, 4, 3)] == [None] * 5
    assert taken_in(998, highest, seen) is not None
    far = taken_in(1000 + 5 * WINDOW, highest, seen)
    assert far == (1000 + 5 * WINDOW, 1)
    with pytest.raises(ValueError):
        taken_in(1000, *far)


def test_nonces_are_never_the_same() -> None:
    assert len({new_nonce() for _time in range(100)}) == 100
