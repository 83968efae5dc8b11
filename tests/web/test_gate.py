"""Who may speak to the house, and what every answer carries."""

import pytest

from appliance.web.gate import host_is_ours
from tests.support.house import House


@pytest.mark.parametrize(
    "host",
    ["192.168.1.20:8080", "family.local:8080", "[fd00::1]:8080", "localhost:8080", "pi:8080", "box.lan:8080"],
)
def test_the_house_answers_to_its_own_names(host: str) -> None:
    assert host_is_ours(host, [], {"8080"})


@pytest.mark.parametrize(
    "host",
    ["evil.example:8080", "family.local:9000", "family.local", "", "127.0.0.1.evil.example:8080", ":8080"],
)
def test_a_foreign_name_is_refused(host: str) -> None:
    assert not host_is_ours(host, [], {"8080"})


def test_a_family_may_name_its_own_domain() -> None:
    assert host_is_ours("home.rivera.example:8080", ["home.rivera.example"], {"8080"})


async def test_a_rebound_host_gets_nothing(house: House) -> None:
    browser = await house.browser("Elena")
    answer = await browser.client.get("/today", headers={"host": "evil.example:8080"})
    assert answer.status_code == 421
    assert "Elena" not in answer.text


@pytest.mark.parametrize("path", ["/today", "/no-such-page", "/api/v1/me", "/sign-in"])
async def test_every_answer_carries_the_headers_that_protect_it(house: House, path: str) -> None:
    answer = await house.stranger().get(path)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://family.local:9000"},
        {"origin": "http://family.local:8080", "sec-fetch-site": "cross-site"},
    ],
)
async def test_a_form_sent_from_elsewhere_changes_nothing(house: House, headers: dict[str, str]) -> None:
    browser = await house.browser("Elena")
    await browser.get("/me")
    answer = await browser.client.post("/sign-out", data={"csrf": browser.csrf}, headers=headers)
    assert answer.status_code == 403
    assert (await browser.get("/me")).status_code == 200


async def test_a_token_of_another_session_is_worth_nothing(house: House) -> None:
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    await maya.get("/me")
    elena.csrf = maya.csrf
    assert (await elena.post("/sign-out")).status_code == 403


async def test_the_api_takes_no_cookie(house: House) -> None:
    elena = await house.browser("Elena")
    assert (await elena.get("/api/v1/me")).status_code == 401


async def test_a_read_only_key_changes_nothing(house: House) -> None:
    api = await house.api("Elena", scopes=("read",))
    answer = await api.post("/api/v1/rewards", json={"title": "Cake", "points": 10})
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/problem+json")
