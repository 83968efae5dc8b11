"""What somebody asks the house to remember, without the words around it."""

import re

from appliance.assistant.intents.words import tokens

POLITE = (
    r"(?:(?:hey|hi|ok|okay|please|also|and|oh|btw|so|assistant)[,!]? +)*(?:(?:can|could|would|will) you +(?:please +)?"
    r"|you should +|i(?: want|'d like| would like) you to +|please +)?"
)
SAVING = (
    r"(?:remember|memori[sz]e|note down|note|make (?:a )?note|take (?:a )?note|write (?:it )?down|jot down|keep in mind"
    r"|bear in mind|don['’]?t (?:you )?forget|do not forget|never forget|save|store|for the record|add to (?:my |the |our )?"
    r"(?:notes|memory)|put in (?:my |the |our )?(?:notes|memory)|merk(?:e)? dir|notier(?:e)?|schreib(?:e)? auf)"
)
LINK = r"(?:(?: (?:that|this|for (?:me|us|later)|the following|of the fact|dass))* *[,:\-–]+ *| of the fact that | (?:for (?:me|us) )?(?:that|dass) | )(?:that |dass )?"
FRONT = re.compile(rf"^{POLITE}{SAVING}{LINK}(?P<text>.+)$", re.IGNORECASE | re.DOTALL)
BEHIND = re.compile(
    r"^(?P<text>.+?)[,.;!–-]+ *(?:please |so |and |just )*(?:remember|note|save|write|keep|don['’]?t forget)"
    r"(?: (?:that|this|it|down|for me|for us|in mind|please|for later))*[.!]*$",
    re.IGNORECASE | re.DOTALL,
)
ORDERS = re.compile(
    r"^(?:to|about|me|us|when|how|why|what|who|where|which|whether|if|the time|the day|this day|of|it|that|this|him|her|them|the (?:song"
    r"|movie|film|game|old|days|last|first|good|summer|one)|your|you|for|as|in|on|zu|day|time|one|song|movie|film|game|guy|girl|boy|trip|night|summer|is|was)\b",
    re.IGNORECASE,
)
STATES = frozenset(
    "is are was were am has have had likes loves hates like love hate comes come goes go starts start ends begins needs need "
    "wants want costs cost lives live works wears takes take opens closes leaves arrives called said can cannot "
    "will would must should does do did moved changed left put lost found bought paid owes owe gets get plays play means "
    "got became ist sind hat habe heißt kommt wohnt liegt mag 's prefers prefer allergic hates borrowed lent gave parked hid fits drinks "
    "eats returns visits sleeps expires runs swims trains meets stays belongs weighs measures turns".split()
)


def to_remember(text: str) -> str | None:
    """The words to keep, as they were said; None where nothing plain is asked to be kept."""
    said = " ".join(text.strip().split())
    if said.endswith("?") and not re.match(r"^(?:can|could|would|will) you", said, re.IGNORECASE):
        return None
    found = FRONT.match(said) or BEHIND.match(said)
    if found is None:
        return None
    kept = re.sub(
        r"[,]? *\b(?:please|thanks|thank you|bitte)\b[.!?]*$", "", found["text"], flags=re.IGNORECASE
    )
    kept = kept.rstrip(" .!?").strip('"“”')
    return kept if _says_something(kept) else None


def _says_something(kept: str) -> bool:
    """A statement, or a thing with its value: "the wifi password: 1234" but not "the milk"."""
    words = [word for word in tokens(kept) if word[0].isalnum() or word == "'s"]
    if len(words) < 3 or ORDERS.match(kept):
        return False
    return bool(STATES & set(words)) or ":" in kept or any(char.isdigit() for char in kept)
