"""One message on its way: who speaks, through which door, and what has been read for it so far."""

from dataclasses import dataclass

from appliance.core.people import Actor


@dataclass(frozen=True)
class Way:
    """`door`: chat, api or another that calls tools. `hold`: the sign-in or key that may say yes later."""

    door: str = "chat"
    hold: str = ""


CHAT = Way()


@dataclass
class Turn:
    """`tainted`: has read words of somebody else; from then on it may look up and propose, and no more."""

    actor: Actor
    way: Way
    conversation_id: int
    by: str = "instant"
    tainted: bool = False
    proposals: int = 0
    calls: int = 0
