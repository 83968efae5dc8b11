"""A family of eight with years behind it, written straight into the tables: 6,000 occurrences a year."""

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from appliance.app import open_office
from appliance.assistant.models import Memory
from appliance.chores.models import Chore, Occurrence
from appliance.core.audit import AuditRow
from appliance.core.clock import from_local, local_day, system_clock
from appliance.core.secrets import new_token, token_hash
from appliance.core.settings import Settings
from appliance.household.models import Family, Member, SignIn
from appliance.rewards.models import PointEntry, Reward, Wish
from appliance.screen_time.models import BonusMinutes, ScreenDay, ScreenRule, UsageDay, UsageInterval
from scripts.benchmarks.screen_days import days_over

ZONE = "Europe/Berlin"
PEOPLE = (
    ("Nora", "parent", None),
    ("Jonas", "parent", None),
    ("Ida", "teen", date(2010, 5, 2)),
    ("Ben", "teen", date(2012, 1, 19)),
    ("Lea", "child", date(2015, 8, 7)),
    ("Tom", "child", date(2016, 11, 23)),
    ("Kai", "child", date(2018, 3, 14)),
    ("Zoe", "child", date(2019, 6, 30)),
)
PARENT, FIRST_CHILD, CHILDREN = 1, 3, range(3, 9)
DAILY, WEEKLY, AHEAD, SITTINGS = 16, 3, 21, 20
DAY = timedelta(days=1)
Row = dict[str, object]


@dataclass(frozen=True)
class Made:
    """Where it lies, and the cookies with which its people are signed in, by member."""

    data: Path
    tokens: dict[int, str]
    occurrences: int


@dataclass(frozen=True)
class Span:
    first: date
    today: date
    now: datetime

    @property
    def past(self) -> list[date]:
        return [self.first + DAY * n for n in range((self.today - self.first).days)]


def make_household(data: Path, years: float = 1) -> Made:
    return asyncio.run(_made(data, years))


async def _made(data: Path, years: float) -> Made:
    office = open_office(Settings(data=data))
    now = system_clock()
    today = local_day(now, ZONE)
    span = Span(today - DAY * round(365 * years), today, now)
    tokens = {member: new_token() for member in (PARENT, FIRST_CHILD, len(PEOPLE))}
    occurrences = list(_occurrences(span))
    try:
        async with office.database.writing() as db:
            connection = await db.connection()
            await _write(connection, _people(span, tokens))
            await _write(connection, {Chore: _chores(span), Occurrence: occurrences})
            await _write(connection, {Reward: _rewards(span), Wish: _wishes(span)})
            await _write(connection, _consequences(occurrences))
            usage = list(_usage(span))
            days, apps = days_over(usage, today, ZONE)
            await _write(connection, {UsageInterval: usage, ScreenDay: days, UsageDay: apps})
            await _write(connection, {Memory: list(_memories(span))})
    finally:
        await office.database.close()
    return Made(data, tokens, sum(row["due_local"] < today for row in occurrences))  # type: ignore[operator]


async def _write(connection: AsyncConnection, tables: dict[type[SQLModel], list[Row]]) -> None:
    """A column that gets its default from a function has none in SQL."""
    for table, rows in tables.items():
        fields = table.model_fields.items()
        given = {
            name: field.get_default(call_default_factory=True)
            for name, field in fields
            if field.default_factory
        }
        await connection.execute(insert(table), [{**given, **row} for row in rows])


def _people(span: Span, tokens: dict[int, str]) -> dict[type[SQLModel], list[Row]]:
    since = _at(span.first)
    members = [
        {
            "id": n,
            "family_id": 1,
            "name": name,
            "role": role,
            "owner": n == 1,
            "born": born,
            "created_at": since,
        }
        for n, (name, role, born) in enumerate(PEOPLE, 1)
    ]
    open_ = [_sign_in(member, token_hash(token), span.now, None) for member, token in tokens.items()]
    ended = [_sign_in(1 + n % 8, hashlib.sha256(b"%d" % n).hexdigest(), since, since) for n in range(400)]
    limits = [
        {"family_id": 1, "member_id": child, "minutes": [60 + 10 * n] * 5 + [120] * 2}
        | {"set_by": PARENT, "set_at": _at(span.first + DAY * 30 * n)}
        for n in range(6)
        for child in CHILDREN
    ]
    family = {"id": 1, "name": "Lindgren", "zone": ZONE, "created_at": since}
    return {Family: [family], Member: members, SignIn: [*ended, *open_], ScreenRule: limits}


def _sign_in(member: int, hashed: str, at: datetime, revoked: datetime | None) -> Row:
    end = at + timedelta(days=180)
    return {"family_id": 1, "member_id": member, "token_hash": hashed, "created_at": at} | {
        "seen_at": at,
        "ends_at": end,
        "revoked_at": revoked,
    }


def _chores(span: Span) -> list[Row]:
    words = (
        "Feed the cat",
        "Lay the table",
        "Tidy the room",
        "Practice piano",
        "Walk the dog",
        "Do homework",
    )
    return [
        {
            "id": n,
            "family_id": 1,
            "title": f"{words[n % 6]} {n}",
            "people": [3 + n % 6],
            "repeat": {
                "rrule": "FREQ=DAILY" if n <= DAILY else "FREQ=WEEKLY;BYDAY=SA",
                "dtstart_local": datetime.combine(span.first, datetime.min.time()).isoformat(),
                "zone": ZONE,
                "mode": "schedule",
            },
            "points": 5 + n,
            "bonus_minutes": 10 if n % 4 == 0 else 0,
            "made_until": span.today + DAY * AHEAD,
            "created_by": PARENT,
            "created_at": _at(span.first),
        }
        for n in range(1, DAILY + WEEKLY + 1)
    ]


