"""The display on the kitchen wall is a tablet that nobody has signed in to, and opens one page more."""

import pytest

from tests.access.rows import all_rows
from tests.access.world import World
from tests.support.access import meaning

pytestmark = pytest.mark.asyncio(loop_scope="package")
ITS_OWN = {"GET /display", "GET /display/live"}


async def test_a_display_opens_the_day_and_nothing_that_a_tablet_does_not(world: World) -> None:
    wrong = []
    for row in (row for row in all_rows() if not row.prefix):
        answer = await world.knock(row, "display")
        wanted = "in" if row.route in ITS_OWN else row.expects["tablet"]
        if meaning(answer) != wanted:
            wrong.append(f"{row.name}: {meaning(answer)}, not {wanted}")
        wrong += [f"{row.name} reads {words}" for words in world.told_too_much("display", answer.text)]
        if wanted != "in":
            wrong += [f"{row.name} leaves a trace in {table}" for table in world.traces()]
        world.put_back()
    assert not wrong


async def test_its_token_is_no_key_for_programs(world: World) -> None:
    display = world.doors["pages"]["display"]
    token = next(value for name, value in display.client.cookies.items() if name.startswith("device-"))
    answer = await display.client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
