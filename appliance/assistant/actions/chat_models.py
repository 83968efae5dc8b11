"""Which chat models this appliance has, and which one answers."""

from pathlib import Path

from sqlalchemy import update
from sqlmodel import col, or_, select

from appliance.assistant.engine_room.shelf import BroughtModel, bring_in, take_out
from appliance.assistant.events import ChatModelAdded, ChatModelRemoved, ChatModelUsed
from appliance.assistant.models import ChatModelFile
from appliance.assistant.policy import may_choose_model
from appliance.assistant.queries.chat_models import chat_model_named
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work


async def add_chat_model(work: Work, brought: BroughtModel) -> ChatModelFile:
    """The first one is used at once."""
    _allowed(work)
    same = select(ChatModelFile).where(
        or_(ChatModelFile.name == brought.name, ChatModelFile.sha256 == brought.sha256)
    )
    if (await work.db.exec(same)).first() is not None:
        raise RuleBroken(_("This model is here already."))
    others = (await work.db.exec(select(ChatModelFile).where(col(ChatModelFile.in_use)))).first()
    model = ChatModelFile(
        **vars(brought), in_use=others is None, added_by=work.actor.member_id, added_at=work.now
    )
    work.db.add(model)
    await work.db.flush()
    await work.emit(
        ChatModelAdded(
            family_id=work.actor.family_id, model_id=model.id or 0, name=model.name, sha256=model.sha256
        )
    )
    return model


async def use_chat_model(work: Work, name: str) -> ChatModelFile:
    _allowed(work)
    model = await chat_model_named(work, name)
    await work.db.exec(update(ChatModelFile).values(in_use=col(ChatModelFile.id) == model.id))
    await work.emit(ChatModelUsed(family_id=work.actor.family_id, model_id=model.id or 0, name=name))
    return model


async def remove_chat_model(work: Work, name: str) -> str:
    """The name of its file, to be taken out after the commit."""
    _allowed(work)
    model = await chat_model_named(work, name)
    await work.db.delete(model)
    await work.emit(ChatModelRemoved(family_id=work.actor.family_id, model_id=model.id or 0, name=name))
    return model.file


async def bring_chat_model(
    office: Office, actor: Actor, models: Path, source: Path, *, name: str = "", sha256: str = ""
) -> ChatModelFile:
    """The whole of `appliance model add FILE`: copied, tried and noted, or nothing of it."""
    if not may_choose_model(actor):
        raise NotAllowed(_("Only a parent can do this."))
    brought = await bring_in(models, source, name=name, sha256=sha256)
    try:
        async with office.work(actor, "command") as work:
            return await add_chat_model(work, brought)
    except RuleBroken:
        await _take_out_unknown(office, actor, models, brought)
        raise


async def drop_chat_model(
    office: Office, actor: Actor, models: Path, name: str, door: str = "command"
) -> None:
    """The whole of `appliance model remove NAME`: row and file."""
    async with office.work(actor, door) as work:
        file = await remove_chat_model(work, name)
    take_out(models, file)


async def _take_out_unknown(office: Office, actor: Actor, models: Path, brought: BroughtModel) -> None:
    """A second copy under another name; where the name is taken, the file belongs to the row that has it."""
    async with office.reading(actor) as look:
        known = await look.db.exec(select(ChatModelFile).where(ChatModelFile.file == brought.file))
        if known.first() is None:
            take_out(models, brought.file)


def _allowed(work: Work) -> None:
    if not may_choose_model(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
