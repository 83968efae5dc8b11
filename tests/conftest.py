"""Fixtures that many tests share: a house with two families, and one that nobody has set up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "house") as opened:
        yield opened


@pytest.fixture
async def empty_house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "house", empty=True) as opened:
        yield opened
