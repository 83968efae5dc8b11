"""After the house came back: who is told what, and how long what was here before is kept."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from appliance.backups.actions.returned import clear_replaced, tell_of_return
from appliance.backups.archive.facts import Staged
from appliance.backups.jobs.returning import jobs_after
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.restoring.attempt import Restorations
from appliance.backups.restoring.story import Asked, Story, Way, story_of, write_story
from appliance.core.audit import AuditRow
from tests.backups.living import PASSWORD, Past
from tests.backups.test_return_asked import portable, restorations
from tests.support.house import Browser, House


def came_back(house: House, **more: object) -> Staged:
    """As the archive leaves it behind."""
    known = {"name": "2026-03-09T021500Z-abcd.age", "created": house.clock() - timedelta(days=1)}
    facts = {"version": "0.1.0", "counts": {}, "files": 0, "size": 0, "brings": (), **known, **more}
    staged = Staged.model_validate({"staged": house.clock(), **facts})
    (house.settings.data / "restored.json").write_text(staged.model_dump_json())
    before = house.settings.data / "replaced" / f"{house.clock():%Y-%m-%dT%H%M%SZ}"
    before.mkdir(parents=True)
    shutil.copy(house.settings.database, before)
    return staged


@pytest.fixture
def there(santos: House) -> Restorations:
    return restorations(santos)


async def told(house: House) -> list[dict[str, object]]:
    async with house.office.database.reading() as db:
        rows = await db.exec(select(AuditRow.facts).where(AuditRow.verb == "HouseBroughtBack"))
        return [json.loads(facts) for facts in rows.all()]


async def test_what_was_done_on_the_command_line_is_told_once_as_such(
    santos: House, there: Restorations
) -> None:
    came_back(santos)
    for _hour in range(2):
        await tell_of_return(santos.office, there)
    facts = await told(santos)
    assert [fact["way"] for fact in facts] == ["command", "command"]  # in the log of each of two families
    async with santos.office.database.reading() as db:
        runs = (await db.exec(select(BackupRun))).all()
    assert [(run.kind, run.state, run.door) for run in runs] == [(Kind.RESTORE, State.DONE, "command")]


async def test_a_try_that_was_broken_off_is_not_taken_for_another(santos: House, there: Restorations) -> None:
    staged = came_back(santos)
    earlier = santos.clock() - timedelta(hours=1)
    write_story(there.data, Story(asked=Asked(way=Way.BACKUP, name=staged.name, by="Elena", at=earlier)))
    await tell_of_return(santos.office, there)
    assert {fact["by"] for fact in await told(santos)} == {""}


async def test_what_was_here_before_goes_after_a_week(santos: House, there: Restorations) -> None:
    came_back(santos)
    await tell_of_return(santos.office, there)
    santos.clock.forward(days=6)
    await clear_replaced(santos.office, there)
    assert (there.data / "replaced").exists()
    santos.clock.forward(days=2)
    await clear_replaced(santos.office, there)
    assert not (there.data / "replaced").exists()


async def test_it_goes_sooner_only_when_there_is_a_backup_of_today(
    santos: House, there: Restorations, elena: Browser
) -> None:
    came_back(santos)
    await tell_of_return(santos.office, there)
    refused = await elena.post("/restoration/finality")
    assert (refused.status_code, "Make a backup first" in refused.text) == (409, True)
    santos.clock.forward(hours=1)
    async with santos.office.database.writing() as db:
        now = santos.clock()
        db.add(BackupRun(kind=Kind.BACKUP, state=State.DONE, asked_at=now, started_at=now, ended_at=now))
    assert (await elena.post("/restoration/finality")).status_code == 303
    assert not (there.data / "replaced").exists()


async def test_the_page_lists_what_has_to_be_done_again(
    santos: House, there: Restorations, elena: Browser
) -> None:
    maya = {"family_id": 1, "member_id": santos.people["Maya"].member_id, "name": "Maya"}
    ended = {
        "sign_ins_ended": 3,
        "tokens_ended": 1,
        "chat_models_missing": ["tiny.gguf"],
        "pins_gone": [maya],
    }
    came_back(santos, **ended)
    said = (await elena.get("/restoration")).text
    assert "3 sign-ins have ended." in said
    assert "1 key for a program has ended" in said
    assert "tiny.gguf" in said
    assert "Set a PIN: Maya" not in said  # she has one already


async def test_a_real_family_is_not_brought_back_into_the_demo(past: Past, elena: Browser) -> None:
    (past.data / "demo.json").write_text("{}")
    page = f"/backups/kept/{past.made.name}/restoration"
    await elena.get(page)
    refused = await elena.post(page, {"password": PASSWORD})
    assert (refused.status_code, "This is the demo" in refused.text) == (409, True)


async def sent_by_a_program(program: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await program.put(
        "/api/v1/restoration/file", content=content, headers={"content-type": "application/octet-stream"}
    )


async def test_a_program_has_the_same_doors_and_the_same_refusals(
    past: Past, santos: House, tmp_path: Path
) -> None:
    program = await santos.api("Elena")
    assert (await program.get("/api/v1/restoration")).json()["stage"] == "none"
    kept = f"/api/v1/backups/kept/{past.made.name}/restorations"
    assert (await program.post(kept, json={"password": "not it"})).status_code == 422
    assert (await program.post("/api/v1/restoration", json={"password": PASSWORD})).status_code == 404
    sent = await sent_by_a_program(program, portable(past))
    assert (sent.status_code, sent.json()["opened"], sent.json()["name"]) == (200, True, past.made.name)
    assert (await sent_by_a_program(program, portable(past)[:9000])).status_code == 409
    begun = await program.post(kept, json={"password": PASSWORD})
    assert (begun.status_code, begun.json()["stage"]) == (202, "running")
    assert (await program.post(kept, json={"password": PASSWORD})).status_code == 409
    assert (await program.delete("/api/v1/restoration")).status_code == 204
    assert (await program.get("/api/v1/restoration")).json()["stage"] == "refused"
    assert story_of(past.data).asked is None
    others = await santos.api("Marco")
    assert (await others.get("/api/v1/restoration")).status_code == 403


async def test_a_file_that_nobody_brings_back_goes_after_a_day(
    past: Past, santos: House, there: Restorations
) -> None:
    await sent_by_a_program(await santos.api("Elena"), portable(past))
    os.utime(there.arrival.folder, (santos.clock().timestamp(),) * 2)
    *_others, job = jobs_after(there)
    await job.run(santos.office)
    assert there.arrival.folder.exists()
    santos.clock.forward(days=1)
    await job.run(santos.office)
    assert not there.arrival.folder.exists()


async def test_the_state_before_an_upgrade_goes_after_a_month(santos: House, there: Restorations) -> None:
    before = santos.settings.data / "before-0009.db"
    before.write_text("older")
    os.utime(before, (santos.clock().timestamp(),) * 2)
    *_others, job = jobs_after(there)
    await job.run(santos.office)
    assert before.exists()
    santos.clock.forward(days=32)
    await job.run(santos.office)
    assert not before.exists()
