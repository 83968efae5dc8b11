"""Whose it is, and whether its day has come: asked before every step."""

from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_complete
from appliance.chores.rules.states import is_time
from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work


def asks_for_own(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    me, assignee = work.actor.member_id, occurrence.assignee_id
    if may_complete(work.actor, assignee, chore.people):
        return
    if chore.way == "pool" and me in chore.people:
        raise RuleBroken(_("Somebody else was faster with this one."))
    raise NotAllowed(_("This chore is not yours."))


def whose(work: Work, occurrence: Occurrence, chore: Chore, member_id: int | None) -> int:
    """`member_id`: whom a parent or a guest named; nobody else is asked."""
    if occurrence.assignee_id is not None:
        if member_id not in (None, occurrence.assignee_id):
            raise Invalid(_("Not saved yet."), {"member": _("This one is somebody else's.")})
        return occurrence.assignee_id
    who = member_id if member_id is not None and work.actor.cares else work.actor.member_id
    if who not in chore.people:
        raise Invalid(_("Please say who did it."), {"member": _("Please say who did it.")})
    return who


def its_day(work: Work, occurrence: Occurrence) -> None:
    if not is_time(occurrence.due_local, work.today):
        raise RuleBroken(_("It is not time for this one yet. Its day is still to come."))
