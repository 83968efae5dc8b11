"""What somebody asks the house to remember, without the words around it."""

import re

from appliance.assistant.intents.words import known, tokens

POLITE = r"""(?:(?:hey|hi|ok|okay|please|also|and|oh|btw|so|assistant)[,!]?\s+)*
    (?:(?:can|could|would|will)\s+you\s+(?:please\s+)?
    |you\s+should\s+|i(?:\s+want|'d\s+like|\s+would\s+like)\s+you\s+to\s+
    |please\s+)?"""
SAVING = r"""(?:remember|memori[sz]e|note\s+down|note|make\s+(?:a\s+)?note|take\s+(?:a\s+)?note
    |write\s+(?:it\s+)?down
    |jot\s+down|keep\s+in\s+mind|bear\s+in\s+mind|don['’]?t\s+(?:you\s+)?forget|do\s+not\s+forget|never\s+forget
    |save|store
    |for\s+the\s+record|(?:add\s+to|put\s+in)\s+(?:my\s+|the\s+|our\s+)?(?:notes|memory)
    |merk(?:e)?\s+dir|notier(?:e)?(?:\s+dir)?|schreib(?:e)?(?:\s+dir)?\s+auf)"""
LINK = r"""(?:(?:\s+(?:that|this|for\s+(?:me|us|later)|the\s+following|dass))*\s*[,:\-–]+\s*
    |\s+of\s+the\s+fact\s+that\s+|\s+(?:for\s+(?:me|us)\s+)?(?:that|dass)\s+|\s+)(?:that\s+|dass\s+)?"""
VERBOSE = re.IGNORECASE | re.DOTALL | re.VERBOSE
FRONT = re.compile(rf"^{POLITE}{SAVING}{LINK}(?P<text>.+)$", VERBOSE)
BEHIND = re.compile(
    r"""^(?P<text>.+?)[,.;!–-]+\s*(?:please\s+|so\s+|and\s+|just\s+)*
    (?:remember|note|save|write|keep|don['’]?t\s+forget)
    (?:\s+(?:that|this|it|down|for\s+me|for\s+us|in\s+mind|please|for\s+later))*[.!]*$""",
    VERBOSE,
)
# What begins so is an order, a question or a memory of one's own: "remember to ...", "remember when ...".
NO_STATEMENT = re.compile(
    r"""^(?:to|about|me|us|when|how|why|what|who|where|which|whether|if|the\s+time|the\s+day|this\s+day|of|it|that|this
    |him|her|them|the\s+(?:song|movie|film|game|old|days|last|first|good|summer|one)|your|you|for|as|in|on|zu|day|time|one
    |song|movie|film|game|guy|girl|boy|trip|night|summer|is|was)\b""",
    VERBOSE,
)

FRAMING = re.compile(r"^(?:the fact that|(?:dir |bitte |mal )*(?:dir|bitte|mal)\s*[:,])\s*", re.IGNORECASE)


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
    kept = FRAMING.sub("", kept.rstrip(" .!?").strip('"“”'))
    return kept if _says_something(kept) else None


def _says_something(kept: str) -> bool:
    """A statement, or a thing with its value: "the wifi password: 1234" but not "the milk"."""
    words = [word for word in tokens(kept) if word[0].isalnum() or word == "'s"]
    if len(words) < 3 or NO_STATEMENT.match(kept):
        return False
    return bool(known("states") & set(words)) or ":" in kept or any(char.isdigit() for char in kept)
