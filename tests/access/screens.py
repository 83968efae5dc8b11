"""Everything about Maya's screens that somebody could look at or change: one row of each kind, at least."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import SQLModel

from appliance.core.secrets import token_hash
from appliance.core.work import Work
from appliance.screen_time import actions
from appliance.screen_time import models as m
from appliance.screen_time.actions import add_device, make_device_code
from appliance.screen_time.actions.apps import choose_app
from appliance.screen_time.rules import Cap, Different, same_every_week
from tests.support.access import token_of_phone

Things = dict[str, int | str]
GAMES = replace(same_every_week(60, 90), caps=(Cap("category", "games", (45,) * 7),))


async def devices_and_days(work: Work, maya: int) -> Things:
    family, me, now = work.actor.family_id, work.actor.member_id, work.now
    phone, _token = await add_device(work, "Walrus phone", kind="phone", way="rest", member_id=maya)
    phone.version, phone.token_hash = "1.4 for walruses", token_hash(token_of_phone(family))
    await make_device_code(work, "Laptop to come")
    account = m.DeviceAccount(
        family_id=family, device_id=phone.id or 0, account="maya-at-home", member_id=maya, seen_at=now
    )
    work.db.add_all([phone, account])
    await work.db.flush()
    device = phone.id or 0
    bucket = m.Bucket(
        family_id=family, device_id=device, name="aw-watcher-window_walrus", type="currentwindow", made_ms=0
    )
    work.db.add_all([bucket, *_rows(family, me, maya, device, work)])
    await work.db.flush()
    told = m.ToldEvent(family_id=family, bucket_id=bucket.id or 0, start_ms=0, end_ms=1, words='{"app":"x"}')
    work.db.add(told)
    await work.db.flush()
    decided = await different(work, maya)
    choice = await choose_app(work, "Puzzle farm", "games")
    made = {"choice": choice, "phone": phone, "account": account, "told": told}
    words = {"watched": bucket.name, "over": str(work.today - timedelta(days=1))}
    return decided | {name: row.id or 0 for name, row in made.items()} | words


async def different(work: Work, maya: int) -> Things:
    await actions.set_rules(work, maya, GAMES, "the walrus sleeps longer")
    rule = await actions.set_rules(work, maya, replace(GAMES, bonus_cap=30), "half marks for the walrus")
    party = await actions.add_exception(
        work, maya, Different("party", work.today, work.today, 120, why="a walrus party")
    )
    pause = await actions.pause(work, maya, why="dinner is hot")
    await work.db.flush()
    return {"rule": rule.id or 0, "party": party.id or 0, "pause": pause.id or 0}


def _rows(family: int, me: int, maya: int, device: int, work: Work) -> list[SQLModel]:
    now, today = work.now, work.today
    return [
        m.DeviceQuiet(family_id=family, device_id=device, since=now, noticed_at=now, heard_at=now),
        m.OpenApp(family_id=family, device_id=device, app="Puzzle farm", opened_at=now),
        m.ScreenPolicy(family_id=family),
        m.ScreenLook(family_id=family, member_id=maya, viewer_id=me, day=today, at=now),
        m.UsageDay(
            family_id=family,
            member_id=maya,
            day=today - timedelta(days=1),
            device="Old tablet",
            app="Chess",
            category="games",
            standing="counted",
            seconds=600,
        ),
        m.ScreenDay(
            family_id=family,
            member_id=maya,
            day=today - timedelta(days=1),
            counted=600,
            free=0,
            allowed=60,
            rolled_at=now,
        ),
    ]
