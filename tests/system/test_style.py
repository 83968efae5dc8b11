"""The style page: there for whoever tries the demo, and it forgets no part."""

import re

import pytest

from appliance.core.settings import DEMO_MARK, ROOT
from appliance.system.pages.style import GROUPS, sources
from tests.support.house import House

KIT = (ROOT / "templates" / "components" / "kit.html").read_text()
FRAME = (ROOT / "templates" / "style" / "page.html").read_text()


async def test_a_real_house_has_no_style_page(house: House) -> None:
    elena = await house.browser("Elena")
    assert (await elena.get("/style")).status_code == 404
    assert (await house.stranger().get("/style")).headers["location"] == "/sign-in"


@pytest.mark.parametrize("density", ["std", "kid", "kiosk", "nonsense"])
async def test_in_the_demo_everyone_sees_every_part_in_every_density(house: House, density: str) -> None:
    (house.settings.data / DEMO_MARK).touch()
    leo = await house.browser("Leo")
    shown = await leo.get(f"/style?density={density}&theme=dark")
    assert shown.status_code == 200
    assert f'data-ui="{density if density != "nonsense" else "std"}"' in shown.text
    assert 'data-theme="dark"' in shown.text
    assert "ui.kcard(" in shown.text and 'class="kcard"' in shown.text


async def test_a_phone_is_given_a_name_and_icons_for_its_home_screen(house: House) -> None:
    phone = house.stranger()
    page = (await phone.get("/sign-in")).text
    assert '<link rel="manifest" href="/site.webmanifest">' in page
    told = (await phone.get("/site.webmanifest", headers={"accept-language": "de"})).json()
    assert (told["name"], told["start_url"], told["display"]) == ("Unser Zuhause", "/", "standalone")
    for icon in told["icons"]:
        assert (await phone.get(icon["src"])).headers["content-type"] == icon["type"]


def test_no_macro_is_forgotten_on_the_style_page() -> None:
    names = {name for line in re.findall(r"\{% set ([\w, ]+) = ", KIT) for name in line.split(", ")}
    shown = FRAME + "".join(source for group in GROUPS for _names, source in sources(group))
    everywhere = {"csrf_field", "switch_person"}  # in every form, in the frame of every page
    assert names - set(re.findall(r"\bui\.(\w+)\(", shown)) == everywhere


def test_every_macro_is_in_the_readme_of_the_components() -> None:
    names = {name for line in re.findall(r"\{% set ([\w, ]+) = ", KIT) for name in line.split(", ")}
    told = (ROOT / "templates" / "components" / "README.md").read_text()
    assert names - set(re.findall(r"\bui\.(\w+)\(", told)) == set()
