"""What the Riveras are in the middle of: a cold just over, a holiday to come, a child's ideas, a photo."""

from datetime import timedelta

from sqlmodel import select

from appliance.chores.actions import ChorePlan, PausePlan, add_chore, begin_pause
from appliance.chores.actions.photos import complete_with_photo
from appliance.chores.actions.proposals import Idea, Terms, accept_proposal, propose_chore
from appliance.chores.models import Occurrence
from appliance.chores.rules.repeats import once
from appliance.core.files import Files
from appliance.core.work import Office, Work
from appliance.demo.dues import ILL
from appliance.demo.people import Home
from appliance.demo.snapshot import nest_box

FAMILY = "Rivera"
TO_THE_SEA = (timedelta(days=12), timedelta(days=16))
NEST_BOX = "Build a nest box"


async def be_in_the_middle(office: Office, home: Home, files: Files) -> None:
    if home.plan.name != FAMILY:
        return
    async with office.work(home.actor("Elena"), "demo") as work:
        await _away(work, home)
        await add_chore(work, _nest_box(work, home))
    await _ideas(office, home)
    async with office.reading(home.actor("Leo")) as look:
        box = (await look.db.exec(select(Occurrence.id).where(Occurrence.title == NEST_BOX))).one()
    await complete_with_photo(office, files, home.actor("Leo"), box or 0, nest_box(), "demo")


async def _away(work: Work, home: Home) -> None:
    for name, (first, last) in ILL.items():
        days = (work.today - first, work.today - last)
        await begin_pause(work, PausePlan("sick", *days, home.member_id(name), "A cold"))
    first, last = TO_THE_SEA
    await begin_pause(work, PausePlan("holiday", work.today + first, work.today + last, note="At the sea"))


def _nest_box(work: Work, home: Home) -> ChorePlan:
    return ChorePlan(
        title=NEST_BOX,
        people=(home.member_id("Leo"),),
        repeat=once(work.today, home.zone),
        points=8,
        effort=3,
        details="The saw only together with Dad.",
        photo=True,
    )


async def _ideas(office: Office, home: Home) -> None:
    async with office.work(home.actor("Leo"), "demo") as work:
        cook = await propose_chore(work, Idea("Cook dinner", 8, "thursday", "Pancakes or spaghetti"))
        await propose_chore(work, Idea("Clean the bikes", 6, "once", "All four of them"))
    async with office.work(home.actor("Marco"), "demo") as work:
        await accept_proposal(work, cook.id or 0, "Gladly! Six points, and I help.", Terms(points=6))
