import asyncio
import shutil
from pathlib import Path

import pytest

from appliance.core.settings import Settings
from appliance.demo import add_demo


@pytest.fixture(scope="session")
def _made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "demo"
    folder.mkdir()
    settings = Settings(data=folder, password_memory_kib=8)
    asyncio.run(add_demo(settings, "http://x"))
    return folder


@pytest.fixture
def demo(_made_demo: Path, tmp_path: Path) -> Path:
    """The two families in a directory whose name is longer than a socket's address may be."""
    return Path(shutil.copytree(_made_demo, tmp_path / ("long-" * 20) / "data"))
