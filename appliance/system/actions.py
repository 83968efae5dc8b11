"""What may be asked of the house itself."""

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.system.jobs import DOCTOR
from appliance.system.policy import ask_to_look


def look_again(office: Office, actor: Actor) -> None:
    """The doctor begins a round soon; nothing of a family changes by it."""
    ask_to_look(actor)
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
    office.wake(DOCTOR)
