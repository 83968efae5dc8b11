"""The house opens on a copy, on a port that nobody knows, without its jobs, and closes again."""

import asyncio
import re
import socket
from pathlib import Path

import httpx
from litestar import Litestar
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from appliance.app import create_app
from appliance.cli.rehearse import Rehearsal
from appliance.cli.server import HouseServer
from appliance.cli.terminal import Plain, settings_of
from appliance.console.lock import InUse, owning
from appliance.core.log import set_up_logs
from appliance.core.migrate import copy, need_room
from appliance.core.settings import Settings
from appliance.core.soundness import opened, row_counts, schema_of
from appliance.core.work import Office

PATIENCE = 30.0  # seconds for one page
STATIC = re.compile(r'"(/static/[^"]+)"')


def rehearsed(folder: Path, model: bool, original: Path | None = None) -> Rehearsal:
    found = Rehearsal()
    try:
        if original is not None:
            _copy(original / "appliance.db", folder)
        if not (folder / "appliance.db").is_file():
            raise Plain(f"there is no family's data in {folder}")
        with owning(folder):
            _play(folder, model, found)
    except InUse:
        found.trouble = f"an appliance is running with {folder}"
    except Exception as fault:
        # Whatever it is, it is the answer: the copy is not to be trusted.
        found.trouble = str(fault).strip().rstrip(".") or type(fault).__name__
    return found


def _copy(original: Path, folder: Path) -> None:
    need_room(original, original.parent, copies=4)
    folder.mkdir(mode=0o700, exist_ok=True)
    copy(original, folder / original.name)


def _play(folder: Path, model: bool, found: Rehearsal) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings = settings_of(folder, host="127.0.0.1", port=listener.getsockname()[1])
        set_up_logs("warning", settings.log_json)
        app = create_app(settings, jobs=False)
        server = HouseServer(app)
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
            runner.run(_open_and_ask(app, server, settings, listener, model, found))


async def _open_and_ask(
    app: Litestar,
    server: HouseServer,
    settings: Settings,
    listener: socket.socket,
    model: bool,
    found: Rehearsal,
) -> None:
    ready = asyncio.Event()
    server.when_ready = ready.set
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    waiting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            raise Plain("it did not start; what it said is above")
        _count(settings, found)
        await _read_all_tables(app.state.office)
        await _ask(settings, found)
        if model and not (await app.state.models.opened() and app.state.models.finds_by_meaning):
            raise Plain(f"the embedded model does not open: {app.state.models.trouble}")
    finally:
        waiting.cancel()
        server.should_exit = True
        await serving


def _count(settings: Settings, found: Rehearsal) -> None:
    with opened(settings.database, "ro") as database:
        found.schema = schema_of(database)
        found.counts = row_counts(database)


async def _read_all_tables(office: Office) -> None:
    """A row of each as the features read it: whether the file has all that this version's code names."""
    async with office.database.reading() as db:
        for table in SQLModel.metadata.sorted_tables:
            try:
                await (await db.connection()).execute(select(table).limit(1))
            except DatabaseError as fault:
                raise Plain(f"{table.name} cannot be read: {fault.args[0]}") from None


async def _ask(settings: Settings, found: Rehearsal) -> None:
    home = f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(
        base_url=home, timeout=PATIENCE, follow_redirects=True, trust_env=False
    ) as visitor:
        await _visit(visitor, "/health", found)
        page = await _visit(visitor, "/sign-in", found)
        linked = STATIC.search(page)
        if linked is None:
            raise Plain("the sign-in page names no file of its look")
        await _visit(visitor, linked[1], found)


async def _visit(visitor: httpx.AsyncClient, path: str, found: Rehearsal) -> str:
    answer = await visitor.get(path)
    found.pages[path] = answer.status_code
    if answer.status_code != 200:
        raise Plain(f"{path} answered {answer.status_code}")
    return answer.text
