"""The demo's people with something to sign in with."""

import httpx

from appliance.core.people import the_house
from appliance.household.actions import set_password, set_pin
from appliance.household.credentials import Credentials
from tests.support.house import Browser, House

PASSWORDS = {
    "Elena": "tea kettle garden fence",
    "Marco": "bicycle under the stairs",
    "Ada": "harbour morning blue",
}
PINS = {"Maya": ("pictures", "cat-sun-moon-bag"), "Leo": ("digits", "2604"), "Tobi": ("digits", "7391")}


def credentials_of(house: House) -> Credentials:
    return Credentials(house.office.secrets, house.settings.password_memory_kib, 0.0)


async def give_secrets(house: House) -> None:
    credentials = credentials_of(house)
    for name, password in PASSWORDS.items():
        actor, hashed = house.people[name], await credentials.password(password)
        async with house.office.work(the_house(actor.family_id)) as work:
            await set_password(work, actor.member_id, hashed)
    for name, (kind, pin) in PINS.items():
        actor, hashed = house.people[name], await credentials.pin(pin)
        async with house.office.work(the_house(actor.family_id)) as work:
            await set_pin(work, actor.member_id, hashed, kind)


async def tablet(house: House, parent: str = "Elena") -> Browser:
    """A browser that a parent enrolled, with nobody signed in."""
    browser = house.stranger()
    browser.client.cookies.set(f"device-{house.settings.port}", await house.device(parent))
    return browser


async def by_name(browser: Browser, name: str, password: str, family: str = "") -> httpx.Response:
    await browser.get("/sign-in?by=name")
    return await browser.post("/sign-in", {"name": name, "password": password, "family": family})


async def by_pin(house: House, browser: Browser, name: str, pin: str) -> httpx.Response:
    page = f"/sign-in/members/{house.people[name].member_id}"
    await browser.get(page)
    return await browser.post(f"{page}/pin", {"pin": pin})


def session(house: House, browser: Browser) -> str:
    return browser.client.cookies.get(f"session-{house.settings.port}") or ""
