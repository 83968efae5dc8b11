"""Screen time for other programs of the house: balances, rules, reports of use, gifts."""

from datetime import UTC, date, datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.screen_time import actions
from appliance.screen_time.actions.looks import note_look
from appliance.screen_time.api.days import CategoryShown, DeviceShown, categories, device_shown
from appliance.screen_time.forms import GiftSent, UsageSent
from appliance.screen_time.models import Source
from appliance.screen_time.queries import (
    Balance,
    balances_of_children,
    must_see_usage,
    screen_of,
    time_left,
)
from appliance.web.request import AppRequest


class ClosedShown(BaseModel):
    of: str
    name: str


class MinutesBalance(BaseModel):
    """Null minutes: they do not end.

    `why`: open, no_limit, unlimited, paused, bedtime, hours or used_up. `until`: how long it stays so with
    the screen on; `next_change`: what the clock alone brings. `set_by`, `set_at`, `note`: of what decides.
    `closed`: categories and apps whose own limit is reached.
    """

    member_id: int
    day: date
    used_minutes: int
    allowed_minutes: int | None
    bonus_minutes: int
    minutes_left: int | None
    open: bool
    why: str
    until: datetime | None
    next_change: datetime | None
    set_by: str
    set_at: datetime | None
    note: str
    closed: list[ClosedShown]


class DayShown(BaseModel):
    """`different`: the kind of an exception that held, or nothing."""

    day: date
    used_minutes: int
    allowed_minutes: int | None
    bonus_minutes: int
    different: str


class WeekShown(BaseModel):
    member_id: int
    today: list[CategoryShown]
    devices: list[DeviceShown]
    days: list[DayShown]


class Stored(BaseModel):
    """How many intervals were new, and the balance that follows."""

    stored: int
    balance: MinutesBalance


class GiftShown(BaseModel):
    id: int
    member_id: int
    minutes: int
    day: date
    why: str


def shown(balance: Balance) -> MinutesBalance:
    return MinutesBalance(
        member_id=balance.member_id,
        day=balance.day,
        used_minutes=balance.used,
        allowed_minutes=balance.allowed,
        bonus_minutes=balance.bonus,
        minutes_left=balance.left,
        open=balance.decision.allowed,
        why=balance.decision.why,
        until=balance.decision.until,
        next_change=balance.decision.next_change,
        set_by=balance.set_by,
        set_at=balance.decision.set_at,
        note=balance.decision.note,
        closed=[ClosedShown(of=one.of, name=one.name) for one in balance.decision.closed],
    )


class ScreenTimeApi(Controller):
    path = "/screen-time"
    tags = ["Screen time"]

    @get("/balances", summary="Today of all children; a child gets its own")
    async def balances(self, request: AppRequest, office: NamedDependency[Office]) -> list[MinutesBalance]:
        async with office.reading(request.user) as look:
            return [shown(balance) for balance in (await balances_of_children(look)).values()]

    @get("/members/{member_id:int}/balance", summary="Minutes used and left today, and what changes next")
    async def balance(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> MinutesBalance:
        async with office.reading(request.user) as look:
            return shown(await time_left(look, member_id))

    @get("/members/{member_id:int}/usage", summary="Where today went, and the last seven days")
    async def usage(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> WeekShown:
        async with office.reading(request.user) as look:
            must_see_usage(look, member_id)
            seen = await screen_of(look, member_id)
        await note_look(office, request.user, member_id, seen.own_look)
        return WeekShown(
            member_id=member_id,
            today=categories(seen.where.counted, seen.where.free),
            devices=[device_shown(line) for line in seen.devices],
            days=[
                DayShown(
                    day=day.day,
                    used_minutes=day.used,
                    allowed_minutes=day.allowed,
                    bonus_minutes=day.bonus,
                    different=day.different,
                )
                for day in seen.week
            ],
        )

    @post(
        "/members/{member_id:int}/usage",
        status_code=200,
        summary="Report measured intervals; the same ones again are stored once",
    )
    async def report(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[UsageSent],
    ) -> Stored:
        measured = [interval.measured for interval in data.intervals]
        async with office.work(request.user, "api") as work:
            stored = await actions.store_usage(work, member_id, measured, Source.API, data.device)
            return Stored(stored=stored, balance=shown(await time_left(work, member_id)))

    @post("/members/{member_id:int}/grants", summary="Give minutes for today (a guest 30 in all)")
    async def give(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[GiftSent],
    ) -> GiftShown:
        async with office.work(request.user, "api") as work:
            row = await actions.grant_minutes(
                work,
                member_id,
                data.minutes,
                why=data.why,
                once=data.once,
                expires_at=data.expires_at and data.expires_at.astimezone(UTC),
            )
        return GiftShown(
            id=row.id or 0, member_id=row.member_id, minutes=row.minutes, day=row.day, why=row.why
        )

    @delete("/grants/{bonus_id:int}", summary="Take given minutes back (a guest their own)")
    async def take_back(
        self, request: AppRequest, office: NamedDependency[Office], bonus_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.take_back(work, bonus_id)
