"""Chat models of the machine, brought and chosen by whoever runs it."""

from pathlib import Path

from pydantic import BaseModel

from appliance.assistant.actions.chat_models import bring_chat_model, drop_chat_model, use_chat_model
from appliance.console.place import Place
from appliance.core.people import the_house


class NewModel(BaseModel):
    file: Path
    name: str = ""
    sha256: str = ""


class NamedModel(BaseModel):
    name: str


async def add_model(place: Place, wish: NewModel) -> dict[str, object]:
    model = await bring_chat_model(
        place.office, the_house(), place.settings.models, wish.file, name=wish.name, sha256=wish.sha256
    )
    return {"name": model.name, "in_use": model.in_use, "description": model.description}


async def use_model(place: Place, wish: NamedModel) -> str:
    async with place.office.work(the_house(), "command") as work:
        return (await use_chat_model(work, wish.name)).name


async def remove_model(place: Place, wish: NamedModel) -> str:
    await drop_chat_model(place.office, the_house(), place.settings.models, wish.name)
    return wish.name
