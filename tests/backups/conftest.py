"""A house whose backups are made for real, in children of their own."""

from collections.abc import Awaitable, Callable

import pytest

from appliance.backups.jobs import keep_backups
from tests.support.house import House

Night = Callable[..., Awaitable[int]]


@pytest.fixture
def night(house: House) -> Night:
    """Time passes, and the job comes round."""

    async def passes(**by: float) -> int:
        house.clock.forward(**by)
        return await keep_backups(house.settings.data, house.office)

    return passes
