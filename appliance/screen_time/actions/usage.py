"""What was used, as devices report it or a parent writes it down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.days import days_changed, days_of
from appliance.screen_time.actions.keeping import Stream, Used, keep_usage, row_of
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import UsageStored, UsageTakenBack
from appliance.screen_time.models import Source, UsageInterval
from appliance.screen_time.queries.apps import app_map
from appliance.screen_time.rules import App, AppMap, Measured, Span, rooms_before
from appliance.screen_time.rules.apps import standing_of
from appliance.screen_time.rules.days import BY_HAND

MOST_INTERVALS = 1000


async def store_usage(
    work: Work, member_id: int, measured: Sequence[Measured], source: Source = Source.API, device: str = ""
) -> int:
    """Stores what is new of it and answers how many intervals that were; the same again stores nothing."""
    if not policy.may_store_usage_of(work.actor, member_id):
        raise NotFound(_("We could not find that person."))
    member = await child_of(work, member_id)
    if len(measured) > MOST_INTERVALS:
        raise Invalid(_("Send at most 1000 intervals at once."))
    for interval in measured:
        _check_measured(interval, work.now)
    apps = await app_map(work, member_id)
    used = [Used(_as_told(apps, interval), interval.span) for interval in measured]
    stored = len((await keep_usage(work, Stream(member_id, source, device), used)).fresh)
    await work.emit(UsageStored(family_id=member.family_id, member_id=member_id, intervals=stored))
    return stored


def _check_measured(interval: Measured, now: datetime, field: str = "intervals") -> None:
    sentence = interval.trouble(now)
    if sentence:
        raise Invalid(sentence, {field: sentence})


def _as_told(apps: AppMap, measured: Measured) -> App:
    """A program's own word for the kind counts where neither the family nor our map knows better."""
    app = apps.of(measured.app)
    if app.known or measured.category == "other":
        return app
    return App(app.name, measured.category, standing_of(measured.category))


def _as_written(apps: AppMap, measured: Measured) -> App:
    """What a parent chose in the form is the family's word."""
    app = apps.of(measured.app)
    if measured.category in ("other", app.category):
        return app
    return App(app.name, measured.category, standing_of(measured.category))


def _written(work: Work, member_id: int, app: App, span: Span) -> UsageInterval:
    stream = Stream(member_id, Source.HAND, f"{BY_HAND}{token_urlsafe(6)}")
    row = UsageInterval.model_validate(row_of(work, stream, app, span))
    work.db.add(row)
    return row


async def add_usage_by_hand(
    work: Work, member_id: int, app: str, category: str, minutes: int, until: datetime | None = None
) -> UsageInterval:
    """For a TV or a console. Without `until` it ends now, or before what was written down last."""
    if not policy.may_write_down_usage(work.actor):
        raise NotAllowed(_("Only a parent can write minutes down."))
    if not 1 <= minutes <= 24 * 60:
        raise Invalid(_("Choose 1 to 1440 minutes."), {"minutes": _("Choose 1 to 1440 minutes.")})
    member = await child_of(work, member_id)
    end = until or rooms_before(work.now, minutes, await _written_down(work, member_id))
    measured = Measured(Span(end - timedelta(minutes=minutes), end), app, category)
    _check_measured(measured, work.now, "until")
    known = _as_written(await app_map(work, member_id), measured)
    row = _written(work, member_id, known, measured.span)
    await days_changed(work, member_id, days_of([measured.span], work.actor.zone))
    await work.emit(UsageStored(family_id=member.family_id, member_id=member_id, intervals=1))
    return row


async def _written_down(work: Work, member_id: int) -> list[Span]:
    rows = await work.db.exec(
        select(UsageInterval).where(
            UsageInterval.member_id == member_id,
            UsageInterval.source == Source.HAND.value,
            UsageInterval.start_at > work.now - timedelta(hours=48),
        )
    )
    return [Span(row.start_at, row.end_at) for row in rows]


async def take_back_usage(work: Work, interval_id: int) -> UsageInterval:
    """Only what a parent wrote down; what a device measured stays."""
    if not policy.may_write_down_usage(work.actor):
        raise NotAllowed(_("Only a parent can take this back."))
    row = await work.db.get(UsageInterval, interval_id)
    if row is None or row.family_id != work.actor.family_id or row.source != Source.HAND:
        raise NotFound(_("It was taken back already."))
    await work.db.delete(row)
    span = Span(row.start_at, row.end_at)
    await days_changed(work, row.member_id, days_of([span], work.actor.zone))
    await work.emit(UsageTakenBack(family_id=row.family_id, member_id=row.member_id, interval_id=interval_id))
    return row
