from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.access.world import World, open_world
from tests.support.house import open_house


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with open_house(tmp_path_factory.mktemp("access") / "house") as house:
        await house.start()
        await house.app.state.models.opened()  # or every question would wait for the assistant to wake up
        world = await open_world(house)
        yield world
        world.beside.close()
        world.before.close()


@pytest.fixture
def world(opened: World) -> World:
    """As it was furnished, whatever the test before did."""
    opened.put_back()
    return opened
