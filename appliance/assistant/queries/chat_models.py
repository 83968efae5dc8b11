"""The chat models of this appliance, and whether one of them fits into its memory."""

import os
from collections.abc import Sequence

from sqlmodel import col, select

from appliance.assistant.models import ChatModelFile
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading

BESIDE_THE_FILE = 600 * 1024 * 1024  # context, scratch space and the appliance itself


async def chat_models(look: Reading) -> Sequence[ChatModelFile]:
    return (await look.db.exec(select(ChatModelFile).order_by(col(ChatModelFile.name)))).all()


async def chosen_model(look: Reading) -> ChatModelFile | None:
    return (await look.db.exec(select(ChatModelFile).where(col(ChatModelFile.in_use)))).first()


async def chat_model_named(look: Reading, name: str) -> ChatModelFile:
    found = (await look.db.exec(select(ChatModelFile).where(ChatModelFile.name == name))).first()
    if found is None:
        raise NotFound(_("There is no chat model of that name."))
    return found


async def chat_model_of(look: Reading, model_id: int) -> ChatModelFile:
    found = (await look.db.exec(select(ChatModelFile).where(ChatModelFile.id == model_id))).first()
    if found is None:
        raise NotFound(_("There is no chat model of that name."))
    return found


def memory_need(model: ChatModelFile) -> int:
    """Bytes, on the safe side."""
    return int(model.size * 1.05) + BESIDE_THE_FILE


def memory_of_this_machine() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
