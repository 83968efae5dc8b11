"""The OpenAPI document without a running house."""

import asyncio
import tempfile
from pathlib import Path

from tests.support.house import open_house


def document() -> dict[str, dict[str, dict[str, object]]]:
    async def read() -> dict[str, dict[str, dict[str, object]]]:
        with tempfile.TemporaryDirectory() as folder:
            async with open_house(Path(folder) / "house") as house:
                found: dict[str, dict[str, dict[str, object]]] = house.app.openapi_schema.to_schema()["paths"]
                return found

    return asyncio.run(read())
