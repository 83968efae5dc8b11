"""The assistant's own sentences, and what it suggests to ask."""

from appliance.core.i18n import mark as _
from appliance.core.people import Role

UNSURE_PARENT = _(
    "I did nothing, because I am not sure what you mean. I can tell who has which chores, add, tick off and "
    "approve them, tell points, give minutes and set limits, and remember things. For other questions, a "
    "chat model can be added in Settings."
)
UNSURE_GUEST = _(
    "I did nothing, because I am not sure what you mean. I can tell who has which chores and how much screen "
    "time is left, tick a chore off or approve it, and give up to 30 minutes a day."
)
UNSURE_YOUNG = _(
    "I did nothing, because I am not sure what you mean. I can tell your chores, points and screen time, "
    "tick off a chore, wish for a reward, and remember things. For other questions I would need a chat "
    "model: ask a parent."
)
UNSURE_CHILD = _(
    "I am not sure what you mean. Say “I fed the cat” or “What do I have to do today?”, and I can help. For"
    " other questions, ask a parent."
)
NOT_YOURS = _("Only a parent can do this. I did not change anything.")
COMING = _("I know what you mean, but this house cannot do that yet. Nothing was changed.")
COMING_CHILD = _("I know what you mean, but I cannot do that yet. Please ask a parent.")
REACHES_OTHERS = _("This reaches someone else, so I do not do it from here. I did not change anything.")
WHICH = _("I am not sure which you mean:")
THIS = _("I am not sure. Did you mean this?")
RESTING = _(
    "My small model rests, because the house fell twice while it was at work. I only understand the plainest "
    "sentences now, and I did not do anything. A parent can let it try again."
)
CHAT_RESTS = _(
    "The chat model rests, because the house fell twice while it was at work. A parent can let it try again."
)
TOO_MANY = _("Too many questions wait already. Please ask again in a minute.")
MODEL_TROUBLE = _("The chat model could not answer. A parent can look at it in Settings.")
WENT_ROUND = _("I looked several things up and did not come to an end. Please ask for one thing at a time.")
SEE_BELOW = _("Here is what came of it.")
NO_WORDS = _("I have no words for that. Please ask in another way.")
BROKE = _("Something broke on our side. Nothing was changed.")


def unsure(role: Role) -> str:
    said = {Role.PARENT: UNSURE_PARENT, Role.TEEN: UNSURE_YOUNG, Role.GUEST: UNSURE_GUEST}
    return said.get(role, UNSURE_CHILD)


def not_yet(role: Role) -> str:
    """Of a tool whose feature is not here yet."""
    return COMING_CHILD if role is Role.CHILD else COMING
