"""A device that reports is nobody of the family: with its token it gets no further than a stranger."""

import pytest

from tests.access.rows import all_rows
from tests.access.world import World
from tests.support.access import meaning

pytestmark = pytest.mark.asyncio(loop_scope="package")
ROWS = list(
    {(row.prefix, row.route): row for row in all_rows() if row.prefix and "phone" not in row.expects}.values()
)


@pytest.mark.parametrize("many", range(4))
async def test_a_token_of_a_device_opens_nothing_else(world: World, many: int) -> None:
    wrong = []
    for row in ROWS[many::4]:
        answer = await world.knock(row, "phone")
        world.put_back()
        if meaning(answer) == "in" and row.expects["nobody"] != "in":
            wrong.append(row.name)
    assert not wrong
