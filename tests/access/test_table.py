"""Every route and every tool against every kind of principal."""

import pytest

from appliance.screen_time.api.activitywatch import ROUTES as WATCHED
from tests.access.rows import Row, all_rows, shape, tool_rows
from tests.access.world import LEADS_TO_ANOTHER_FAMILY, World
from tests.support.access import meaning

pytestmark = pytest.mark.asyncio(loop_scope="package")


def routes(world: World) -> set[str]:
    of_watchers = {f"{method} /api/0/{path}" for path, ways in WATCHED.items() for method in ways}
    return of_watchers | {
        f"{method} {shape(route.path_format)}"
        for route in world.house.app.routes
        for handler in getattr(route, "route_handlers", [])
        for method in getattr(handler, "http_methods", {"ASGI"}) - {"OPTIONS", "HEAD"}
    }


async def test_every_route_has_its_row_and_every_row_its_route(world: World) -> None:
    written = {f"{row.method} {row.prefix}{shape(row.path)}" for row in all_rows()}
    assert not routes(world) - written, "routes that nobody has decided about"
    assert not written - routes(world), "rows without a route"


async def test_every_tool_has_its_row_and_every_row_its_tool(world: World) -> None:
    assert {row.tool for row in tool_rows()} == {tool.name for tool in world.house.app.state.registry}


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.name)
async def test_only_those_come_in_who_may(world: World, row: Row) -> None:
    wrong = []
    for who, wanted in row.expects.items():
        answer = await world.knock(row, who)
        found = meaning(answer)
        if found != wanted:
            wrong.append(f"{who}: {found} ({answer.status_code}), not {wanted}")
        wrong += [f"{who} reads {words}" for words in world.told_too_much(who, answer.text)]
        if found != "in" or not row.writes:
            wrong += [f"{who} leaves a trace in {table}" for table in world.traces()]
        # What is open to nobody in particular is done in nobody's name.
        if row.expects["nobody"] != "in" and row.route not in LEADS_TO_ANOTHER_FAMILY:
            wrong += [f"{who} changes another family's {table}" for table in world.strays(who)]
        world.put_back()
    assert not wrong
