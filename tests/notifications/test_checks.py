"""What the doctor says about alerts: from the last deliveries, and asked online only with leave."""

from dataclasses import replace
from pathlib import Path

from appliance.core.checkup import Colour, Finding, Patient, Service
from appliance.core.plurals import in_english
from appliance.core.settings import Settings
from appliance.notifications.actions import save_target
from appliance.notifications.checks import Phone, judge_phones, judge_servers, phones
from tests.notifications.ntfy import Ntfy
from tests.support.house import House


def said(found: Finding) -> str:
    assert bool(found.mend) is (found.colour is not Colour.GREEN)
    return in_english(found.sentence, found.values)


def test_a_phone_that_got_nothing_is_worth_a_look_and_nobody_is_named() -> None:
    well, ill = Phone("https://ntfy.example", True, ""), Phone("https://ntfy.example", True, "token")
    assert said(judge_phones([])) == "No phone gets alerts yet."
    assert said(judge_phones([well, well])) == "Alerts reach 2 phones."
    found = judge_phones([well, ill])
    assert found.colour is Colour.YELLOW and said(found) == "1 phone of 2 got no alert last time."
    assert judge_servers(1, ["https://ntfy.example"]).colour is Colour.RED


async def test_a_server_is_asked_only_online(house: House, ntfy: Ntfy) -> None:
    elena = house.people["Elena"]
    async with house.office.work(elena) as work:
        await save_target(work, ntfy.address, "quiet-evenings", "", "")
    patient = Patient(house.settings, house.clock(), Service(False, "", 8080))
    assert [said(one) for one in phones(patient)] == ["Alerts reach 1 phone."]
    assert ntfy.asked == 0
    online = replace(patient, online=True)
    assert [one.colour for one in phones(online)] == [Colour.GREEN, Colour.GREEN]
    async with house.office.work(elena) as work:
        await save_target(work, "http://127.0.0.1:9", "quiet-evenings", "", "")
    assert [one.colour for one in phones(online)] == [Colour.GREEN, Colour.RED]


def test_a_directory_without_a_house_has_no_phones(tmp_path: Path) -> None:
    nowhere = Patient(Settings(data=tmp_path / "nowhere"), None, Service(False, "", 8080))  # type: ignore[arg-type]
    assert [said(one) for one in phones(nowhere)] == ["No phone gets alerts yet."]
