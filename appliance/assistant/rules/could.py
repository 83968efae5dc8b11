"""Who can do what the speaker may not, in one sentence."""

from collections.abc import Sequence

from babel.lists import format_list

from appliance.assistant.rules.sayings import NOT_YOURS
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor

COULD = _("%(names)s can do this. I did not change anything.")
COULD_CHILD = _("%(names)s can do that. Go and ask!")


def who_could(actor: Actor, names: Sequence[str]) -> str:
    if not names:
        return say(actor.language, NOT_YOURS)
    said = format_list(list(names), style="or", locale=actor.language)
    return say(actor.language, COULD_CHILD if actor.is_child else COULD, names=said)
