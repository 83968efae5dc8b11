"""Something to do on the Today page: chores that wait, one that was sent back, a wish."""

from datetime import datetime, time, timedelta

from sqlmodel import col, select

from appliance.chores.actions import approve, complete, make_ahead, send_back
from appliance.chores.actions.checklist import tick_step
from appliance.chores.actions.photos import complete_with_photo
from appliance.chores.models import Occurrence
from appliance.chores.rules.states import State
from appliance.core.clock import from_local
from appliance.core.errors import RuleBroken
from appliance.core.files import Files
from appliance.core.work import Office, Work
from appliance.demo.people import Home
from appliance.demo.snapshot import tidy_room
from appliance.rewards.actions import ask_for_reward
from appliance.rewards.models import Reward

# The first of these that is due is ticked off already. Maya keeps the cat, so that there is something to try.
TICKED_OFF = {
    "Leo": ("Do homework",),
    "Maya": ("Practice piano", "Tidy your room", "Water the plants"),
    "Tobi": ("Lay the table",),
}
MORNING = {"Maya": ("Brush your teeth", "Put your clothes on")}
PACKED = {"Maya": ("Pack your school bag",)}
PROVEN = ("Tidy your room",)
SENT_BACK = {"Leo": ("Empty the dishwasher", "The pans are still in there.")}
WISHES = {"Maya": "Ice cream"}
A_WHILE = timedelta(minutes=25)


async def begin_today(office: Office, home: Home, files: Files) -> None:
    async with office.work(home.house, "demo") as work:
        await make_ahead(work)
        moment = max(work.now - A_WHILE, from_local(work.today, time(0), home.zone))
    for child in home.plan.children:
        await _morning(office, home, child.name, moment)
        await _tick_off(office, home, files, child.name, moment)
        if child.name in SENT_BACK:
            await _send_back(office, home, child.name, moment)
        if child.name in WISHES:
            await _wish(office, home, child.name, moment)


async def _morning(office: Office, home: Home, name: str, moment: datetime) -> None:
    for title in MORNING.get(name, ()):
        occurrence_id = await _done(office, home, name, title, moment)
        if occurrence_id is not None:
            async with office.work(home.actor(home.plan.owner.name), "demo", moment) as work:
                await approve(work, occurrence_id)


async def _tick_off(office: Office, home: Home, files: Files, name: str, moment: datetime) -> None:
    for title in PACKED.get(name, ()):
        await _done(office, home, name, title, moment)
    for title in TICKED_OFF[name]:
        if title in PROVEN and await _proven(office, home, files, name, title):
            return
        if title not in PROVEN and await _done(office, home, name, title, moment) is not None:
            return


async def _proven(office: Office, home: Home, files: Files, name: str, title: str) -> bool:
    """`I did it`, with the photo that the chore asks for."""
    async with office.work(home.house, "demo") as work:
        occurrence_id = await _due_today(work, title)
    if occurrence_id is not None:
        await complete_with_photo(office, files, home.actor(name), occurrence_id, tidy_room(), "demo")
    return occurrence_id is not None


async def _send_back(office: Office, home: Home, name: str, moment: datetime) -> None:
    title, note = SENT_BACK[name]
    occurrence_id = await _done(office, home, name, title, moment)
    if occurrence_id is not None:
        async with office.work(home.actor(home.plan.owner.name), "demo") as work:
            await send_back(work, occurrence_id, note)


async def _done(office: Office, home: Home, name: str, title: str, moment: datetime) -> int | None:
    """`I did it`, where it is due today and nobody has touched it."""
    async with office.work(home.actor(name), "demo", moment) as work:
        occurrence_id = await _due_today(work, title)
        if occurrence_id is not None:
            for step in range(_steps(home, title)):
                await tick_step(work, occurrence_id, step)
            await complete(work, occurrence_id)
        return occurrence_id


def _steps(home: Home, title: str) -> int:
    return next(len(chore.more.get("steps", ())) for chore in home.plan.chores if chore.title == title)


async def _due_today(work: Work, title: str) -> int | None:
    """What nobody has touched yet."""
    found = await work.db.exec(
        select(Occurrence.id)
        .where(Occurrence.family_id == work.actor.family_id, Occurrence.title == title)
        .where(Occurrence.due_local == work.today, Occurrence.state == State.OPEN)
        .where(col(Occurrence.returned_at).is_(None))
    )
    return found.first()


async def _wish(office: Office, home: Home, name: str, moment: datetime) -> None:
    try:
        async with office.work(home.actor(name), "demo", moment) as work:
            found = await work.db.exec(
                select(Reward.id).where(Reward.family_id == home.id, Reward.title == WISHES[name])
            )
            reward_id = found.first()
            if reward_id is not None:
                await ask_for_reward(work, reward_id)
    except RuleBroken:
        return  # the same wish waits since an earlier start
