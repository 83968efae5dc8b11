"""Real Chromium against a real server. One browser for each test file, closed before the next file begins."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.people import Home
from tests.journeys.served import Served, serve
from tests.journeys.watching import complaints

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP family.local 127.0.0.1",
]
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


def chromium_path() -> str | None:
    return (
        os.environ.get("APPLIANCE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: the journeys were left out")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def fresh_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo with its year of history, in which nobody has done anything yet."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    with serve(folder, "--demo"):
        pass
    return folder


@pytest.fixture(scope="module")
def demo(fresh_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy for each file, so that what one of them does is not in another's way."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(fresh_demo, folder, ignore=shutil.ignore_patterns("*.sock"))
    with serve(folder, "--demo") as served:
        yield served


@pytest.fixture(scope="module")
def riveras(chromium: Browser, demo: Served) -> Home:
    home = Home(chromium, demo)
    home.enrol("Elena")
    return home


@pytest.fixture(autouse=True)
def browsers_have_nothing_to_complain_about() -> Iterator[None]:
    complaints.clear()
    yield
    assert complaints == []
