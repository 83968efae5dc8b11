"""Who asked for more time lately, what was answered, and what waits."""

from dataclasses import dataclass
from datetime import time, timedelta

from appliance.core.clock import from_local
from appliance.core.errors import RuleBroken
from appliance.core.work import Office
from appliance.demo.people import Home
from appliance.screen_time.actions import ask_for_time
from appliance.screen_time.actions.answers import answer_request
from appliance.screen_time.rules import Reply, Saying

AFTER = timedelta(minutes=7)  # until somebody answered
WAITS = timedelta(minutes=12)


@dataclass(frozen=True)
class Asked:
    days: int
    at: time
    by: str
    minutes: int
    reason: str
    answer: str
    reply: Reply


ASKED = {
    "Rivera": (
        Asked(9, time(18), "Leo", 45, "Everyone is online for the tournament", "Marco", Reply(Saying.YES)),
        Asked(
            8,
            time(17),
            "Maya",
            20,
            "I want to finish my farm",
            "Elena",
            Reply(Saying.LESS, 10, "Then dinner."),
        ),
        Asked(
            4,
            time(20),
            "Leo",
            60,
            "",
            "Elena",
            Reply(Saying.NO, note="It is late, and tomorrow is a test. On Saturday gladly."),
        ),
        Asked(2, time(17, 30), "Leo", 30, "The film has half an hour left", "Marco", Reply(Saying.YES)),
    ),
    "Okafor": (),
}
WAITING = {"Rivera": ("Leo", 30, "My friends play until seven")}


async def ask_and_answer(office: Office, home: Home) -> None:
    async with office.reading(home.house) as look:
        today = look.today
    for asked in ASKED[home.plan.name]:
        at = from_local(today - timedelta(days=asked.days), asked.at, home.zone)
        async with office.work(home.actor(asked.by), "demo", at) as work:
            request = await ask_for_time(work, asked.minutes, asked.reason)
        async with office.work(home.actor(asked.answer), "demo", at + AFTER) as work:
            await answer_request(work, request.id or 0, asked.reply)


async def ask_now(office: Office, home: Home) -> None:
    """Nothing waits at night, nor while the last one does."""
    if home.plan.name not in WAITING:
        return
    name, minutes, reason = WAITING[home.plan.name]
    try:
        async with office.work(home.actor(name), "demo", office.clock() - WAITS) as work:
            await ask_for_time(work, minutes, reason)
    except RuleBroken:
        return
