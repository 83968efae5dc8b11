"""What an app is and whether it uses up minutes, where a family sees it otherwise than the map we bring."""

from sqlalchemy import update
from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.screen_time import policy
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import AppChoiceForgotten, AppChosen
from appliance.screen_time.models import AppChoice, UsageInterval
from appliance.screen_time.queries.apps import EVERYONE
from appliance.screen_time.rules import CATEGORIES, App, AppMap, Chosen, Standing, day_of
from appliance.screen_time.rules.apps import called

LONGEST_NAME = 80


async def choose_app(
    work: Work, app: str, category: str = "", standing: str = "", member_id: int = EVERYONE
) -> AppChoice:
    """For all children or for one. Use of today is counted anew; days that are over stay as they were."""
    if not policy.may_choose_apps(work.actor):
        raise NotAllowed(_("Only a parent can change how an app counts."))
    _check(app, category, standing)
    if member_id != EVERYONE:
        await child_of(work, member_id)
    name = called(app).name
    row = await _choice_of(work, name, member_id) or AppChoice(
        family_id=work.actor.family_id, member_id=member_id, app=name, set_by=0, set_at=work.now
    )
    row.category, row.standing = category, standing
    row.set_by, row.set_at = work.actor.member_id, work.now
    work.db.add(row)
    await work.db.flush()
    await _count_anew(work, name, also_kind=bool(category))
    await work.emit(
        AppChosen(
            family_id=row.family_id, app=name, member_id=member_id, category=category, standing=standing
        )
    )
    return row


async def forget_choice(work: Work, choice_id: int) -> AppChoice:
    """Back to the map, or for one child to what holds for everyone."""
    if not policy.may_choose_apps(work.actor):
        raise NotAllowed(_("Only a parent can change how an app counts."))
    row = await work.db.get(AppChoice, choice_id)
    if row is None or row.family_id != work.actor.family_id:
        raise NotFound(_("This app is as the map says already."))
    await work.db.delete(row)
    await work.db.flush()
    await _count_anew(work, row.app, also_kind=bool(row.category))
    await work.emit(AppChoiceForgotten(family_id=row.family_id, app=row.app, member_id=row.member_id))
    return row


def _check(app: str, category: str, standing: str) -> None:
    wrong = {}
    if not 1 <= len(app) <= LONGEST_NAME:
        wrong["app"] = _("Say which app.")
    if category and category not in CATEGORIES:
        wrong["category"] = _("Please choose one of these.")
    if standing and standing not in tuple(Standing):
        wrong["standing"] = _("Please choose one of these.")
    if not category and not standing:
        wrong["category"] = _("Choose a kind, or how it counts.")
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)


async def _choice_of(work: Work, name: str, member_id: int) -> AppChoice | None:
    found = await work.db.exec(
        select(AppChoice).where(
            AppChoice.family_id == work.actor.family_id,
            AppChoice.member_id == member_id,
            AppChoice.app == name,
        )
    )
    return found.first()


async def _count_anew(work: Work, name: str, *, also_kind: bool) -> None:
    rows = await work.db.exec(
        select(AppChoice).where(AppChoice.family_id == work.actor.family_id, AppChoice.app == name)
    )
    said = {row.member_id: {name: Chosen(row.category, row.standing)} for row in rows}
    children = await work.db.exec(
        select(Member.id).where(Member.family_id == work.actor.family_id, col(Member.role).in_(YOUNG))
    )
    for child in children:
        app = AppMap(said.get(child or 0, {}), said.get(EVERYONE, {})).chosen(called(name))
        await _label(work, child or 0, app, also_kind=also_kind)


async def _label(work: Work, member_id: int, app: App, *, also_kind: bool) -> None:
    """An app that only its report knows keeps the kind that stood there, unless somebody chose one."""
    values = {"standing": app.standing.value}
    if also_kind or app.known:
        values["category"] = app.category
    begins = day_of(work.today, work.actor.zone).start
    today = (col(UsageInterval.member_id) == member_id, col(UsageInterval.start_at) >= begins)
    await work.db.exec(update(UsageInterval).where(*today, col(UsageInterval.app) == app.name).values(values))
