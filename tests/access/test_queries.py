"""No page asks the database more than four times, whoever looks at it and however much there is."""

import pytest

from tests.access.rows import Row, all_rows
from tests.access.world import World
from tests.support.counting import statements

pytestmark = pytest.mark.asyncio(loop_scope="package")
MOST = 4
PAGES = [row for row in all_rows() if not row.writes and not row.prefix and row.path != "/live"]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
async def test_a_page_needs_at_most_four_queries(world: World, row: Row) -> None:
    for who, wanted in row.expects.items():
        await world.knock(row, who)  # who it is was looked up by the page before
        with statements() as asked:
            await world.knock(row, who)
        assert len(asked) <= MOST or wanted != "in", "\n".join([who, *asked])
