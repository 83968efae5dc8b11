"""What a chore would mean, before it is saved."""

from datetime import date, datetime, time

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.chores.api.sent import ChoreSent, plan_of_sent
from appliance.chores.queries import chore_named
from appliance.chores.queries.coming import Foreseen, Preview, preview_of
from appliance.chores.rules.words import repeat_text
from appliance.core.work import Office, Reading
from appliance.web.request import AppRequest


class TimeShown(BaseModel):
    """`until`: the last day on which it may be done. `members`: none where all are away; all who may take
    it where whoever comes first does it.
    """

    day: date
    nth: int
    time: time | None
    until: date
    due_at: datetime
    members: list[int]


class PreviewShown(BaseModel):
    """`words` are in the language of the key's member, `repeat` is what would be stored."""

    repeat: str
    words: str
    times: list[TimeShown]


class PreviewApi(Controller):
    path = "/chores"
    tags = ["Chores"]

    @post(
        "/preview",
        status_code=200,
        summary="The next ten dates of a chore, and whose; nothing is saved (parents)",
    )
    async def preview(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ChoreSent]
    ) -> PreviewShown:
        async with office.reading(request.user) as look:
            plan = await plan_of_sent(look, data)
            return _preview(look, await preview_of(look, plan))

    @post(
        "/{chore_id:int}/preview",
        status_code=200,
        summary="The same of a chore as it would be changed (parents)",
    )
    async def preview_of_change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        chore_id: FromPath[int],
        data: JSONBody[ChoreSent],
    ) -> PreviewShown:
        async with office.reading(request.user) as look:
            await chore_named(look, chore_id)
            plan = await plan_of_sent(look, data)
            return _preview(look, await preview_of(look, plan, chore_id))


def _preview(look: Reading, found: Preview) -> PreviewShown:
    return PreviewShown(
        repeat=repeat_text(found.rhythm.repeat),
        words=found.words(look.viewer.language),
        times=[_time(one) for one in found.dates],
    )


def _time(one: Foreseen) -> TimeShown:
    return TimeShown(
        day=one.day,
        nth=one.time.nth,
        time=one.time.at,
        until=one.time.until,
        due_at=one.time.due_at,
        members=[member.id for member in one.people if member.id],
    )
