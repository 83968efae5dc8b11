"""What the assistant does when nobody waits for it."""

from datetime import timedelta
from functools import partial

from appliance.assistant.actions.chat_words import join_parts
from appliance.assistant.actions.chats import let_chats_go
from appliance.assistant.actions.conversations import interrupt_answers
from appliance.assistant.actions.memories import give_vectors
from appliance.assistant.engine_room import Models
from appliance.assistant.queries.conversations import unanswered
from appliance.assistant.queries.memories import without_vectors
from appliance.assistant.queries.old_chats import old_chats
from appliance.core.jobs import Job
from appliance.core.people import the_house
from appliance.core.work import Office

TOGETHER = 16  # a question that comes meanwhile waits for no more than these


def jobs_with(models: Models) -> tuple[Job, ...]:
    return (
        Job("vectors", timedelta(minutes=15), partial(make_vectors, models)),
        Job("forgotten", timedelta(hours=6), partial(let_go, models)),
        Job("old_chats", timedelta(hours=6), let_old_chats_go, by_age=True),
    )


async def make_vectors(models: Models, office: Office) -> int:
    """For memories that were saved without the model, or with another one."""
    await models.opened()  # the sentences are learnt first: both share one thread
    made = 0
    while models.finds_by_meaning:
        async with office.reading(the_house()) as look:
            missing = await without_vectors(look, models.fingerprint, TOGETHER)
        if not missing:
            break
        meanings = await models.meanings_of([text for _id, text in missing])
        async with office.work(the_house(), "job") as work:
            await give_vectors(work, dict(zip((found for found, _ in missing), meanings, strict=True)))
        made += len(missing)
    return made


async def let_go(models: Models, office: Office) -> None:
    """What was forgotten must live on neither in what a model has read, nor in an index, nor in the log."""
    await models.forget_texts()
    await join_parts(office.database)
    await office.database.truncate_log()


async def let_old_chats_go(office: Office) -> int:
    """A few in each transaction, so that nobody waits for a year of talk."""
    gone = 0
    while True:
        async with office.reading(the_house()) as look:
            old = await old_chats(look)
        if not old:
            return gone
        for family_id, ids in old.items():
            async with office.work(the_house(family_id), "job") as work:
                await let_chats_go(work, ids)
            gone += len(ids)


async def close_open_answers(office: Office) -> None:
    """At the start, before the first page: a restart leaves no answer hanging."""
    async with office.reading(the_house()) as look:
        hanging = await unanswered(look)
    if hanging:
        async with office.work(the_house(), "start") as work:
            await interrupt_answers(work)
