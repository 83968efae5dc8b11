"""The furnished house of the access table in a thread of its own: schemathesis asks without asyncio."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import httpx
import requests
import schemathesis
from schemathesis import Case

from tests.access.rows import Row, shape
from tests.access.world import World, open_world
from tests.support.house import BASE, open_house

T = TypeVar("T")


class Beside:
    world: World

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._life = AsyncExitStack()
        Thread(target=self._loop.run_forever, daemon=True).start()

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(60)

    async def open(self, folder: Path) -> None:
        house = await self._life.enter_async_context(open_house(folder))
        await house.start()
        await house.app.state.models.opened()
        self.world = await open_world(house)
        document = (await house.new_client().get("/api/openapi.json")).json()
        # Keys are ours to choose: otherwise it makes some up, and hears of nothing but 401.
        del document["security"], document["components"]["securitySchemes"]
        self.operations = {
            f"{operation.method.upper()} {shape(operation.path)}": operation
            for operation in (
                found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()
            )
        }

    async def close(self) -> None:
        self.world.beside.close()
        await self._life.aclose()

    def shut(self) -> None:
        self.do(self.close())
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def ask(self, case: Case, who: str) -> httpx.Response:
        """What the case would send over the wire, by this member's key; then all is put back."""
        wire = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
        client = self.world.doors["api"][who].client
        body = wire.body.encode() if isinstance(wire.body, str) else wire.body
        headers = [
            (name.encode("latin-1"), value if isinstance(value, bytes) else value.encode("latin-1"))
            for name, value in wire.headers.items()
            if name != "Content-Length"
        ]
        request = client.build_request(wire.method or "", wire.url or "", content=body, headers=headers)
        answer = await client.send(request)
        self.world.put_back()
        return answer

    def with_things(self, case: Case, row: Row) -> Case:
        """The same operation on what is there, with a body that is right."""
        filled = dict(zip(case.path_parameters, self.things_of(row), strict=True))
        case.path_parameters.update(filled)
        case.headers.pop("If-Match", None)
        if row.standard:
            case.body = self.world.filled({**row.standard, **row.said})
        return case

    def things_of(self, row: Row) -> list[object]:
        parts = [part.strip("{}") for part in row.path.partition("?")[0].split("/") if part.startswith("{")]
        return [self.world.things[part] for part in parts]
