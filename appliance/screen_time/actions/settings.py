"""A parent decides what is measured, how long it is kept, and what silence means."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.events import ScreenPolicyChanged
from appliance.screen_time.models import ScreenPolicy
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules.choices import (
    KEPT_DAYS,
    KEPT_TOLD_DAYS,
    LAPSES_AFTER,
    SILENCE_COUNTS,
    SILENT_AFTER,
)

CHOICES: Mapping[str, Sequence[object]] = {
    "keep_days": KEPT_DAYS,
    "keep_told_days": KEPT_TOLD_DAYS,
    "silence": SILENCE_COUNTS,
    "silence_after": SILENT_AFTER,
    "request_hours": LAPSES_AFTER,
}


@dataclass(frozen=True)
class Wanted:
    keep_titles: bool
    keep_days: int
    keep_told_days: int
    silence: str
    silence_after: int
    alert_silence: bool
    request_hours: int


async def set_screen_policy(work: Work, wanted: Wanted) -> ScreenPolicy:
    """Counts from now on. Titles that were kept until then stay until their days are over."""
    if not policy.may_set_screen_policy(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
    plan = asdict(wanted)
    wrong = {name: _("Please choose one of these.") for name in CHOICES if plan[name] not in CHOICES[name]}
    if wrong:
        raise Invalid(_("Please choose one of these."), wrong)
    row = await policy_of(work)
    row.sqlmodel_update({**plan, "set_by": work.actor.member_id, "set_at": work.now})
    work.db.add(row)
    await work.emit(ScreenPolicyChanged(family_id=row.family_id, **plan))
    return row
