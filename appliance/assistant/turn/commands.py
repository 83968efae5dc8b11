"""What was understood is carried out in its order; what was asked back is filled in or chosen."""

from appliance.assistant.actions.conversations import Asked, Told, another_answer, give_answer
from appliance.assistant.intents import Household, Understanding
from appliance.assistant.queries.confirmations import asked_back, waiting_in
from appliance.assistant.rules import sayings, yes
from appliance.assistant.rules.calls import label_of
from appliance.assistant.rules.filling import filled, in_own_words
from appliance.assistant.turn.gate import Gate
from appliance.assistant.turn.way import Turn
from appliance.core.i18n import say
from appliance.core.registry import Registry
from appliance.core.work import Office

MOST = 5  # commands of one sentence


class Commands:
    def __init__(self, office: Office, gate: Gate, registry: Registry) -> None:
        self._office, self._gate, self._registry = office, gate, registry

    async def answers(self, turn: Turn, asked: Asked, text: str) -> bool:
        """A yes or a no in words, while something waits for a tap."""
        is_yes = yes.says_yes(text)
        if not is_yes and not yes.says_no(text):
            return False
        async with self._office.reading(turn.actor) as look:
            waiting = await waiting_in(look, asked.conversation_id, look.now)
        if not waiting:
            return False
        for row in waiting if not is_yes else ():
            await self._gate.refuse(turn.actor, turn.way, row.id or 0)
        await self._say(turn, asked.answer_id, yes.TAP if is_yes else yes.LEFT)
        return True

    async def fill(
        self, turn: Turn, asked: Asked, text: str, household: Household, understood: Understanding | None
    ) -> Understanding | None:
        """The call that was asked about, with what was said now; own words only where they are no command."""
        async with self._office.reading(turn.actor) as look:
            open_ = await asked_back(look, asked.conversation_id, asked.question_id)
        missing = str(open_.get("missing") or "") if open_ else ""
        if not open_ or not missing:
            return None
        value = (
            in_own_words(missing, text)
            if understood
            else filled(missing, text, household, look.viewer.local(look.now))
        )
        if value is None:
            return None
        args = open_.get("args")
        known = {str(key): word for key, word in args.items()} if isinstance(args, dict) else {}
        return Understanding(str(open_.get("tool")), {**known, missing: value}, 1.0)

    async def carry_out(self, turn: Turn, asked: Asked, understood: Understanding) -> None:
        """One card each, in the order in which they were said."""
        await self._gate.through(turn, understood, asked.answer_id)
        for further in understood.more[: MOST - 1]:
            async with self._office.work(turn.actor, turn.way.door) as work:
                answer_id = await another_answer(work, asked.conversation_id)
            await self._gate.through(turn, further, answer_id)

    async def ask_back(self, turn: Turn, asked: Asked, understood: Understanding) -> None:
        """Each button is one exact call, kept here and not on the page."""
        choices = [
            {"tool": one.tool, "args": dict(one.args), "text": self._label(turn, one)}
            for one in understood.choices
            if one.allowed
        ]
        if not choices:
            await self._gate.through(turn, understood.choices[0], asked.answer_id)
            return
        text = say(turn.actor.language, sayings.WHICH if len(choices) > 1 else sayings.THIS)
        async with self._office.work(turn.actor, turn.way.door) as work:
            await give_answer(work, asked.answer_id, Told(text, "instant", asks={"choices": choices}))

    def _label(self, turn: Turn, one: Understanding) -> str:
        tool = self._registry.named(one.tool)
        return label_of(tool, one.args, turn.actor.language) if tool else one.tool

    async def _say(self, turn: Turn, answer_id: int, sentence: str) -> None:
        async with self._office.work(turn.actor, turn.way.door) as work:
            await give_answer(work, answer_id, Told(say(turn.actor.language, sentence), "house"))
