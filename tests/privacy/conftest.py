from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.privacy.neighbours import Neighbours, open_neighbours
from tests.support.house import open_house


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Neighbours]:
    async with open_house(tmp_path_factory.mktemp("privacy") / "house") as house:
        await house.start()
        await house.app.state.models.opened()
        neighbours = await open_neighbours(house)
        yield neighbours
        neighbours.world.beside.close()
        neighbours.world.before.close()


@pytest.fixture
def neighbours(opened: Neighbours) -> Neighbours:
    opened.world.put_back()
    return opened
