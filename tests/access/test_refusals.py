"""What would be refused at its end is refused at once, and what is another family's is not there."""

import pytest

from tests.access.rows import Row
from tests.access.world import World

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def status(
    world: World, who: str, method: str, path: str, sent: dict[str, object] | None = None
) -> int:
    prefix, _, rest = path.rpartition("/api/v1")
    row = Row(method, rest, {}, {}, "/api/v1" if prefix + rest != path else "", sent or {})
    return (await world.knock(row, who)).status_code


async def test_a_small_child_is_not_asked_for_a_password_it_cannot_have(world: World) -> None:
    assert await status(world, "maya", "GET", "/me/password") == 403
    assert await status(world, "maya", "POST", "/me/password", {"old": "2604", "password": "a"}) == 403
    assert world.untouched


async def test_a_small_child_is_not_offered_a_key_for_programs(world: World) -> None:
    assert await status(world, "maya", "GET", "/tokens/new") == 403
    assert await status(world, "leo", "GET", "/tokens/new") == 200


async def test_only_the_owner_is_asked_whether_someone_leaves(world: World) -> None:
    assert await status(world, "marco", "GET", "/family/members/{maya}/removal") == 403
    assert await status(world, "elena", "GET", "/family/members/{maya}/removal") == 200


async def test_nobody_is_shown_the_form_for_the_owners_password(world: World) -> None:
    for who in ("marco", "elena"):
        assert await status(world, who, "GET", "/family/members/{elena}/secret") == 403
        assert await status(world, who, "POST", "/family/members/{elena}/secret", {"pin": "1"}) == 403


async def test_another_familys_rewards_chores_and_ledgers_are_not_there_at_all(world: World) -> None:
    chore = {"title": "Sweep", "people": ["{maya}"]}
    assert await status(world, "okafor", "POST", "/rewards/{reward}/wish") == 404
    assert await status(world, "okafor", "PUT", "/api/v1/chores/{chore}", chore) == 404
    assert await status(world, "okafor", "GET", "/api/v1/points/{maya}/ledger") == 404


async def test_a_link_for_another_device_is_not_made_from_a_form_that_was_not_understood(
    world: World,
) -> None:
    assert await status(world, "elena", "POST", "/devices/links", {"name": "Hall", "uses_left": "99"}) == 422
    assert world.untouched
