"""The client in the docs does what they say, against the real command."""

import importlib.util
import io
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import pytest

from appliance.core.settings import ROOT
from tests.cli.running import appliance, serving
from tests.support.house import open_house

EXAMPLE = ROOT / "docs" / "examples" / "client.py"
Ask = Callable[..., object]


@pytest.fixture(scope="module")
def client() -> ModuleType:
    found = importlib.util.spec_from_file_location("client", EXAMPLE)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
async def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("client") / "house"
    async with open_house(folder):
        return folder


@pytest.fixture(scope="module")
def served(furnished: Path) -> Iterator[tuple[str, str]]:
    with serving(furnished) as house:
        made = appliance("token", "create", "--as", "Elena", "--data", furnished)
        yield house.url, made.stdout.strip()


def test_the_client_of_the_docs(client: ModuleType, served: tuple[str, str]) -> None:
    house = client.House(*served)
    maya = next(person["id"] for person in house.walk("/api/v1/members?limit=1") if person["name"] == "Maya")
    for n in range(5):
        house.post("/api/v1/rewards", {"title": f"Reward {n}", "points": 10 + n})
    assert [row["points"] for row in house.walk("/api/v1/rewards?limit=2")] == [10, 11, 12, 13, 14]
    assert house.get("/api/v1/members") is house.get("/api/v1/members"), "not sent a second time"
    house.patch(f"/api/v1/members/{maya}", called=["mayabee"])
    assert house.get(f"/api/v1/members/{maya}")["called"] == ["mayabee"]
    with pytest.raises(client.Refused) as refused:
        house.post("/api/v1/rewards", {"title": "", "points": 0})
    assert refused.value.status == 422 and set(refused.value.problem["errors"]) == {"title", "points"}
    told = io.StringIO()
    with redirect_stdout(told):
        client.main(*served)
    assert "Elena of the family Rivera" in told.getvalue() and "things need you" in told.getvalue()


def test_an_answer_that_gets_lost_is_asked_for_again(
    client: ModuleType, served: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, open_, lost = client.House(*served), urllib.request.urlopen, []

    def through_a_bad_line(request: urllib.request.Request, timeout: float) -> object:
        answer = open_(request, timeout=timeout)
        if not lost:
            lost.append(request)
            raise urllib.error.URLError("the line broke after it was done")
        return answer

    before = len(list(house.walk("/api/v1/chores")))
    maya = next(person["id"] for person in house.walk("/api/v1/members") if person["name"] == "Maya")
    monkeypatch.setattr(urllib.request, "urlopen", through_a_bad_line)
    house.post("/api/v1/chores", {"title": "Feed the cat", "people": [maya]})
    assert lost and len(list(house.walk("/api/v1/chores"))) == before + 1


def test_what_somebody_else_has_changed_is_not_overwritten(
    client: ModuleType, served: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, open_ = client.House(*served), client.House(*served), urllib.request.urlopen

    def while_somebody_else_changes_it(request: urllib.request.Request, timeout: float) -> object:
        """Between the first one's look and their change."""
        monkeypatch.setattr(urllib.request, "urlopen", open_)
        answer = open_(request, timeout=timeout)
        other.patch("/api/v1/family", name="Riverside")
        return answer

    monkeypatch.setattr(urllib.request, "urlopen", while_somebody_else_changes_it)
    with pytest.raises(client.Refused) as refused:
        one.patch("/api/v1/family", name="Rivera")
    assert refused.value.status == 412
