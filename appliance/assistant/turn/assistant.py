"""One turn: safety first, then an instant answer, then the chat model, where there is one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import structlog

from appliance.assistant.actions.asking_again import ask_again, reword_question
from appliance.assistant.actions.conversations import Asked, Told, ask_question, choose, give_answer
from appliance.assistant.engine_room import Models
from appliance.assistant.intents import Household, Understanding
from appliance.assistant.models import State
from appliance.assistant.queries.chat_models import chosen_model
from appliance.assistant.queries.conversations import answer_of
from appliance.assistant.queries.household import household_known, speaker_in
from appliance.assistant.rules import sayings
from appliance.assistant.rules.danger import danger_in
from appliance.assistant.turn.comfort import comforting
from appliance.assistant.turn.commands import Commands
from appliance.assistant.turn.gate import Gate
from appliance.assistant.turn.live_answers import LiveAnswer, LiveAnswers, News
from appliance.assistant.turn.streaming import Room, stream_answer
from appliance.assistant.turn.suggesting import Suggesting
from appliance.assistant.turn.way import CHAT, Turn, Way
from appliance.core.errors import NotAllowed, NotFound, Refusal, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.people import Actor
from appliance.core.registry import Registry, Risk
from appliance.core.work import Office

NOTHING = "none"
PATIENCE = 10.0  # seconds for running answers to note what they said when the house closes
log = structlog.get_logger("assistant")


class Assistant:
    def __init__(self, office: Office, models: Models, registry: Registry, files: Path) -> None:
        self.models = models
        self.live = LiveAnswers()
        self.gate = Gate(office, models, registry)
        self.suggesting = Suggesting(office, models, registry)
        self._office = office
        self.commands = Commands(office, self.gate, registry)
        self._files = files
        self.acts = {tool.name for tool in registry if tool.risk is not Risk.READ}

    async def ask(
        self, actor: Actor, text: str, conversation_id: int | None = None, way: Way = CHAT
    ) -> Asked:
        """The question is noted and, unless a chat model speaks, answered when this returns."""
        self._one_at_a_time(actor)
        async with self._office.work(actor, way.door) as work:
            asked = await ask_question(work, conversation_id, text)
        return await self._turn(actor, asked, text, way)

    async def choose(self, actor: Actor, answer_id: int, number: int, way: Way = CHAT) -> Asked:
        """A button of an answer that asked back: said for the member, and carried out."""
        self._one_at_a_time(actor)
        async with self._office.work(actor, way.door) as work:
            answer, chosen = await choose(work, answer_id, number)
            asked = await ask_question(work, answer.conversation_id, str(chosen["text"]))
        args = chosen["args"]
        assert isinstance(args, dict)
        call = Understanding(str(chosen["tool"]), args, 1.0)
        turn = Turn(actor, way, asked.conversation_id, by="choice")
        await self._safely(turn, asked, self.commands.carry_out(turn, asked, call))
        return asked

    async def ask_again(self, actor: Actor, answer_id: int, way: Way = CHAT) -> Asked:
        """The last question of a chat, as it was."""
        self._one_at_a_time(actor)
        async with self._office.work(actor, way.door) as work:
            asked, text = await ask_again(work, answer_id, self.acts)
        return await self._turn(actor, asked, text, way)

    async def reword(self, actor: Actor, question_id: int, text: str, way: Way = CHAT) -> Asked:
        """The last question of a chat, in other words."""
        self._one_at_a_time(actor)
        async with self._office.work(actor, way.door) as work:
            asked = await reword_question(work, question_id, text, self.acts)
        return await self._turn(actor, asked, text, way)

    async def stop(self, actor: Actor, answer_id: int) -> None:
        """Ends at the next word; what was said stays."""
        if not actor.may_write:
            raise NotAllowed(_("This key may only read."))
        live = self.live.find(answer_id, actor)
        if live is None:
            async with self._office.reading(actor) as look:
                await answer_of(look, answer_id)
            return
        live.stop.set()
        if live.task is not None:
            await asyncio.wait({live.task}, timeout=2)

    async def listen(self, actor: Actor, answer_id: int, at: int = 0) -> AsyncIterator[News]:
        live = self.live.find(answer_id, actor)
        if live is None:
            yield News("done")
            return
        async for news in self.live.news(live, at):
            yield news

    async def close(self) -> None:
        running = [live.task for live in self.live.all() if live.task is not None]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=PATIENCE)
        await self.models.close()

    async def _turn(self, actor: Actor, asked: Asked, text: str, way: Way) -> Asked:
        turn = Turn(actor, way, asked.conversation_id)
        await self._safely(turn, asked, self._answer(turn, asked, text))
        return asked

    async def _safely(self, turn: Turn, asked: Asked, answering: Awaitable[None]) -> None:
        """A question never stays without an answer."""
        try:
            await answering
        except Refusal as refusal:
            sentence = say_refusal(turn.actor.language, refusal)
            await self._tell(turn.actor, asked.answer_id, Told(sentence, "house"))
        except Exception:
            log.exception("a turn broke", answer=asked.answer_id)
            await self._say(turn.actor, asked.answer_id, sayings.BROKE, State.FAILED)

    async def _answer(self, turn: Turn, asked: Asked, text: str) -> None:
        actor, commands = turn.actor, self.commands
        danger = danger_in(text)
        if danger is not None:
            async with self._office.reading(actor) as look:
                told = await comforting(look, danger)
            await self._tell(actor, asked.answer_id, told)
            return
        if await commands.answers(turn, asked, text):
            return
        async with self._office.reading(actor) as look:
            household = await household_known(look)
        understood = await commands.fill(turn, asked, text, household, None)
        understood = understood or await self._understood(actor, text, household)
        if understood.choices:
            await commands.ask_back(turn, asked, understood)
            return
        if understood.tool == NOTHING:
            understood = await commands.fill(turn, asked, text, household, understood) or understood
        if understood.tool == NOTHING:
            await self._converse(turn, asked, text)
        else:
            await commands.carry_out(turn, asked, understood)

    async def _understood(self, actor: Actor, text: str, household: Household) -> Understanding:
        return await self.models.understand(
            text,
            speaker=speaker_in(household, actor.name),
            household=household,
            now=actor.local(self._office.clock()),
        )

    async def _converse(self, turn: Turn, asked: Asked, text: str) -> None:
        actor = turn.actor
        async with self._office.reading(actor) as look:
            chosen = await chosen_model(look)
        if chosen is None or self.models.is_aside(chosen.file):
            await self._say(actor, asked.answer_id, self._without_chat(actor, chosen is not None))
            return
        self._one_at_a_time(actor)  # again: two questions at once have both come this far
        live = self.live.begin(asked.answer_id, actor)
        live.task = asyncio.create_task(self._stream(turn, live, asked, text, self._files / chosen.file))

    def _without_chat(self, actor: Actor, has_one: bool) -> str:
        if has_one:
            return sayings.CHAT_RESTS
        return sayings.RESTING if self.models.is_resting else sayings.unsure(actor.role)

    def _one_at_a_time(self, actor: Actor) -> None:
        if self.live.of(actor):
            raise RuleBroken(_("I am still answering. Wait a little, or stop me first."))

    async def _stream(self, turn: Turn, live: LiveAnswer, asked: Asked, text: str, file: Path) -> None:
        room = Room(self._office, self.models, self.gate)
        try:
            told = await stream_answer(room, turn, live, asked, text, file)
            await asyncio.shield(self._tell(live.asker, asked.answer_id, told))
        except NotFound:
            log.info("the chat was deleted before its answer", answer=asked.answer_id)
        except Exception:
            log.exception("an answer broke", answer=asked.answer_id)
        finally:
            self.live.end(live)

    async def _say(
        self, actor: Actor, answer_id: int, sentence: str, state: State = State.DONE, by: str = "house"
    ) -> None:
        await self._tell(actor, answer_id, Told(say(actor.language, sentence), by, state))

    async def _tell(self, actor: Actor, answer_id: int, told: Told) -> None:
        async with self._office.work(actor, "ask") as work:
            await give_answer(work, answer_id, told)
