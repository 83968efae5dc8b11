"""The map of apps as a family has it, and which of them were seen lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import AppChoice, Source, UsageInterval
from appliance.screen_time.policy import may_see_apps
from appliance.screen_time.rules import App, AppMap, Chosen
from appliance.screen_time.rules.apps import Standing, called, searched

EVERYONE = 0  # as the member of a choice
LATELY = timedelta(days=14)
FOUND = 60  # apps that one search shows


async def app_map(look: Reading, member_id: int) -> AppMap:
    """How the apps of one child count; 1 query."""
    rows = await look.db.exec(
        select(AppChoice.member_id, AppChoice.app, AppChoice.category, AppChoice.standing).where(
            AppChoice.family_id == look.viewer.family_id, col(AppChoice.member_id).in_((EVERYONE, member_id))
        )
    )
    said: dict[int, dict[str, Chosen]] = {EVERYONE: {}, member_id: {}}
    for member, app, category, standing in rows:
        said[member][app] = Chosen(category, standing)
    return AppMap(said[member_id] if member_id else {}, said[EVERYONE])


@dataclass(frozen=True)
class Choice:
    """`name` is of the child for whom it holds; empty: for all children."""

    id: int
    app: str
    member_id: int
    name: str
    category: str
    standing: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Seen:
    """An app as it counts for the viewer's children, or for the viewer; `minutes` of the last two weeks."""

    app: App
    minutes: int
    last: datetime | None
    choices: Sequence[Choice]

    @property
    def name(self) -> str:
        return self.app.name

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.member_id == EVERYONE), None)

    @property
    def exceptions(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.member_id != EVERYONE]


@dataclass(frozen=True)
class _Used:
    category: str
    standing: str
    seconds: int
    last: datetime


async def apps_of(look: Reading, words: str = "") -> list[Seen]:
    """Those without a kind first, then by when they were seen last, then chosen ones; 2 queries.

    With words: whatever of them, or of the map that we bring, is called so.
    """
    _must_see(look)
    used, choices = await _used_lately(look), await choices_of(look)
    names = [*used, *(choice.app for choice in choices if choice.app not in used)]
    if words:
        sought = searched(words)
        names = [name for name in names if words.casefold() in name.casefold() or name in sought]
        names += [name for name in sought if name not in names]
    shown = [seen_as(look, name, used.get(name), choices) for name in dict.fromkeys(names)]
    return sorted(shown, key=lambda seen: seen.app.known)[: FOUND if words else None]


async def app_called(look: Reading, name: str) -> Seen:
    """2 queries."""
    _must_see(look)
    known = called(name).name
    used, choices = await _used_lately(look), await choices_of(look)
    return seen_as(look, known, used.get(known), choices)


def seen_as(look: Reading, name: str, used: _Used | None, choices: Sequence[Choice]) -> Seen:
    own = [choice for choice in choices if choice.app == name]
    said = {choice.member_id: {name: Chosen(choice.category, choice.standing)} for choice in own}
    viewer = 0 if look.viewer.cares else look.viewer.member_id
    app = AppMap(said.get(viewer, {}) if viewer else {}, said.get(EVERYONE, {})).chosen(_reported(name, used))
    return Seen(app, used.seconds // 60 if used else 0, used.last if used else None, own)


def _reported(name: str, used: _Used | None) -> App:
    """The map's word, or for an app that it does not know what its report said."""
    app = called(name)
    if app.known or used is None or used.category == app.category:
        return app
    return App(name, used.category, Standing(used.standing))


def _must_see(look: Reading) -> None:
    if not may_see_apps(look.viewer):
        raise NotFound(_("There is no such page."))


async def _used_lately(look: Reading) -> Mapping[str, _Used]:
    """The latest first; a child's are its own. SQLite takes the other columns from the row of the maximum."""
    last = func.max(UsageInterval.end_at)
    seconds = func.sum(func.unixepoch(UsageInterval.end_at) - func.unixepoch(UsageInterval.start_at))
    asked = (
        select(UsageInterval, seconds, last)
        .where(UsageInterval.family_id == look.viewer.family_id)
        .where(col(UsageInterval.start_at) > look.now - LATELY, UsageInterval.source != Source.SILENCE)
        .group_by(UsageInterval.app)
        .order_by(last.desc())
    )
    if not look.viewer.cares:
        asked = asked.where(UsageInterval.member_id == look.viewer.member_id)
    rows = await look.db.exec(asked)
    return {row.app: _Used(row.category, row.standing, total, at) for row, total, at in rows}


async def choices_of(look: Reading) -> list[Choice]:
    """The family's, the newest first; a child reads those for everyone and its own."""
    setter, child = aliased(Member), aliased(Member)
    asked = (
        select(AppChoice, setter, child.name)
        .outerjoin(setter, col(setter.id) == AppChoice.set_by)
        .outerjoin(child, col(child.id) == AppChoice.member_id)
        .where(AppChoice.family_id == look.viewer.family_id)
        .order_by(col(AppChoice.set_at).desc(), col(AppChoice.id))
    )
    if not look.viewer.cares:
        asked = asked.where(col(AppChoice.member_id).in_((EVERYONE, look.viewer.member_id)))
    return [_choice(look, row, by, name) for row, by, name in await look.db.exec(asked)]


def _choice(look: Reading, row: AppChoice, by: Member | None, child: str | None) -> Choice:
    setter = shown_name(look, by.name, by.left_at) if by else ""
    return Choice(
        row.id or 0, row.app, row.member_id, child or "", row.category, row.standing, setter, row.set_at
    )
