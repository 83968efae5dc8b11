"""The page of the house itself: for who keeps it, in a line for other parents, and for nobody else."""

import re

import pytest

from appliance.system.doctor.rounds import TOPIC, Round
from appliance.system.pages.house import NAMES
from tests.support.house import House

LOOKED: list[Round] = []  # a round takes seconds: what the first house came to is shared


@pytest.fixture
async def looked_over(house: House) -> House:
    """By the real doctor, in its child process."""
    await house.start()
    if not LOOKED:
        await house.app.state.schedule.run_now("doctor")
        LOOKED.append(house.app.state.rounds.last)
    house.app.state.rounds.last = LOOKED[0]
    return house


async def test_before_the_first_look_the_page_says_so(house: House) -> None:
    page = (await (await house.browser("Elena")).client.get("/house")).text
    assert "Nobody has looked yet" in page and "The first look begins by itself" in page


async def test_who_keeps_the_house_sees_findings_with_their_mends_room_and_jobs(looked_over: House) -> None:
    page = (await (await looked_over.browser("Elena")).client.get("/house")).text
    assert "worth a look" in page and "What works" in page
    assert "scripts/run" in page or "no other program opens appliance.db" in page  # a mend
    assert "What takes room" in page and "Running since" in page
    assert re.search(r"Alerts to phones</b>", page)


async def test_every_job_is_called_by_a_name_that_a_parent_reads(house: House) -> None:
    assert set(house.app.state.schedule.names) == set(NAMES)


async def test_it_is_said_in_the_language_of_who_reads(looked_over: House) -> None:
    elena = await looked_over.browser("Elena")
    await elena.post("/me/looks", {"face": "owl", "hue": "plum", "theme": "dark", "language": "de"})
    page = (await elena.client.get("/house")).text
    assert "Dieses Haus" in page and "Was geht" in page and "läuft nicht" in page


async def test_another_parent_sees_one_line_and_who_looks_after_it(looked_over: House) -> None:
    for name, keeper in (("Marco", "Elena looks after it"), ("Ada", "The family that runs this house")):
        page = (await (await looked_over.browser(name)).client.get("/house")).text
        assert keeper in page and ("The house works." in page or "All is well" in page or "Someone" in page)
        assert "What works" not in page and "Look again" not in page
    for name in ("Leo", "Maya"):
        assert (await (await looked_over.browser(name)).client.get("/house")).status_code == 404


async def test_a_tap_lets_the_doctor_look_again_and_open_pages_hear_of_it(looked_over: House) -> None:
    woken: list[str] = []
    looked_over.office.wake = woken.append
    elena = await looked_over.browser("Elena")
    await elena.post("/house/checkups")
    assert woken == ["doctor"]
    family = looked_over.people["Elena"].family_id
    with looked_over.office.signals.listening(family, "") as line:
        await looked_over.app.state.schedule.run_now("doctor")
        assert [line.get_nowait() for _topic in range(line.qsize())] == [TOPIC, TOPIC]  # at work, and done


async def test_programs_are_told_the_same(looked_over: House) -> None:
    told = (await (await looked_over.api("Elena")).get("/api/v1/house/health")).json()
    assert told["state"] in ("green", "yellow", "red") and told["jobs"] and not told["looking"]
    checks = {finding["check"]: finding for finding in told["findings"]}
    assert {"sqlite", "disk", "database", "clock"} <= set(checks)
    assert all(finding["mend"] or finding["colour"] == "green" for finding in told["findings"])
    short = (await (await looked_over.api("Marco")).get("/api/v1/house/health")).json()
    assert short["state"] == told["state"] and (short["findings"], short["jobs"]) == ([], [])


async def test_a_doctor_that_does_not_come_back_leaves_the_last_word(
    looked_over: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = looked_over.app.state.rounds
    before = rounds.last
    monkeypatch.setattr("sys.executable", "/bin/false")
    await rounds.look(looked_over.office)
    assert rounds.last is before and not rounds.is_looking
