"""A command's end: through the running service, or, where none runs, by owning the directory for a moment."""

import asyncio
import json
import socket
import time
from collections.abc import Mapping

from appliance.console.address import short_address
from appliance.console.lock import InUse, owning
from appliance.core.errors import Refusal
from appliance.core.settings import Settings

PATIENCE = 10.0  # seconds that a service may be starting or stopping
SILENT = "The running service did not answer; its log says more."


class NoAnswer(Exception):
    """Something owns the directory and does not answer."""


def carry_out(settings: Settings, command: str, arguments: Mapping[str, object]) -> object:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return asked(settings, command, arguments)
        except (FileNotFoundError, ConnectionRefusedError):
            pass  # nobody listens there: nothing runs, or it starts or stops just now
        try:
            with owning(settings.data):
                return asyncio.run(_done_here(settings, command, arguments))
        except InUse:
            if time.monotonic() > deadline:
                raise NoAnswer from None
            time.sleep(0.1)


def asked(
    settings: Settings, command: str, arguments: Mapping[str, object], patience: float | None = None
) -> object:
    request = json.dumps({"command": command, "arguments": arguments}, default=str, ensure_ascii=False)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(patience)
        with short_address(settings.data) as address:
            line.connect(address)
        line.sendall(request.encode() + b"\n")
        said = line.makefile("rb").readline()
    answer = json.loads(said) if said else {"refused": SILENT}
    if "refused" in answer:
        raise Refusal(answer["refused"])
    return answer["answer"]


async def _done_here(settings: Settings, command: str, arguments: Mapping[str, object]) -> object:
    from appliance.console.commands import run_command
    from appliance.console.place import open_place

    async with open_place(settings) as place:
        return await run_command(place, command, arguments)
