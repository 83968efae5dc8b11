"""The assistant's tools act with the rights of whoever asks, and tell nobody more than the pages do."""

from collections.abc import Mapping

import pytest

from appliance.core.errors import NotAllowed, NotFound, Refusal
from appliance.core.registry import Tool
from tests.access.rows import ToolRow, tool_rows
from tests.access.world import World

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def use(world: World, tool: Tool, who: str, args: Mapping[str, str]) -> str:
    """All that the tool says: its sentence with its values, and the lines below."""
    actor = world.actor(who)
    assert actor is not None
    if actor.role not in tool.roles:
        raise NotAllowed("This tool is not for this role.")
    wanted = tool.input.model_validate(args)
    if tool.coming:
        return ""
    if tool.reads is not None:
        async with world.house.office.reading(actor) as look:
            answer = await tool.reads(look, wanted)
    else:
        assert tool.acts is not None
        async with world.house.office.work(actor, "ask") as work:
            answer = await tool.acts(work, wanted)
    return " ".join([answer.sentence % answer.values, *answer.lines])


@pytest.mark.parametrize("row", tool_rows(), ids=lambda row: row.name)
async def test_a_tool_does_what_its_speaker_may_and_no_more(world: World, row: ToolRow) -> None:
    tool = world.house.app.state.registry.named(row.tool)
    wrong = []
    for who, wanted in row.expects.items():
        found, told = "in", ""
        try:
            told = await use(world, tool, who, row.args)
        except Refusal as refusal:
            found = {NotAllowed: "no", NotFound: "hidden"}.get(type(refusal), "in")
        wrong += [f"{who}: {found}, not {wanted}"] if found != wanted else []
        wrong += [f"{who} hears {words}" for words in world.told_too_much(who, told)]
        if found != "in" or tool.reads:
            wrong += [f"{who} leaves a trace in {table}" for table in world.traces()]
        world.put_back()
    assert not wrong


async def test_a_tool_takes_no_field_that_it_does_not_know(world: World) -> None:
    for tool in world.house.app.state.registry:
        assert tool.input.model_config.get("extra") == "forbid", tool.name
