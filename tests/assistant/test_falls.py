"""What the black box remembers, and how the house goes on without the model that it blames."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from appliance import wiring
from appliance.assistant.actions.falls import let_models_try, tell_of_falls
from appliance.assistant.engine_room import BlackBox, Models, open_box, place_for
from appliance.assistant.turn import Assistant
from appliance.core.errors import NotAllowed
from appliance.core.outbox import OutboxRow
from appliance.notifications.actions import save_target
from tests.assistant.conftest import Talk

SEGMENTATION = "Fatal Python error: Segmentation fault\n\nCurrent thread 0x1:\n"
FALLEN: list[object] = []  # or the end of these would be noted like the end of any work
SMALL = "all-MiniLM-L6-v2-Q8_0.gguf"


def fall(place: Path, kind: str, name: str, fault: str = SEGMENTATION) -> BlackBox:
    """The house falls while this model is at work, and starts again."""
    box = BlackBox(place)
    work = box.at_work(kind, name)
    work.__enter__()
    FALLEN.append(work)
    (place / "fault").write_text(fault)
    return BlackBox(place)


def test_the_second_fall_at_the_same_model_sets_it_aside(tmp_path: Path) -> None:
    once = fall(tmp_path, "chat", "dragon.gguf")
    assert (once.aside, once.fell) == ([], ())
    twice = fall(tmp_path, "chat", "dragon.gguf")
    assert (twice.aside, twice.fell) == (["dragon.gguf"], ("dragon.gguf",))
    later = BlackBox(tmp_path)
    assert (later.aside, later.fell) == (["dragon.gguf"], ())


def test_a_fall_without_a_fatal_signal_or_without_a_model_at_work_counts_for_nothing(tmp_path: Path) -> None:
    for _time in range(3):
        assert fall(tmp_path, "chat", "dragon.gguf", fault="").aside == []
        with BlackBox(tmp_path).at_work("chat", "dragon.gguf"):
            pass
        (tmp_path / "fault").write_text(SEGMENTATION)
        assert BlackBox(tmp_path).aside == []


def test_another_boot_begins_anew(tmp_path: Path) -> None:
    fall(tmp_path, "chat", "dragon.gguf")
    fall(tmp_path, "chat", "dragon.gguf")
    kept = json.loads((tmp_path / "falls.json").read_text())
    (tmp_path / "falls.json").write_text(json.dumps({**kept, "boot": "another"}))
    assert BlackBox(tmp_path).aside == []


def test_no_card_wears_by_it_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    place = place_for(tmp_path)
    assert place.is_relative_to("/dev/shm") and not place.stat().st_mode & 0o077
    BlackBox(place).close()
    assert not place.exists()
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/appliance:/run/other")
    assert place_for(tmp_path) == Path("/run/appliance")


def test_what_a_house_left_behind_goes_once_the_house_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    killed, living = tmp_path / "killed", tmp_path / "living"
    for data in (killed, living):
        data.mkdir()
        assert open_box(data) is not None
    places = [place_for(data) for data in (killed, living)]
    killed.rmdir()
    box = open_box(living)
    assert [place.exists() for place in places] == [False, True]
    assert box is not None
    box.close()
    assert not places[1].exists()


async def test_without_its_small_model_the_assistant_says_that_it_rests_and_a_tap_brings_it_back(
    talk: Talk, tmp_path: Path
) -> None:
    office, elena = talk.house.office, talk.house.people["Elena"]
    fall(tmp_path, "embedding", SMALL)
    models = Models(talk.house.settings, box=fall(tmp_path, "embedding", SMALL))
    assistant = Assistant(office, models, wiring.REGISTRY, talk.house.settings.models)
    await models.opened()
    resting = Talk(talk.house, assistant)
    assert not models.finds_by_meaning and models.is_resting
    assert "rests" in (await resting.say("Elena", "tell me a story about a dragon")).text
    kept = await resting.say("Elena", "remember that the fish is called Bob")
    assert kept.tool == "memory_save"
    await let_models_try(office, elena, models, "page")
    await models.opened()
    assert models.finds_by_meaning and BlackBox(tmp_path).aside == []
    assert "rests" not in (await resting.say("Elena", "tell me a story about a dragon")).text
    await models.close()


async def test_every_family_hears_of_it_once_and_only_who_keeps_the_house_lets_it_try(
    talk: Talk, tmp_path: Path
) -> None:
    house = talk.house
    for name in ("Elena", "Ada"):
        async with house.office.work(house.people[name]) as work:
            await save_target(work, "https://ntfy.example", f"alerts-{name}", "", "")
    fall(tmp_path, "chat", "dragon.gguf")
    models = Models(house.settings, box=fall(tmp_path, "chat", "dragon.gguf"))
    await tell_of_falls(house.office, models)
    async with house.office.reading(house.people["Elena"]) as look:
        letters = (await look.db.exec(select(OutboxRow))).all()
    assert {letter.member_id for letter in letters} == {
        house.people["Elena"].member_id,
        house.people["Ada"].member_id,
    }
    assert all("The chat model rests" in letter.payload for letter in letters)
    with pytest.raises(NotAllowed):
        await let_models_try(house.office, house.people["Ada"], models, "page")
    await let_models_try(house.office, house.people["Elena"], models, "page")
    assert models.aside == []
