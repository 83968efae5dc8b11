"""Requests that a parent wanted to hear of later, and those that nobody answered."""

from datetime import timedelta

from sqlmodel import and_, col, or_, select

from appliance.core.jobs import Job
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household.models import Family, blocks_of
from appliance.screen_time.actions import bring_back_later, let_requests_lapse
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.rules import OPEN, State


async def mind_requests(office: Office) -> None:
    """Writes nothing where nothing is due."""
    for house in await _houses_with_due(office):
        async with office.work(house, "clock") as work:
            await bring_back_later(work)
            await let_requests_lapse(work)


async def _houses_with_due(office: Office) -> list[Actor]:
    async with office.reading(the_house()) as look:
        back = and_(col(TimeRequest.state) == State.LATER, col(TimeRequest.later_at) <= look.now)
        over = and_(col(TimeRequest.state).in_(OPEN), col(TimeRequest.lapses_at) <= look.now)
        due = select(TimeRequest.family_id).where(or_(back, over))
        families = (await look.db.exec(select(Family).where(col(Family.id).in_(due)))).all()
    return [the_house(family.id or 0, family.zone, blocks_of(family)) for family in families]


JOBS = (Job("requests", timedelta(seconds=30), mind_requests),)
