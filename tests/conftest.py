"""Fixtures that many tests share: a house with two families, and one that nobody has set up."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.house import House, open_house

settings.register_profile("few", max_examples=25, deadline=None)
settings.register_profile("all", max_examples=300, deadline=None)
settings.load_profile("all" if os.environ.get("APPLIANCE_TEST_ALL") else "few")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "house") as opened:
        yield opened


@pytest.fixture
async def empty_house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "house", empty=True) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On several cores the long files must not be the last to begin."""
    longest = ("journeys", "access", "cli", "assistant")
    items.sort(key=lambda item: next((n for n, part in enumerate(longest) if part in item.path.parts), 9))
