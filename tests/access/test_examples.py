"""The bodies that the API's document shows are right: whoever copies one gets through."""

import pytest

from appliance.system.rules.examples import EXAMPLES
from tests.access.rows import Row, all_rows
from tests.access.world import World

pytestmark = pytest.mark.asyncio(loop_scope="package")


def named(row: Row) -> str:
    words = [word.strip("{}") for word in row.route.replace("-", "_").replace("/", " ").split()]
    return "_".join(word for word in words if word).lower()


PLAIN = {
    name.replace("_member_id", "").replace("_occurrence_id", "").replace("_memory_id", ""): name
    for name in EXAMPLES
}
ROWS = list(
    {named(row): row for row in all_rows() if row.prefix == "/api/v1" and named(row) in PLAIN}.values()
)


def test_every_example_belongs_to_an_operation() -> None:
    assert {named(row) for row in ROWS} == set(PLAIN)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
async def test_what_the_document_shows_can_be_sent(world: World, row: Row) -> None:
    example = EXAMPLES[PLAIN[named(row)]]
    who = [name for name, wanted in row.expects.items() if wanted == "in"][-1]
    path = row.prefix + row.path.format(**world.things)
    answer = await world.doors["api"][who].knock(row.method, path, example)  # type: ignore[arg-type]
    assert answer.status_code < 300, answer.text
