"""What a form sends and should not: no token, a foreign one, fields that are nobody's to set."""

import httpx
import pytest

from tests.access.rows import Row, all_rows, own_rows
from tests.access.sent import FORGED, OWN_FIELDS
from tests.access.world import World
from tests.support.access import cookie, meaning
from tests.support.house import BASE

pytestmark = pytest.mark.asyncio(loop_scope="package")
DRAWN = {"token_hash", "code_hash", "password", "pin", "cause", "device", "key", "facts"}
WRITES = list({(row.prefix, row.route): row for row in reversed(own_rows()) if row.writes}.values())
FORMS = [row for row in WRITES if not row.prefix]


def whoever_may(row: Row) -> str:
    """The one of least rights who gets through."""
    return next((who for who, wanted in row.expects.items() if wanted == "in"), "elena")


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
async def test_a_form_without_its_own_token_changes_nothing(world: World, row: Row) -> None:
    doors, path = world.doors["pages"], row.path.format(**world.things)
    door, sent = doors[whoever_may(row)], world.filled(row.standard)
    another = next(other for other in doors.values() if other.csrf != door.csrf)
    tries: list[tuple[str, dict[str, object], dict[str, str]]] = [
        ("no token", {}, {"origin": BASE}),
        ("another session's", {"csrf": another.csrf}, {"origin": BASE}),
        ("another site's", {"csrf": door.csrf}, {"origin": "http://elsewhere.example"}),
        ("a frame's", {"csrf": door.csrf}, {"origin": BASE, "sec-fetch-site": "cross-site"}),
    ]
    for why, proof, headers in tries:
        answer = await door.client.post(path, data={**sent, **proof}, headers=headers)
        assert (answer.status_code, why) == (403, why)
    assert world.untouched


@pytest.mark.parametrize("row", WRITES, ids=lambda row: row.name)
async def test_fields_that_are_nobodys_to_set_change_nothing(world: World, row: Row) -> None:
    who = whoever_may(row)
    known = {*row.standard, *row.said, *OWN_FIELDS.get(row.route, set())}
    plain = await world.knock(row, who)
    wanted = changed(world)
    world.put_back()
    forged = await world.knock(row, who, {key: value for key, value in FORGED.items() if key not in known})
    if world.traces():
        assert not row.prefix or not row.standard, "the API names fields that it does not know"
        assert forged.status_code == plain.status_code
        assert changed(world) == wanted
    elif row.prefix and row.standard:
        assert forged.status_code == 422


def changed(world: World) -> list[str]:
    """Without what is drawn by lot."""
    found = [] if world.untouched else world.changes()
    return sorted(
        f"{table} {sorted((key, value) for key, value in row.items() if key not in DRAWN)}"
        for table, row in found
        if table != "tries"
    )


@pytest.mark.parametrize("row", WRITES, ids=lambda row: row.name)
async def test_the_table_sends_what_each_route_takes(world: World, row: Row) -> None:
    """Else `in` would only mean that a form was wrong."""
    if "in" not in row.expects.values() or row.route in NOT_RIGHT_ON_PURPOSE:
        return
    answer = await world.knock(row, [who for who, wanted in row.expects.items() if wanted == "in"][-1])
    assert answer.status_code < 400, answer.text


NOT_RIGHT_ON_PURPOSE = {
    "POST /me/leaving",
    "POST /me/ownership/receipt",
    "POST /family/members/{}/ownership",
    "POST /members/{}/ownership",
    "POST /sign-in",
    "POST /sign-in/members/{}/pin",
    "POST /sign-in/members/{}/password",
    "POST /enrol",
    "POST /me/password",
    "POST /family/members/{}/readmission",  # nobody is out
    "DELETE /members/{}/suspension",
    "POST /backups/sheet",
    "POST /backups/kept/{}/removal",  # it is the only one
    "DELETE /backups/kept/{}",
    "POST /ask/confirmations/{}/acceptance",  # asked at another device
    "POST /backups/kept/{}/download",
    # Files, which tests/household/test_pictures.py sends.
    "POST /me/picture",
    "POST /me/picture/removal",
    "POST /family/members/{}/picture",
    "PUT /members/{}/picture",
    "PUT /me/password",
    # Photos, which tests/chores/test_photos.py sends.
    "POST /occurrences/{}/photo",
    "PUT /occurrences/{}/photo",
    # Exports, which tests/screen_time/activitywatch/test_import_page.py sends.
    "POST /screen/devices/{}/import",
    "POST /screen-time/devices/{}/import",
    # Whether a house is brought back, tests/backups/test_return_asked.py tries.
    "POST /backups/kept/{}/restoration",
    "POST /backups/kept/{}/restorations",
    "POST /restorations/file",
    "POST /restorations/folder",
    "PUT /restoration/file",
    "PUT /restoration/folder",
    "POST /restoration/end",
    "DELETE /restoration",
    "POST /restoration/return",
    "POST /restoration/finality",
    "DELETE /restoration/replaced",
}


async def test_looking_at_everything_days_later_writes_nothing(world: World) -> None:
    """Nothing is made up, marked as missed or counted by a look; that one was here is noted before."""
    world.house.clock.forward(days=3)
    for who in ("maya", "elena"):
        await world.doors["pages"][who].client.get("/me")
        await world.doors["api"][who].client.get("/api/v1/me")
        await world.doors["pages"][who].client.get(f"/screen/members/{world.things['maya']}")
        await world.doors["pages"][who].client.get(f"/calendars/{world.things['days_of_maya']}")
    before = world.version()
    for row in all_rows():
        for who in ("maya", "elena"):
            if not row.writes:
                await world.knock(row, who)
                assert world.version() == before, f"{who} writes by looking at {row.name}"


async def test_a_key_opens_no_page_and_a_cookie_no_programs_door(world: World) -> None:
    pages, api = world.doors["pages"]["elena"].client, world.doors["api"]["elena"].client
    by_cookie = await pages.get("/api/v1/me")
    by_key = await api.get("/today")
    assert (by_cookie.status_code, meaning(by_key)) == (401, "door")


async def test_the_cookie_of_a_device_is_no_session_and_no_key(world: World) -> None:
    tablet = world.doors["pages"]["tablet"].client
    token = tablet.cookies[cookie(world.house, "device")]
    client: httpx.AsyncClient = world.house.new_client()
    client.cookies.set(cookie(world.house, "session"), token)
    client.headers["authorization"] = f"Bearer {token}"
    assert meaning(await client.get("/today")) == "door"
    assert (await client.get("/api/v1/me")).status_code == 401
