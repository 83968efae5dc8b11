import re

from appliance import __version__
from tests.support.house import House


async def test_anyone_may_ask_whether_the_house_is_well(house: House) -> None:
    answer = await house.stranger().get("/health")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["version"], told["database"]) == ("ok", __version__, "ok")


async def test_a_house_whose_database_is_gone_says_so(house: House) -> None:
    await house.start()
    await house.office.database.close()
    moved = house.settings.database.with_name("elsewhere.db")
    house.settings.database.rename(moved)
    house.settings.database.mkdir()
    try:
        answer = await house.stranger().get("/health")
    finally:
        house.settings.database.rmdir()
        moved.rename(house.settings.database)
    assert answer.status_code == 503
    assert answer.json()["status"] == "unwell"


async def test_health_tells_how_each_job_went_last(house: House) -> None:
    schedule = house.app.state.schedule
    names = list(schedule._jobs)
    await schedule.run_now(names[0])
    jobs = (await house.stranger().get("/health")).json()["jobs"]
    assert re.match(r"\d{4}-", jobs[names[0]]["at"])
    assert jobs[names[0]]["result"] == "ok"
