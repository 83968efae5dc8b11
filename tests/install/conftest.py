from pathlib import Path

import pytest

from tests.install.home import Home, Versions


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.built(tmp_path_factory.mktemp("up"))


@pytest.fixture(scope="package")
def versions(built: Home) -> Versions:
    return Versions(built, built.root.parent)


@pytest.fixture
def away(built: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a copy of it may be made: a socket's address must not be long, so not in `tmp_path`."""
    return tmp_path_factory.mktemp("h") / "m"
