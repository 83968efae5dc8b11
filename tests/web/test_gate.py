"""Who may speak to the house, and what every answer carries."""

from urllib.parse import quote

import pytest

from appliance.web.gate import host_is_ours
from tests.support.house import BASE, House


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
        {"origin": "http://[::1"},
        {"origin": "http://someone@family.local:8080"},
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


@pytest.mark.parametrize("sent", ["\u00e9", "\u0661\u0662", "a\x00b"])
async def test_a_token_in_any_letters_is_simply_wrong(house: House, sent: str) -> None:
    browser = await house.browser("Elena")
    assert (await browser.post("/sign-out", {"csrf": sent})).status_code == 403


@pytest.mark.parametrize("host", ["[x:8080", "a@b:8080", "a:b:8080", "[[]]:8080", "family.local:80:8080"])
async def test_what_is_no_name_of_a_house_is_answered_by_nobody(house: House, host: str) -> None:
    assert (await house.stranger().get("/sign-in", headers={"host": host})).status_code == 421


@pytest.mark.parametrize("path", ["/me", "/family", "/health", "/static/1/app.css", "/api/v1/me"])
async def test_whoever_asks_what_may_be_asked_learns_nothing(house: House, path: str) -> None:
    answer = await house.stranger().client.options(path)
    assert answer.status_code in (204, 303, 401)


@pytest.mark.parametrize("number", [2**63, 10**30, -1])
@pytest.mark.parametrize(
    "path", ["/sign-in/members/{}", "/devices/{}", "/chores/{}", "/memories/{}", "/api/v1/members/{}"]
)
async def test_no_thing_has_a_number_that_large(house: House, path: str, number: int) -> None:
    client = await house.api("Elena") if "api" in path else (await house.browser("Elena")).client
    assert (await client.get(path.format(number))).status_code == 404


YOU_WON = '{"text": "You won", "undo_href": "/family/members/4/removal"}'


@pytest.mark.parametrize("planted", [YOU_WON, "0" * 64 + YOU_WON, "[" * 9000, "\u00e9" * 90])
async def test_a_message_that_somebody_planted_is_not_shown(house: House, planted: str) -> None:
    browser = await house.browser("Elena")
    browser.client.cookies.set(f"toast-{house.settings.port}", quote(planted))
    answer = await browser.get("/me")
    assert answer.status_code == 200
    assert "You won" not in answer.text and "/removal" not in answer.text


async def test_a_message_is_shown_once_and_only_to_whom_it_was_told(house: House) -> None:
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    await elena.post("/me/looks", {"face": "owl", "hue": "plum", "theme": "dark", "language": ""})
    name = f"toast-{house.settings.port}"
    maya.client.cookies.set(name, elena.client.cookies[name])
    assert "Saved." not in (await maya.get("/me")).text
    assert "Saved." in (await elena.get("/me")).text
    assert "Saved." not in (await elena.get("/me")).text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_week_beyond_the_calendar_is_refused(house: House, day: str) -> None:
    assert (await (await house.browser("Elena")).get(f"/chores?day={day}")).status_code == 422


@pytest.mark.parametrize("body", ["[" * 5000, '{"a":' * 3000])
async def test_a_body_without_end_is_a_problem_of_its_sender(house: House, body: str) -> None:
    answer = await (await house.api("Elena")).post("/api/v1/devices/links", content=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/sign-in", "/enrol", "/me/looks"])
@pytest.mark.parametrize("with_token", [True, False])
async def test_a_form_in_broken_letters_is_refused(house: House, path: str, with_token: bool) -> None:
    browser = await house.browser("Elena")
    await browser.get("/me")
    body = b'--a\r\nContent-Disposition: form-data; name="code"\r\n\r\n\xff\xfe\r\n--a--'
    headers = {"origin": BASE, "content-type": "multipart/form-data; boundary=a"}
    token = {"x-csrf-token": browser.csrf} if with_token else {}
    assert (await browser.client.post(path, content=body, headers=headers | token)).status_code == 422
