"""What parents decide: rules, different days, pauses."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Literal

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.core.work import Office, Reading
from appliance.screen_time import actions
from appliance.screen_time.forms import DifferentSent, PauseSent, RulesSent
from appliance.screen_time.models import ScreenPause
from appliance.screen_time.queries import SeenDays, SetRule, different_days, rules_of, setters_of
from appliance.screen_time.rules import PARTS, Stretch
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class StretchShown(BaseModel):
    start: time
    end: time


class CapShown(BaseModel):
    of: Literal["category", "app"]
    name: str
    minutes: list[int | None]


class PartSet(BaseModel):
    by: str
    at: datetime | None
    why: str


class RulesShown(BaseModel):
    """Of one member, Monday first; no minutes where nobody has set a limit. `since`: by part."""

    member_id: int
    id: int | None = None
    minutes: list[int] = []
    hours: list[list[StretchShown]] = []
    beds: list[StretchShown | None] = []
    caps: list[CapShown] = []
    bonus_cap: int | None = None
    why: str = ""
    set_by: str | None = None
    set_at: datetime | None = None
    since: dict[str, PartSet] = {}


class DaysShown(BaseModel):
    """Null `member_id`: all children. What is null or false stays as the week has it."""

    id: int
    member_id: int | None
    kind: Literal["holiday", "sick", "party", "day"]
    first: date
    last: date
    minutes: int | None
    unlimited: bool
    open_hours: bool
    no_bed: bool
    bed_from: time | None
    bed_until: time | None
    why: str
    set_by: str
    set_at: datetime


class PauseShown(BaseModel):
    id: int
    member_id: int
    since: datetime
    until: datetime | None
    ended_at: datetime | None
    why: str


def rules_shown(member_id: int, rules: list[SetRule], names: Mapping[int, str]) -> RulesShown:
    if not rules:
        return RulesShown(member_id=member_id)
    newest, now = rules[0], rules[0].rules
    since = {part: now.set_as(part) for part in PARTS}
    return RulesShown(
        member_id=member_id,
        id=newest.id,
        minutes=list(now.minutes),
        hours=[[_stretch(window) for window in windows] for windows in now.hours],
        beds=[_stretch(bed) if bed else None for bed in now.beds],
        caps=[CapShown(of=cap.of, name=cap.name, minutes=list(cap.minutes)) for cap in now.caps],
        bonus_cap=now.bonus_cap,
        why=newest.why,
        set_by=newest.set_by,
        set_at=newest.set_at,
        since={
            part: PartSet(by=names.get(one.by, ""), at=one.at, why=one.why) for part, one in since.items()
        },
    )


def _stretch(one: Stretch) -> StretchShown:
    return StretchShown(start=one.start, end=one.end)


def days_shown(seen: SeenDays) -> DaysShown:
    what = seen.what
    return DaysShown(
        id=seen.id,
        member_id=seen.who.id if seen.who else None,
        kind=what.kind,  # type: ignore[arg-type]
        first=what.first,
        last=what.last,
        minutes=what.minutes,
        unlimited=what.unlimited,
        open_hours=what.open_hours,
        no_bed=what.no_bed,
        bed_from=what.bed.start if what.bed else None,
        bed_until=what.bed.end if what.bed else None,
        why=what.why,
        set_by=seen.set_by,
        set_at=seen.set_at,
    )


def pause_shown(row: ScreenPause) -> PauseShown:
    return PauseShown(
        id=row.id or 0,
        member_id=row.member_id,
        since=row.set_at,
        until=row.until,
        ended_at=row.ended_at,
        why=row.why,
    )


async def rules_now(look: Reading, member_id: int) -> RulesShown:
    _member, rules = await rules_of(look, member_id)
    return rules_shown(member_id, rules, await setters_of(look))


class RulesApi(Controller):
    path = "/screen-time"
    tags = ["Screen time"]

    @get("/members/{member_id:int}/rules", summary="The rules in force, and who set each part, when and why")
    async def rules(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> RulesShown:
        async with office.reading(request.user) as look:
            return await rules_now(look, member_id)

    @put("/members/{member_id:int}/rules", guards=[parents_only], summary="Set the rules (parents)")
    async def set_rules(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[RulesSent],
    ) -> RulesShown:
        async with office.work(request.user, "api") as work:
            await actions.set_rules(work, member_id, data.rules, data.why)
            return await rules_now(work, member_id)

    @delete("/rules/{rule_id:int}", summary="Take the newest rules back: those before hold again (parents)")
    async def undo_rules(
        self, request: AppRequest, office: NamedDependency[Office], rule_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.undo_rules(work, rule_id)

    @get("/exceptions", summary="Days that are different, now and to come, as far as they are about one")
    async def exceptions(self, request: AppRequest, office: NamedDependency[Office]) -> list[DaysShown]:
        async with office.reading(request.user) as look:
            return [days_shown(seen) for seen in await different_days(look)]

    @post("/exceptions", guards=[parents_only], summary="Say that days are different (parents)")
    async def add_exception(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[DifferentSent]
    ) -> DaysShown:
        async with office.work(request.user, "api") as work:
            row = await actions.add_exception(work, data.member_id or 0, data.different)
            found = await different_days(work)
        return days_shown(next(seen for seen in found if seen.id == row.id))

    @delete("/exceptions/{exception_id:int}", summary="From today on the week decides again (parents)")
    async def end_exception(
        self, request: AppRequest, office: NamedDependency[Office], exception_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.end_exception(work, exception_id)

    @post(
        "/members/{member_id:int}/pause",
        status_code=200,
        guards=[parents_only],
        summary="Pause the screens of a child (parents); no minutes are lost",
    )
    async def pause(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[PauseSent],
    ) -> PauseShown:
        until = data.until and data.until.astimezone(UTC)
        async with office.work(request.user, "api") as work:
            return pause_shown(await actions.pause(work, member_id, until, data.why))

    @delete(
        "/members/{member_id:int}/pause",
        status_code=200,
        summary="Let a child's screens go on (parents)",
    )
    async def resume(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> PauseShown:
        async with office.work(request.user, "api") as work:
            return pause_shown(await actions.resume(work, member_id))

    @delete("/pauses/{pause_id:int}", status_code=200, summary="End this one pause (parents)")
    async def end_pause(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> PauseShown:
        async with office.work(request.user, "api") as work:
            return pause_shown(await actions.end_pause(work, pause_id))
