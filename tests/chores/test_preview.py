"""Before a chore is saved: its next dates, whose they are, and every rhythm that the form can say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chores.actions import ChorePlan, change_chore
from appliance.chores.forms.when import WhenForm, repeat_of, typed_repeat
from appliance.chores.queries import chores_of
from appliance.chores.rules.repeats import Frame
from appliance.chores.rules.words import parse_repeat, repeat_text
from appliance.core.errors import Invalid
from appliance.core.forms import TYPED
from tests.chores.doing import add
from tests.chores.recurrences import SAID
from tests.chores.test_pages import HTMX, chore_form
from tests.support.house import BASE, Browser, House


async def fragment(browser: Browser, href: str, typed: dict[str, object]) -> str:
    """What htmx gets."""
    headers = {"origin": BASE, **HTMX}
    answer = await browser.client.post(href, data={"csrf": browser.csrf, **typed}, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.text


AFTER = ("1 days after done", "14 days after done", "3 months after done", "once")
TEXTS = sorted({said.text for said in SAID} | set(AFTER))


@given(st.sampled_from(TEXTS), st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_a_chore_that_is_opened_and_saved_again_keeps_its_rhythm(text: str, start: date, week: int) -> None:
    repeat = parse_repeat(text, start, "Europe/Berlin", week)
    values, lists = typed_repeat(repeat)
    sent = {name: str(value) for name, value in values.items() if value != ""} | lists
    form = WhenForm.model_validate(sent, context=TYPED)
    assert repeat_of(form, Frame(date(2026, 3, 10), "Europe/Berlin", week)) == repeat


CHOSEN: list[tuple[dict[str, object], str]] = [
    ({"repeat": "every_days", "gap": 3}, "every 3 days"),
    ({"repeat": "month_days", "month_days": [1, 15]}, "monthly on the 1st and 15th"),
    ({"repeat": "month_days", "month_days": [-1], "months": 3}, "every 3 months on the last day"),
    ({"repeat": "month_weekday", "nth": [2], "weekday": 1}, "monthly on the second tuesday"),
    ({"repeat": "month_weekday", "nth": [-1], "weekday": 7}, "monthly on the last weekday"),
    ({"repeat": "yearly", "month": 12, "year_day": 24}, "yearly on 24 december"),
    (
        {"repeat": "yearly", "month": 5, "year_by": "weekday", "nth": [2], "weekday": 6},
        "yearly on the second sunday of may",
    ),
    ({"repeat": "after_done", "after": 2, "after_unit": "weeks"}, "14 days after done"),
    ({"repeat": "after_done", "after": 6, "after_unit": "months"}, "6 months after done"),
]


async def test_a_parent_chooses_how_often_on_the_form(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    for number, (typed, _said) in enumerate(CHOSEN):
        form = chore_form(house, "Maya", title=f"Chore {number}", **typed)
        assert (await elena.post("/chores", form)).status_code == 303
    async with house.office.reading(house.people["Elena"]) as look:
        assert [repeat_text(chore.repeat) for chore in await chores_of(look)] == [said for _t, said in CHOSEN]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"repeat": "weekdays"}, "days"),
        ({"repeat": "month_days"}, "month_days"),
        ({"repeat": "month_days", "month_days": [15, 30]}, "month_days"),
        ({"repeat": "month_weekday", "weekday": 1}, "nth"),
        ({"repeat": "month_weekday", "weekday": 7, "nth": [1, 2]}, "nth"),
        ({"repeat": "yearly", "year_by": "weekday", "nth": [1, 2]}, "nth"),
        ({"repeat": "yearly", "month": 2, "year_day": 30}, "year_day"),
    ],
)
def test_a_rhythm_without_its_days_is_refused_by_the_field(typed: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        repeat_of(WhenForm.model_validate(typed), Frame(date(2026, 3, 10), "Europe/Berlin"))
    assert list(refusal.value.errors) == [field]


async def test_the_next_ten_dates_are_shown_without_a_script_and_nothing_is_saved(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    typed = chore_form(house, "Maya", title="", repeat="month_days", month_days=[30], times=["", "17:30", ""])
    answer = await elena.post("/chores/preview", typed)
    assert answer.status_code == 200
    for words in ("Monday 30 March", "Thursday 30 April", "by 17:30", "Thursday 30 July"):
        assert words in answer.text
    assert 'value="17:30"' in answer.text and 'name="month_days" value="30" checked' in answer.text
    async with house.office.reading(house.people["Elena"]) as look:
        assert await chores_of(look, put_away=True) == []


async def test_the_preview_says_whose_turn_each_date_is(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    typed = chore_form(house, "Leo", "Maya", way="turns", repeat="weekdays", days=[1], window_days=2)
    part = await fragment(elena, "/chores/preview", typed)
    assert part.lstrip().startswith('<section id="preview"')
    order = [word for word in part.replace("<", " ").replace(">", " ").split() if word in ("Leo", "Maya")]
    assert order == ["Leo", "Maya"] * 5
    assert "until Thursday 12 March" in part and "every Tuesday, or up to 2 days later" in part


async def test_what_counts_from_when_it_was_done_is_shown_as_a_guess(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    typed = chore_form(house, "Maya", repeat="after_done", after=2, after_unit="weeks")
    part = await fragment(elena, "/chores/preview", typed)
    assert "14 days after it is done; as if it were always done on its day" in part
    assert "Tuesday 10 March" in part and "Tuesday 24 March" in part


async def test_nobodys_turn_is_a_day_on_which_all_are_away(house: House) -> None:
    elena = await house.api("Elena")
    maya = house.people["Maya"].member_id
    pause = {"member_id": maya, "kind": "holiday", "first": "2026-03-11", "last": "2026-03-12"}
    assert (await elena.post("/api/v1/chores/pauses", json=pause)).status_code == 201
    sent = {"title": "Sweep", "people": [maya], "repeat": "daily"}
    found = (await elena.post("/api/v1/chores/preview", json=sent)).json()["times"]
    assert [one["members"] for one in found[:4]] == [[maya], [], [], [maya]]


async def test_while_something_is_missing_the_preview_says_what(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    typed = chore_form(house, repeat="daily")
    assert "Please choose who does it." in await fragment(elena, "/chores/preview", typed)
    whole = await elena.post("/chores/preview", typed)
    assert whole.status_code == 422 and 'aria-invalid="true"' in whole.text


async def test_the_dates_of_a_change_are_shown_before_it_is_saved(house: House) -> None:
    chore = await add(house, "Water the plants", "Leo", "Maya", way="pool", repeat="wednesday, sunday")
    elena = await house.browser("Elena")
    page = (await elena.get(f"/chores/{chore}")).text
    assert f'formaction="/chores/{chore}/preview"' in page
    typed = chore_form(house, "Leo", "Maya", title="Water the plants", way="pool", repeat="yearly", month=2)
    answer = await elena.post(f"/chores/{chore}/preview", typed | {"year_day": 29})
    assert "Sunday 28 February 2027" in " ".join(answer.text.split()) and "Leo or Maya" in answer.text
    async with house.office.reading(house.people["Elena"]) as look:
        assert repeat_text((await chores_of(look))[0].repeat) == "wednesday, sunday"


async def test_a_program_sees_the_next_dates_with_the_moments_of_a_spring_night(house: House) -> None:
    elena = await house.api("Elena")
    maya = house.people["Maya"].member_id
    sent = {
        "title": "Lock the door",
        "people": [maya],
        "repeat": "monthly on the last sunday",
        "times": ["02:30"],
    }
    answer = (await elena.post("/api/v1/chores/preview", json=sent)).json()
    assert (answer["repeat"], answer["words"]) == (sent["repeat"], "every month on the last Sunday, by 02:30")
    assert len(answer["times"]) == 10
    first = answer["times"][0]
    assert (first["day"], first["due_at"], first["members"]) == ("2026-03-29", "2026-03-29T01:30:00Z", [maya])
    refused = await elena.post("/api/v1/chores/preview", json=sent | {"repeat": "monthly on the 32nd"})
    assert refused.status_code == 422 and "repeat" in refused.json()["errors"]


async def test_every_other_week_is_counted_in_the_weeks_of_the_family(house: House) -> None:
    """Where the week begins on Sunday, a Sunday and the Monday after it lie in the same one."""
    elena, sent = await house.api("Elena"), {"title": "Sweep", "people": [house.people["Maya"].member_id]}
    sent |= {"repeat": "every 2 weeks on sunday, monday", "start": "2026-03-15"}
    assert (await elena.patch("/api/v1/family", json={"week_start": 6})).status_code == 200
    days = [one["day"] for one in (await elena.post("/api/v1/chores/preview", json=sent)).json()["times"]]
    assert days[:4] == ["2026-03-15", "2026-03-16", "2026-03-29", "2026-03-30"]
    chore = (await elena.post("/api/v1/chores", json=sent)).json()
    assert chore["repeat"] == "every 2 weeks on monday, sunday"
    again = await elena.post(f"/api/v1/chores/{chore['id']}/preview", json=sent | {"repeat": chore["repeat"]})
    assert [one["day"] for one in again.json()["times"]] == days
    async with house.office.work(house.people["Elena"]) as work:
        repeat = parse_repeat(chore["repeat"], date(2026, 3, 15), "Europe/Berlin")
        await change_chore(work, chore["id"], ChorePlan("Sweep", tuple(sent["people"]), repeat))
    kept = await elena.get(f"/api/v1/occurrences?chore={chore['id']}&from=2026-03-15&to=2026-03-31")
    assert [one["day"] for one in kept.json()] == days[:4]
