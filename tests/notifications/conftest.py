from collections.abc import Iterator

import pytest

from tests.notifications.ntfy import Ntfy, running_ntfy


@pytest.fixture
def ntfy() -> Iterator[Ntfy]:
    with running_ntfy() as running:
        yield running
