"""A house whose backups are made for real, in children of their own."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from appliance.backups.jobs import keep_backups
from tests.backups.living import Past, make_past
from tests.support.house import Browser, House, open_house

Night = Callable[..., Awaitable[int]]


@pytest.fixture
def night(house: House) -> Night:
    """Time passes, and the job comes round."""

    async def passes(**by: float) -> int:
        house.clock.forward(**by)
        return await keep_backups(house.settings.data, house.office)

    return passes


@pytest.fixture(scope="session")
def made_past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return make_past(tmp_path_factory.mktemp("past") / "data")


@pytest.fixture
def past(made_past: Past, tmp_path: Path) -> Past:
    """The Santos, who were called Rivera when their backup was made."""
    return Past(Path(shutil.copytree(made_past.data, tmp_path / "data")), made_past.made)


@pytest.fixture
async def santos(past: Past) -> AsyncIterator[House]:
    async with open_house(past.data, empty=True) as house:
        await house.know_people()
        yield house


@pytest.fixture
async def elena(santos: House) -> Browser:
    """Who keeps the house."""
    return await santos.browser("Elena")
