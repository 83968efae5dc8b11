"""Real Chromium against a real server. One browser for each test file, closed before the next file begins."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.served import Served, serve

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
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desk": (1280, 900), "small": (320, 640)}


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
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by the first module that serves it; the next ones find the year of history there."""
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> Iterator[Served]:
    with serve(demo_folder, "--demo") as served:
        yield served


def new_page(browser: Browser, size: str = "phone", **more: object) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page
