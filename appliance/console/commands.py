"""What may be asked over the command socket. The same functions run where no service does."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from pydantic import BaseModel

from appliance.console.backups import NewBackup, note_backup, take_over_staged
from appliance.console.chat_models import NamedModel, NewModel, add_model, remove_model, use_model
from appliance.console.devices import DeviceNumber, DeviceWish, enrol_one, revoke_one
from appliance.console.families import FoundingWish, invite_family
from appliance.console.members import (
    Edit,
    NamedMember,
    NewOne,
    NewSecret,
    add_one,
    disable_one,
    edit_one,
    enable_one,
    reset_secret,
)
from appliance.console.place import Place
from appliance.console.served import Nothing, served_at
from appliance.console.tokens import TokenWish, create_token
from appliance.core.errors import NotFound

Command = Callable[[Place, Mapping[str, object]], Awaitable[object]]
M = TypeVar("M", bound=BaseModel)


def takes(model: type[M], run: Callable[[Place, M], Awaitable[object]]) -> Command:
    async def checked(place: Place, arguments: Mapping[str, object]) -> object:
        return await run(place, model.model_validate(arguments))

    return checked


COMMANDS: Mapping[str, Command] = {
    "served": takes(Nothing, served_at),
    "backup note": takes(NewBackup, note_backup),
    "backup take-over": takes(Nothing, take_over_staged),
    "device enrol": takes(DeviceWish, enrol_one),
    "device revoke": takes(DeviceNumber, revoke_one),
    "family invite": takes(FoundingWish, invite_family),
    "token create": takes(TokenWish, create_token),
    "member add": takes(NewOne, add_one),
    "member edit": takes(Edit, edit_one),
    "member disable": takes(NamedMember, disable_one),
    "member enable": takes(NamedMember, enable_one),
    "member reset-password": takes(NewSecret, reset_secret),
    "model add": takes(NewModel, add_model),
    "model use": takes(NamedModel, use_model),
    "model remove": takes(NamedModel, remove_model),
}


async def run_command(place: Place, name: str, arguments: Mapping[str, object]) -> object:
    command = COMMANDS.get(name)
    if command is None:
        raise NotFound("The running service does not know this command. Is it of the same version?")
    return await command(place, arguments)
