"""An answer by the chat model, from the question to what is kept of it."""

import asyncio
from pathlib import Path

import structlog

from appliance.assistant.actions.conversations import Asked, Told
from appliance.assistant.engine import Busy, Message, ModelUnusable
from appliance.assistant.engine_room import Models
from appliance.assistant.models import State
from appliance.assistant.queries.conversations import said_in
from appliance.assistant.queries.memories import Remembered
from appliance.assistant.queries.searching import search_memories
from appliance.assistant.rules import sayings
from appliance.assistant.turn.live_answers import LiveAnswer
from appliance.assistant.turn.prompt import messages_for
from appliance.core.i18n import say
from appliance.core.work import Office

LONGEST = 500  # tokens of one answer
NOTES = 4  # memories that the model reads
log = structlog.get_logger("assistant")


async def stream_answer(
    office: Office, models: Models, live: LiveAnswer, asked: Asked, question: str, file: Path
) -> Told:
    """Always something to keep: what was said so far also where it was stopped or broke."""
    used: tuple[int, ...] = ()
    fits: tuple[str, ...] = ()
    try:
        messages, notes = await _read(office, models, live, asked, question)
        used = tuple(note.id for note in notes)
        fits = tuple(note.fit.value for note in notes if note.fit)
        engine = await models.chat(file)
        async for piece in engine.answer(messages, limit=LONGEST, stop=live.stop):
            live.add(piece)
    except Busy:
        return Told(say(live.asker.language, sayings.TOO_MANY), "house", State.FAILED)
    except ModelUnusable as trouble:
        log.warning("the chat model could not answer", file=file.name, why=str(trouble))
        text = live.text or say(live.asker.language, sayings.MODEL_TROUBLE)
        return Told(text, "model" if live.text else "house", State.FAILED, used=used, fits=fits)
    except asyncio.CancelledError:
        return Told(live.text, "model", State.INTERRUPTED, used=used, fits=fits)
    state = State.STOPPED if live.stop.is_set() else State.DONE
    return Told(live.text.strip(), "model", state, used=used, fits=fits)


async def _read(
    office: Office, models: Models, live: LiveAnswer, asked: Asked, question: str
) -> tuple[list[Message], list[Remembered]]:
    meaning = await models.meaning_of(question)
    async with office.reading(live.asker) as look:
        said = await said_in(look, asked.conversation_id, last=26)
        history = [one for one in said if one.id is not None and one.id < asked.question_id]
        notes = await search_memories(look, question, meaning, limit=NOTES)
    return messages_for(live.asker, history, notes, question, office.clock()), notes
