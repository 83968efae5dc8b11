"""A broken model cannot take the house down for good: the real process, killed while the model is at work."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.running import ENVIRONMENT, PATIENCE, Served, appliance, serving
from tests.support.tiny_model import make_tiny_model

SLOW_ENOUGH = {"layers": 16, "width": 512}


@pytest.fixture(scope="session")
def slow_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("gguf") / "slow.gguf", **SLOW_ENOUGH)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What systemd gives to the unit as its directory in memory."""
    folder = tmp_path / "run"
    monkeypatch.setitem(ENVIRONMENT, "RUNTIME_DIRECTORY", str(folder))
    return folder


@pytest.fixture
def token(demo: Path, slow_model: Path) -> Iterator[str]:
    added = appliance("model", "add", slow_model, "--name", "slow", "--data", demo)
    assert added.returncode == 0, added.stderr
    yield appliance("token", "create", "--as", "Elena", "--data", demo).stdout.strip()


def at_work(memory: Path, kind: int = 0) -> bool:
    return (memory / "inference").read_bytes()[kind * 256] == 1


def killed_at_work(demo: Path, memory: Path, token: str, number: signal.Signals) -> None:
    with serving(demo) as served:
        ask(served, token)
        end = time.monotonic() + PATIENCE
        while not at_work(memory):
            assert time.monotonic() < end
        served.started.send_signal(number)
        served.started.communicate(timeout=PATIENCE)
        assert served.started.returncode == -number


def ask(served: Served, token: str) -> dict[str, object]:
    """Until the assistant is awake, it says so."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = httpx.post(
            f"{served.url}/api/v1/ask",
            json={"text": "tell me a story about a dragon"},
            headers={"authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        )
        told: dict[str, object] = answer.json()
        if "waking" not in answer.text:
            return told
        assert time.monotonic() < end
        time.sleep(0.1)


def test_after_two_falls_the_house_comes_up_without_the_model_until_someone_lets_it_try(
    demo: Path, memory: Path, token: str
) -> None:
    killed_at_work(demo, memory, token, signal.SIGSEGV)
    killed_at_work(demo, memory, token, signal.SIGABRT)
    with serving(demo) as served:
        told = ask(served, token)
        assert "fell twice" in str(told)
        assert not at_work(memory)
        seen = appliance("doctor", "--quick", "--data", demo).stdout
        assert "slow rests" in seen and "Let it try again" in seen
        again = httpx.post(
            f"{served.url}/api/v1/models/second-try", headers={"authorization": f"Bearer {token}"}
        )
        assert again.status_code == 204, again.text
        assert "fell twice" not in str(ask(served, token))


def test_a_house_that_was_switched_off_at_work_blames_no_model(demo: Path, memory: Path, token: str) -> None:
    for _time in range(2):
        killed_at_work(demo, memory, token, signal.SIGKILL)
    with serving(demo) as served:
        assert "fell twice" not in str(ask(served, token))