def _occurrences(span: Span) -> Iterator[Row]:
    for day in [*span.past, *(span.today + DAY * n for n in range(AHEAD + 1))]:
        for chore in range(1, DAILY + 1 + (WEEKLY if day.weekday() == 5 else 0)):
            yield _occurrence(day, chore, _state(span, day, chore))


def _state(span: Span, day: date, chore: int) -> str:
    """Today a quarter is done and a quarter waits; of yesterday's two are late."""
    if day > span.today:
        return "open"
    if day == span.today:
        return ("approved", "waiting", "open", "open")[chore % 4]
    if day == span.today - DAY and chore in (2, 7):
        return "open"
    return "missed" if (day.toordinal() * 7 + chore) % 9 == 0 else "approved"


def _occurrence(day: date, chore: int, state: str) -> Row:
    done, said = state == "approved", state in ("approved", "waiting")
    child = 3 + chore % 6
    return {
        "family_id": 1,
        "chore_id": chore,
        "due_local": day,
        "due_at": from_local(day + DAY, datetime.min.time(), ZONE),
        "assignee_id": child,
        "title": f"Chore number {chore}",
        "points": 5 + chore,
        "bonus_minutes": 10 if chore % 4 == 0 else 0,
        "state": state,
        "done_by": child if said else None,
        "done_at": _at(day, 7 * 60 + chore) if said else None,
        "approved_by": PARENT if done else None,
        "approved_at": _at(day, 9 * 60 + chore) if done else None,
        "round": int(done),
    }


def _rewards(span: Span) -> list[Row]:
    return [
        {"id": n, "family_id": 1, "title": f"Reward {n}", "points": 40 * n, "minutes": 30 * (n % 2)}
        | {"created_by": PARENT, "created_at": _at(span.first)}
        for n in range(1, 9)
    ]


def _wishes(span: Span) -> list[Row]:
    old = [_wish(child, day, "redeemed") for day in span.past[::7] for child in CHILDREN]
    return [*old, _wish(4, span.today, "waiting"), _wish(6, span.today, "waiting")]


def _wish(child: int, day: date, state: str) -> Row:
    decided = state == "redeemed"
    return {
        "family_id": 1,
        "reward_id": 1 + child % 8,
        "member_id": child,
        "title": "Reward",
        "points": 40,
    } | {
        "minutes": 0,
        "state": state,
        "asked_at": _at(day, 60),
        "decided_by": PARENT if decided else None,
        "decided_at": _at(day, 120) if decided else None,
        "redeemed_by": PARENT if decided else None,
        "redeemed_at": _at(day, 120) if decided else None,
        "round": int(decided),
    }


def _consequences(occurrences: list[Row]) -> dict[type[SQLModel], list[Row]]:
    """Points, minutes on top, and the lines of the audit, as approvals bring them."""
    approved = [row for row in occurrences if row["state"] == "approved"]
    common = [
        {"family_id": 1, "member_id": row["assignee_id"], "by_member_id": PARENT, "at": row["approved_at"]}
        | {"cause": f"occurrence:{row['chore_id']}:{row['due_local']}"}
        for row in approved
    ]
    points = [
        {**one, "amount": row["points"], "kind": "earned", "title": row["title"]}
        for one, row in zip(common, approved, strict=True)
    ]
    minutes = [
        {**one, "day": row["due_local"], "minutes": 10, "kind": "earned", "why": row["title"]}
        for one, row in zip(common, approved, strict=True)
        if row["bonus_minutes"]
    ]
    audit = [
        {
            "family_id": 1,
            "member_id": who,
            "door": "page",
            "verb": verb,
            "facts": "{}",
            "at": row["approved_at"],
        }
        for row in approved
        for who, verb in ((row["assignee_id"], "OccurrenceCompleted"), (PARENT, "OccurrenceApproved"))
    ]
    return {PointEntry: points, BonusMinutes: minutes, AuditRow: audit}


def _usage(span: Span) -> Iterator[Row]:
    """Twenty short intervals a child and day, 43,800 a year."""
    luck = Random(7)
    for day in [*span.past, span.today]:
        for child in CHILDREN:
            starts = sorted(luck.sample(range(0, 600, 6), SITTINGS + 1))
            for n, (start, end) in enumerate(pairwise(starts)):
                yield _interval(child, _at(day, start), min(end - start, 5), n)


def _interval(child: int, start: datetime, minutes: int, number: int) -> Row:
    app, category = (("Block world", "games"), ("Videos", "video"), ("Browser", "web"))[number % 3]
    end = start + timedelta(minutes=minutes)
    return {"family_id": 1, "member_id": child, "source": "agent", "device": "Tablet", "app": app} | {
        "category": category,
        "start_at": start,
        "end_at": end,
        "stored_by": child,
        "stored_at": end,
    }


def _memories(span: Span) -> Iterator[Row]:
    """Three hundred, however many years: each is read by the model once after the start."""
    for n in range(300):
        at = _at(span.today - DAY * (n + 1))
        yield {
            "family_id": 1,
            "owner_id": 1 + n % 8,
            "text": f"The spare key number {n} is in drawer {n % 12}",
        } | {
            "visible_to": ("family", "parents", "private")[n % 3],
            "created_by": 1 + n % 8,
            "created_at": at,
        }


def _at(day: date, minute: int = 0) -> datetime:
    """So many minutes after nine in the morning of that day, UTC."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=system_clock().tzinfo) + timedelta(minutes=minute)
