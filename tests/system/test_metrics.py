"""Numbers for a program that watches the house: true, without a name, and only for whom they are meant."""

import json
import re
import time
from pathlib import Path

import httpx
import yaml
from prometheus_client.parser import text_string_to_metric_families

from appliance.screen_time.actions import add_device
from appliance.web.tally import Tally, kind_of
from tests.support.house import BASE, House

MONITORING = Path(__file__).resolve().parents[2] / "docs" / "monitoring"
NAME = re.compile(r"\b(?:appliance|process)_[a-z_]+\b")


async def from_here(house: House, **headers: str) -> httpx.Response:
    await house.start()
    inside = httpx.ASGITransport(house.app, client=("127.0.0.1", 50000))
    async with httpx.AsyncClient(transport=inside, base_url=BASE, headers=headers) as client:
        return await client.get("/metrics")


def samples(answer: httpx.Response) -> dict[str, float]:
    assert answer.status_code == 200, answer.text
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def names(answer: httpx.Response) -> set[str]:
    return {key.partition("[")[0] for key in samples(answer)}


async def full(house: House) -> httpx.Response:
    """After a page was shown, a device was added and each job has run, so that nothing is left out."""
    async with house.office.work(house.people["Elena"]) as work:
        await add_device(work, "Hall tablet")
    await house.stranger().get("/sign-in")
    for name in house.app.state.schedule.names:
        await house.app.state.schedule.run_now(name)
    return await from_here(house)


async def test_a_program_on_this_machine_needs_no_key_unless_it_speaks_for_another(house: House) -> None:
    assert (await from_here(house)).status_code == 200
    for name in ("x-forwarded-for", "forwarded", "via"):
        assert (await from_here(house, **{name: "192.0.2.7"})).status_code == 401


async def test_from_elsewhere_only_a_key_or_a_browser_of_who_keeps_the_house_gets_them(house: House) -> None:
    refused = await house.stranger().get("/metrics")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert (await (await house.api("Elena", ("read",))).get("/metrics")).status_code == 200
    assert (await (await house.browser("Elena")).client.get("/metrics")).status_code == 200
    for name in ("Marco", "Ada", "Leo"):
        assert (await (await house.api(name)).get("/metrics")).status_code == 404
        assert (await (await house.browser(name)).client.get("/metrics")).status_code == 404
    forged = house.new_client()
    forged.headers["authorization"] = "Bearer nothing"
    assert (await forged.get("/metrics")).status_code == 401


async def test_what_happens_in_the_house_is_counted(house: House) -> None:
    before = samples(await from_here(house))
    elena = await house.browser("Elena")
    await elena.client.get("/today")
    await elena.client.get("/no-such-page")
    after = samples(await from_here(house))
    assert after["appliance_answers_total['2xx', 'page']"] >= 1
    assert after["appliance_answers_total['4xx', 'page']"] >= 1
    assert after["appliance_sign_ins_open[]"] == before["appliance_sign_ins_open[]"] + 1
    assert after["appliance_write_transactions_total[]"] > before["appliance_write_transactions_total[]"]
    assert after["appliance_database_bytes[]"] == house.settings.database.stat().st_size
    assert after["appliance_disk_writable[]"] == 1 and after["process_resident_memory_bytes[]"] > 10**7


async def test_nobody_is_named(house: House) -> None:
    told = (await full(house)).text
    assert not [name for name in (*house.people, "Rivera", "Okafor") if name in told]


async def test_alerts_dashboard_and_description_know_exactly_what_is_told(house: House) -> None:
    told = names(await full(house))
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0]["rules"]
    dashboard = json.loads((MONITORING / "dashboard.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    for expression in [rule["expr"] for rule in rules] + asked:
        assert set(NAME.findall(expression)) <= told, expression
    assert set(NAME.findall((MONITORING / "README.md").read_text())) == told
    assert all(rule["annotations"]["mend"] for rule in rules)


async def test_counting_an_answer_costs_a_page_nothing_that_can_be_felt() -> None:
    tally, message = Tally(), {"type": "http.response.start", "status": 200, "headers": []}
    began = time.perf_counter()
    for _answer in range(10_000):
        await tally.note(message, {"path": "/today"})  # type: ignore[arg-type]
    assert (time.perf_counter() - began) / 10_000 < 50e-6  # far less on a machine that does nothing else
    assert tally.answers == {("page", "2xx"): 10_000}
    assert [kind_of(path) for path in ("/api/v1/me", "/live", "/static/1/a.css", "/metrics")] == [
        "api",
        "live",
        "static",
        "health",
    ]
