"""Odd values in the steps to the first family, where nobody is signed in: nothing is founded by accident."""

import pytest

from appliance.core.secrets import setup_code
from tests.access.legal import legal
from tests.access.odd import WORDS
from tests.access.rows import Row
from tests.household.test_setup import prove
from tests.support.house import House

YOU = {"name": "Astrid", "face": "owl", "hue": "plum", "password": "tea kettle garden fence"}
FAMILY = {"name": "Lindgren", "zone": "Europe/Stockholm", "language": "en", "week_start": "0"}


async def families(house: House) -> int:
    async with house.office.database.reading() as db:
        return len((await (await db.connection()).exec_driver_sql("SELECT id FROM family")).all())


@pytest.mark.parametrize("step", ["code", "family", "you"])
async def test_an_odd_value_in_the_set_up_founds_nothing(empty_house: House, step: str) -> None:
    browser = empty_house.stranger()
    await prove(empty_house, browser)
    path, right = {
        "code": ("/setup", {"code": setup_code(empty_house.settings.data)}),
        "family": ("/setup/family", FAMILY),
        "you": ("/setup/you", YOU),
    }[step]
    for field in right:
        for odd, word in WORDS.items():
            if legal(Row("POST", "/family/settings" if step == "family" else path, {}, {}), field, odd):
                continue
            empty_house.clock.forward(minutes=30)  # or the tries at the code would be too many
            answer = await browser.post(path, {**right, field: word})
            assert answer.status_code == 422, (field, odd)
            assert 'role="alert"' in answer.text and f'name="{field}"' in answer.text, (field, odd)
            assert await families(empty_house) == 0
