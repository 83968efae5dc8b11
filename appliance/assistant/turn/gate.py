"""The one way to a tool: looked up, done, proposed or refused, and noted each time with its door.

It acts with the rights of whoever speaks. Whose they are is never an argument.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from appliance.assistant.actions.confirmations import Proposal, args_of, decline, propose, take
from appliance.assistant.actions.conversations import Told, another_answer, give_answer, settle_answer
from appliance.assistant.actions.tool_calls import note_call
from appliance.assistant.engine_room import Models
from appliance.assistant.intents import Understanding
from appliance.assistant.models import Confirmation
from appliance.assistant.queries.confirmations import confirmation_of
from appliance.assistant.rules import sayings
from appliance.assistant.rules.calls import canonical, sentence_of
from appliance.assistant.rules.could import who_could
from appliance.assistant.rules.filling import question_about
from appliance.assistant.turn.running import as_told, input_of
from appliance.assistant.turn.way import Turn, Way
from appliance.core.errors import NotAllowed, NotFound, Refusal, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.people import Actor
from appliance.core.registry import Registry, Risk, Tool
from appliance.core.work import Office, Reading, Work
from appliance.household.queries import member_called, members_of

CARDS = ("done", "proposed")
MOST_PROPOSALS = 1  # of one turn of a chat model: a row of buttons is tapped unread
ONE_AT_A_TIME = _("Something waits for your tap already. One thing after the other.")


@dataclass(frozen=True)
class Outcome:
    """What became of a call, and how it is told."""

    kind: str  # read, done, proposed, asked, coming, forbidden or refused
    told: Told


class Gate:
    def __init__(self, office: Office, models: Models, registry: Registry) -> None:
        self._office, self._models, self._registry = office, models, registry

    async def through(self, turn: Turn, call: Understanding, answer_id: int | None = None) -> Outcome:
        """Its outcome is kept as this answer; without one, what was done or waits gets a card of its own."""
        try:
            return await self._through(turn, call, answer_id)
        except Refusal as refusal:
            known = call.tool if self._registry.named(call.tool) else "unknown"
            told = Told(say_refusal(turn.actor.language, refusal), "house", tool=known)
            return await self._kept(turn, answer_id, Outcome("refused", told))

    def tools_for(self, actor: Actor) -> list[Tool]:
        return self._registry.for_role(actor.role)

    async def accept(self, actor: Actor, way: Way, confirmation_id: int, mark: str) -> Confirmation:
        """The same verb as by hand, with the rights of now; what was taken and what it did stay together."""
        async with self._office.reading(actor) as look:
            row = await confirmation_of(look, confirmation_id)
        tool = self._registry.named(row.tool)
        try:
            wanted = await input_of(self._models, tool, args_of(row)) if tool and row.args else None
            async with self._office.work(actor, way.door) as work:
                taken = await take(work, confirmation_id, way.hold, mark)
                assert wanted is not None and tool is not None
                await self._done_after_all(work, taken, tool, wanted)
            return taken
        except Refusal:
            await self._note(actor, way, row, "refused")
            raise

    async def refuse(self, actor: Actor, way: Way, confirmation_id: int) -> Confirmation:
        async with self._office.work(actor, way.door) as work:
            row = await decline(work, confirmation_id)
            await note_call(work, row.conversation_id, row.tool, "declined", "tap")
        return row

    async def _through(self, turn: Turn, call: Understanding, answer_id: int | None) -> Outcome:
        tool = self._registry.named(call.tool)
        if tool is None:
            raise NotFound(sayings.unsure(turn.actor.role))
        if not call.allowed or turn.actor.role not in tool.roles:
            return await self._kept(turn, answer_id, await self._forbidden(turn.actor, tool, call))
        if tool.coming:
            text = say(turn.actor.language, sayings.not_yet(turn.actor.role))
            return await self._kept(turn, answer_id, Outcome("coming", Told(text, "house", tool=tool.name)))
        if call.missing:
            return await self._kept(turn, answer_id, _asked(turn.actor, call))
        wanted = await input_of(self._models, tool, call.args)
        if tool.narrows is not None:
            exact = await self._exact(turn.actor, tool, wanted)
            if len(exact) > 1:
                return await self._kept(turn, answer_id, _which(turn.actor, tool, exact))
            (wanted,) = exact
        if tool.reads is not None:
            return await self._read(turn, tool, wanted, answer_id)
        if tool.risk is Risk.OTHERS or turn.tainted:
            return await self._proposed(turn, tool, wanted, answer_id)
        return await self._acted(turn, tool, wanted, answer_id)

    async def _exact(self, actor: Actor, tool: Tool, wanted: BaseModel) -> Sequence[BaseModel]:
        assert tool.narrows is not None
        async with self._office.reading(actor) as look:
            return await tool.narrows(look, wanted)

    async def _read(self, turn: Turn, tool: Tool, wanted: BaseModel, answer_id: int | None) -> Outcome:
        assert tool.reads is not None
        async with self._office.reading(turn.actor) as look:
            told = as_told(await tool.reads(look, wanted), tool, turn.actor)
            told = replace(told, about_id=await about(look, wanted))
        return await self._kept(turn, answer_id, Outcome("read", told))

    async def _acted(self, turn: Turn, tool: Tool, wanted: BaseModel, answer_id: int | None) -> Outcome:
        assert tool.acts is not None
        async with self._office.work(turn.actor, turn.way.door) as work:
            told = as_told(await tool.acts(work, wanted), tool, turn.actor)
            outcome = Outcome("done", replace(told, about_id=await about(work, wanted)))
            await _keep(work, turn, answer_id, outcome)
        return outcome

    async def _proposed(self, turn: Turn, tool: Tool, wanted: BaseModel, answer_id: int | None) -> Outcome:
        """Tried first: what would be refused after the tap is refused now."""
        assert tool.acts is not None
        if turn.by == "model" and turn.proposals >= MOST_PROPOSALS:
            raise RuleBroken(ONE_AT_A_TIME)
        async with self._office.trial(turn.actor, turn.way.door) as trial:
            await tool.acts(trial, wanted)
        args = canonical(wanted)
        text = sentence_of(tool, json.loads(args), turn.actor.language)
        async with self._office.work(turn.actor, turn.way.door) as work:
            told = Told(text, "instant", tool=tool.name, used=memory_of(wanted))
            told = replace(told, about_id=await about(work, wanted))
            outcome = Outcome("proposed", told)
            kept = await _keep(work, turn, answer_id, outcome)
            await propose(work, Proposal(turn.conversation_id, kept, turn.way.hold, tool.name, args))
        turn.proposals += 1
        return outcome

    async def _done_after_all(self, work: Work, taken: Confirmation, tool: Tool, wanted: BaseModel) -> None:
        if work.actor.role not in tool.roles or tool.acts is None:
            raise NotAllowed(sayings.NOT_YOURS)
        told = as_told(await tool.acts(work, wanted), tool, work.actor)
        await settle_answer(work, taken.utterance_id, replace(told, about_id=await about(work, wanted)))
        await note_call(work, taken.conversation_id, tool.name, "done", "tap")

    async def _forbidden(self, actor: Actor, tool: Tool, call: Understanding) -> Outcome:
        async with self._office.reading(actor) as look:
            names = call.could or await _those_who_may(look, tool)
        return Outcome("forbidden", Told(who_could(actor, names), "house", tool=tool.name))

    async def _kept(self, turn: Turn, answer_id: int | None, outcome: Outcome) -> Outcome:
        async with self._office.work(turn.actor, turn.way.door) as work:
            await _keep(work, turn, answer_id, outcome)
        return outcome

    async def _note(self, actor: Actor, way: Way, row: Confirmation, outcome: str) -> None:
        async with self._office.work(actor, way.door) as work:
            await note_call(work, row.conversation_id, row.tool, outcome, "tap")


async def _keep(work: Work, turn: Turn, answer_id: int | None, outcome: Outcome) -> int:
    """The number of the answer that it became; 0 where it became none."""
    if answer_id is None and outcome.kind in CARDS:
        answer_id = await another_answer(work, turn.conversation_id)
    if answer_id is not None:
        await give_answer(work, answer_id, outcome.told)
    await note_call(work, turn.conversation_id, outcome.told.tool, outcome.kind, turn.by)
    return answer_id or 0


def _asked(actor: Actor, call: Understanding) -> Outcome:
    asks: dict[str, object] = {"missing": call.missing, "tool": call.tool, "args": dict(call.args)}
    text = say(actor.language, question_about(call.missing))
    return Outcome("asked", Told(text, "instant", tool=call.tool, asks=asks))


def _which(actor: Actor, tool: Tool, exact: Sequence[BaseModel]) -> Outcome:
    """Each button is one exact call, said in full."""
    calls = [json.loads(canonical(one)) for one in exact]
    choices = [
        {"tool": tool.name, "args": args, "text": sentence_of(tool, args, actor.language)} for args in calls
    ]
    used = tuple(memory for one in exact for memory in memory_of(one))
    text = say(actor.language, sayings.WHICH)
    return Outcome("asked", Told(text, "instant", tool=tool.name, asks={"choices": choices}, used=used))


async def _those_who_may(look: Reading, tool: Tool) -> Sequence[str]:
    """Parents, where they may; a guest is not sent for."""
    everyone = [member for member in await members_of(look) if member.id != look.viewer.member_id]
    parents = [member.name for member in everyone if member.role == "parent" and "parent" in tool.roles]
    return parents or [member.name for member in everyone if member.role in tool.roles]


def memory_of(wanted: BaseModel) -> tuple[int, ...]:
    """Whose words the call holds: they go with it when it is forgotten."""
    memory = wanted.model_dump().get("memory")
    return (memory,) if isinstance(memory, int) else ()


async def about(look: Reading, wanted: BaseModel) -> int | None:
    """Whom the card is about, where it names one."""
    said: Mapping[str, object] = wanted.model_dump()
    name = said.get("member") or said.get("to")
    if not isinstance(name, str):
        return None
    try:
        return (await member_called(look, name)).id
    except NotFound:
        return None
