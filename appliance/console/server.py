"""The running service's end: one JSON line in, one JSON line out."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from pydantic import ValidationError

from appliance.console.address import NAME, open_listener, peer_is_us
from appliance.console.commands import run_command
from appliance.console.place import Place
from appliance.core.errors import Refusal

LINE = 64 * 1024
PATIENCE = 10  # seconds for a request to arrive
log = structlog.get_logger("console")


@asynccontextmanager
async def listening(place: Place) -> AsyncIterator[None]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _answer(place, reader, writer)
        except (OSError, ValueError, TimeoutError):
            log.warning("a command broke off")
        finally:
            writer.close()

    server = await asyncio.start_unix_server(answer, sock=open_listener(place.settings.data), limit=LINE)
    try:
        yield
    finally:
        server.close()
        (place.settings.data / NAME).unlink(missing_ok=True)


async def _answer(place: Place, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    line = await asyncio.wait_for(reader.readline(), PATIENCE)
    if not _is_ours(connection):
        log.warning("a command of another user was refused")
        return
    answer = await _outcome(place, line)
    writer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    await writer.drain()


def _is_ours(connection: object) -> bool:
    file = getattr(connection, "fileno", lambda: -1)()
    with socket.socket(fileno=socket.dup(file)) as copy:
        return peer_is_us(copy)


async def _outcome(place: Place, line: bytes) -> dict[str, object]:
    asked = json.loads(line)
    try:
        return {"answer": await run_command(place, str(asked["command"]), asked["arguments"])}
    except Refusal as refusal:
        return {"refused": str(refusal)}
    except (ValidationError, KeyError):
        return {"refused": "The running service does not know this command. Is it of the same version?"}
    except Exception:
        log.exception("command failed", command=asked.get("command"))
        return {"refused": "This broke inside the service; its log says more."}
