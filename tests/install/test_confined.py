"""No page of memory may be both written and run: the appliance and its embedded model live with that."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.running import ENVIRONMENT, PATIENCE
from tests.install.by_systemd import Door
from tests.support.tiny_model import make_tiny_model

CONFINED = (sys.executable, "-m", "tests.install.confined")
WRITES_AND_RUNS = "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)"
TODAY = "what do I still have to do today"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("confined") / "data"


@pytest.fixture(scope="module")
def url(data: Path) -> Iterator[str]:
    """With the demo's memories, each of which the model has read while it was made."""
    door = Door()
    with door.opened(data, *CONFINED, words=("--demo",)):
        yield door.url


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def as_leo(url: str, data: Path) -> httpx.Client:
    key = run(sys.executable, "-m", "appliance", "token", "create", "--as", "Leo", "--data", str(data))
    return httpx.Client(
        base_url=url, headers={"Authorization": f"Bearer {key.stdout.strip()}"}, timeout=PATIENCE
    )


def test_the_confinement_is_real() -> None:
    tried = run(*CONFINED, sys.executable, "-c", WRITES_AND_RUNS)
    assert tried.returncode == 1
    assert "[Errno" in tried.stderr.splitlines()[-1]


def test_the_service_answers_through_the_embedded_model_and_shows_its_pages(url: str, data: Path) -> None:
    with as_leo(url, data) as door:
        answered = door.post("/api/v1/ask", json={"text": TODAY}).json()
    assert (answered["by"], answered["tool"]) == ("instant", "chores_list")
    assert answered["lines"]
    assert httpx.get(f"{url}/sign-in", follow_redirects=True, timeout=PATIENCE).status_code == 200


def test_a_chat_model_is_probed_and_speaks(url: str, data: Path) -> None:
    file = make_tiny_model(data.with_name("tiny.gguf"), ends=True)
    added = run(sys.executable, "-m", "appliance", "model", "add", str(file), "--data", str(data))
    assert added.returncode == 0, added.stderr
    with as_leo(url, data) as door:
        answer = door.post("/api/v1/ask", json={"text": "Why is the moon so bright?"}).json()
        while answer["state"] in ("waiting", "answering"):
            answer = door.get(f"/api/v1/ask/answers/{answer['id']}").json()
    assert (answer["state"], answer["by"]) == ("done", "model"), answer
