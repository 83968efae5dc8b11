"""Many chores at once out of a spreadsheet, and all of them into one."""

from datetime import date, time

import pytest
from sqlmodel import delete

from appliance.chores.actions.importing import TableRow, import_chores, read_table
from appliance.chores.models import Chore, Occurrence
from appliance.chores.queries import SeenChore, chores_of
from appliance.chores.rules.tables import rows_of
from appliance.chores.rules.words import repeat_text
from appliance.core.errors import Invalid, NotAllowed
from tests.chores.doing import add, approve, due
from tests.support.house import House

HEAD = "Chore,Who does it,How often,Points"


async def read(house: House, text: str, by: str = "Elena") -> list[TableRow]:
    async with house.office.reading(house.people[by]) as look:
        return await read_table(look, text)


async def bring_in(house: House, text: str, by: str = "Elena") -> int:
    async with house.office.work(house.people[by]) as work:
        return len(await import_chores(work, text))


async def chores(house: House) -> dict[str, SeenChore]:
    async with house.office.reading(house.people["Elena"]) as look:
        return {chore.title: chore for chore in await chores_of(look)}


async def exported(house: House, query: str, who: str = "Elena") -> str:
    answer = await (await house.browser(who)).get(f"/chores/tables/export?{query}")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    return answer.content.decode()


async def test_a_table_becomes_chores_with_all_that_its_columns_say(house: House) -> None:
    text = (
        "title;people;repeat;times;points;Wie viel Arbeit es ist;Schritte;photo;way;start\n"
        "Walk the dog;Leo, mum;weekdays;7:30, 18.00;3;Viel;Leash | Bags;ja;in turns;16.3.2026\n"
    )
    assert await bring_in(house, text) == 1
    dog = (await chores(house))["Walk the dog"]
    leo, elena = house.people["Leo"].member_id, house.people["Elena"].member_id
    assert (dog.people, dog.way, repeat_text(dog.repeat)) == ((leo, elena), "turns", "monday to friday")
    assert (dog.times, dog.points, dog.effort) == ((time(7, 30), time(18)), 3, 3)
    assert (dog.steps, dog.photo, dog.repeat.start) == (("Leash", "Bags"), True, date(2026, 3, 16))


async def test_each_line_says_what_is_wrong_with_it_and_the_others_are_added(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    text = "\n".join(
        (
            HEAD,
            "Rake the leaves,Leo,daily,2",
            "feed the CAT,Maya,daily,2",
            "Sweep,Nobody,daily,2",
            "Mop,Leo,now and then,2",
            "Dust,Leo,daily,many",
            "Iron,Leo,daily,501",
            ",Leo,daily,1",
            "Rake the leaves,Leo,daily,2",
        )
    )
    rows = {row.line: row for row in await read(house, text)}
    assert [line for line, row in rows.items() if row.fine] == [2]
    assert (rows[3].there, rows[9].there) == (True, True)
    wrong = {line: set(row.errors) for line, row in rows.items() if row.errors}
    assert wrong == {4: {"people"}, 5: {"repeat"}, 6: {"points"}, 7: {"points"}, 8: {"title"}}
    assert await bring_in(house, text) == 1
    with pytest.raises(Invalid):
        await bring_in(house, text)


async def test_a_parent_sees_first_what_would_come_and_adds_it_with_one_tap(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/tables")
    file = {
        "file": ("chores.csv", f"{HEAD}\nMüll rausbringen,Leo,friday,2\nSweep,Zoe,daily,1".encode("utf-16"))
    }
    seen = await elena.post("/chores/tables/preview", files=file)
    assert seen.status_code == 200 and "One chore can be added." in seen.text
    assert "Line 3" in seen.text and "Please choose people of this family." in seen.text
    assert not await chores(house)
    text = f"{HEAD}\nMüll rausbringen,Leo,friday,2"
    answer = await elena.post("/chores/tables", {"text": text})
    assert (answer.status_code, answer.headers["location"]) == (303, "/chores/list")
    assert set(await chores(house)) == {"Müll rausbringen"}


async def test_what_is_no_table_of_chores_comes_back_with_a_sentence(house: House) -> None:
    elena = await house.browser("Elena")
    too_many = HEAD + "\na,Leo,daily,1" * 61
    for text in ("", "hello", HEAD, "What,When\na,b", too_many, f"{HEAD}\n\x00,Leo,daily,1"):
        for path in ("/chores/tables/preview", "/chores/tables"):
            answer = await elena.post(path, {"text": text})
            assert answer.status_code == 422 and 'id="f-text-error"' in answer.text, text[:40]


async def test_only_a_parent_brings_chores_in(house: House) -> None:
    with pytest.raises(NotAllowed):
        await read(house, f"{HEAD}\nRake,Leo,daily,500", by="Leo")


async def test_the_chores_of_one_house_come_into_another_as_they_were(house: House) -> None:
    await add(house, "Walk the dog", "Leo", "Maya", way="turns", turn_by="order", times=(time(7),), points=3)
    await add(house, "=cmd|' /C calc'!A0", "Maya", repeat="monthly on the last day", steps=("One", "Two"))
    await add(house, "Wash the car", "Leo", repeat="9 days after done", overdue="half", effort=3, photo=True)
    before = await chores(house)
    text = await exported(house, "what=chores&marked=true")
    assert text.startswith("\ufeff") and "'=cmd" in text
    async with house.office.work(house.people["Elena"]) as work:
        await work.db.exec(delete(Occurrence))
        await work.db.exec(delete(Chore))
    assert await bring_in(house, text) == 3
    after = await chores(house)
    facts = ("people", "way", "times", "points", "steps", "overdue", "effort", "photo", "repeat")
    for title, chore in before.items():
        assert [getattr(chore, fact) for fact in facts] == [getattr(after[title], fact) for fact in facts]


async def test_what_was_done_goes_into_a_spreadsheet_in_the_familys_words(house: House) -> None:
    await add(house, "+1 walk", "Maya", repeat="once", points=4)
    await approve(house, "Elena", await due(house, "+1 walk"))
    [_heads, row] = [cells for _line, cells in rows_of(await exported(house, "last=2026-03-10"))]
    assert row[:4] == ["2026-03-10", "+1 walk", "Maya", "done"]
    assert row[7:11] == ["2026-03-10 16:00", "Elena", "4", "4"]
    elena = await house.browser("Elena")
    await elena.post("/me/looks", {"face": "owl", "hue": "plum", "theme": "dark", "language": "de"})
    german = (await elena.get("/chores/tables/export")).text
    assert german.startswith("Tag;Aufgabe;") and ";erledigt;" in german and ";'+1 walk;" in german


async def test_a_table_of_ten_years_or_of_no_days_is_refused(house: House) -> None:
    elena = await house.browser("Elena")
    for query in ("first=2020-01-01", "first=2026-03-11&last=2026-03-10", "last=2026-02-30"):
        assert (await elena.get(f"/chores/tables/export?{query}")).status_code == 422, query


async def test_a_program_checks_a_table_before_it_sends_it(house: House) -> None:
    api = await house.api("Elena")
    text = f"{HEAD}\nRake,Leo,daily,1\nMop,Zoe,daily,1"
    checked = (await api.post("/api/v1/chores/imports", json={"text": text, "check": True})).json()
    assert [row["title"] for row in checked["rows"] if not row["errors"]] == ["Rake"] and not checked["added"]
    assert not await chores(house)
    added = (await api.post("/api/v1/chores/imports", json={"text": text})).json()["added"]
    assert len(added) == 1 and set(await chores(house)) == {"Rake"}
