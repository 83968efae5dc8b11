"""What is asked before `I did it` and before a photo: whose it is, and what the chore wants to see."""

from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_complete
from appliance.chores.rules.proof import left_to_tick
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor

PHOTO_FIRST = _("Almost done. Take a photo of it first.")
STEPS_FIRST = _("Almost done. Still to tick off: %(step)s.")


def must_be_theirs(actor: Actor, occurrence: Occurrence, chore: Chore) -> None:
    """Of a pool it is theirs when they have taken it: a photo and ticks are somebody's."""
    if not may_complete(actor, occurrence.assignee_id, chore.people):
        raise NotAllowed(_("This chore is not yours."))
    if occurrence.assignee_id is None and not actor.cares:
        raise RuleBroken(_("Say first that you will do it."))


def must_be_shown(actor: Actor, occurrence: Occurrence, chore: Chore, *, photo: bool = False) -> None:
    """Before `I did it`. Whoever looks after the children has seen it with their own eyes."""
    if actor.cares:
        return
    left = left_to_tick(chore.steps, occurrence.ticks)
    if left:
        raise RuleBroken(STEPS_FIRST, step=left[0])
    if chore.photo and occurrence.photo is None and not photo:
        raise RuleBroken(PHOTO_FIRST)
