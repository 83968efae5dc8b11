"""Whatever a family writes is shown as it was written: no browser and no template takes it for its own."""

from collections.abc import AsyncIterator
from html import escape

import pytest
import pytest_asyncio

from tests.access.rows import all_rows
from tests.access.world import World, open_world
from tests.privacy.canaries import Flock, plant
from tests.support.access import answered
from tests.support.house import open_house

pytestmark = pytest.mark.asyncio(loop_scope="module")
SIGN = """<i x="'&{{7*7}}>"""
FRAGMENT = {"hx-request": "true", "hx-request-type": "partial"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def marked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[World, Flock]]:
    async with open_house(tmp_path_factory.mktemp("escaped") / "house") as house:
        await house.start()
        await house.app.state.models.opened()
        world = await open_world(house)
        flock = plant(world.beside, house.people["Elena"].family_id, SIGN, next_door=False)
        yield world, flock
        world.beside.close()
        world.before.close()


@pytest.mark.parametrize("who", ["elena", "leo", "maya", "rosa", "tablet"])
async def test_markup_in_a_text_comes_back_as_text(marked: tuple[World, Flock], who: str) -> None:
    world, _flock = marked
    client, shown, wrong = world.doors["pages"][who].client, 0, []
    for row in [row for row in all_rows() if not row.prefix and not row.writes]:
        path = row.path.format(**world.things)
        for headers in ({}, FRAGMENT):
            page = await answered(world.house, client.get(path, headers=headers))
            if not page.headers.get("content-type", "").startswith("text/html"):
                continue
            shown += SIGN.split("'")[0].replace("<", "&lt;").split('"')[0] in page.text
            raw = [part for part in (SIGN, "<i x", "x=\"'&{{", "49&gt;", "'&{{7*7}}>") if part in page.text]
            wrong += [f"{path} {headers}: {part}" for part in raw]
    assert not wrong
    assert shown, f"{escape(SIGN)} is on no page"
