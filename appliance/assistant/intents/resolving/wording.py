"""The speaker's own words, without what only frames them."""

import re

OPENERS = re.compile(
    r"^(?:that|dass|saying|and say|say|to say|because|bc|cuz|cos|coz|since"
    r"|so that|so|weil|damit|denn|ob)\b[\s,:]*|^[\s,;:–—-]+",
    re.IGNORECASE,
)
ENDINGS = re.compile(
    r"[\s,]*\b(?:ple+a+s+e+|pls|plz|thanks|thank you|thx|ta|cheers|bi+t+e+|danke|okay|ok)\b[\s.!?]*$",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    r"^(?:the|our|my|a|an|that|this|die|der|das|den|unsere?n?|meine?n?|eine?n?)\s+", re.IGNORECASE
)
ABOUT = re.compile(
    r"^(?:(?:(?:what|everything|anything|all)\b.*?"
    r"|(?:the|that|my) (?:note|memory|entry|fact|info|bit|part|stuff)s?) )?"
    r"(?:about|on|of|über) ",
    re.IGNORECASE,
)
QUOTES = '"“”„‚‘«»'


def bare(words: str) -> str:
    """Without marks and quotes around, and without the courtesies behind."""
    kept = " ".join(words.split()).strip(QUOTES)
    while (shorter := ENDINGS.sub("", kept).rstrip(" .!?,;:–—-…").strip(QUOTES)) != kept:
        kept = shorter
    return kept


def said_words(words: str) -> str:
    """A message, a reason, a fact: without "that" and "because" before it."""
    kept = bare(words)
    while (shorter := OPENERS.sub("", kept).strip(QUOTES)) != kept and len(shorter) > 1:
        kept = shorter
    return kept


def action(words: str) -> str:
    """What is to be done: without "to" before it."""
    kept = said_words(words)
    return re.sub(r"^(?:to|he has to|she has to|has to|zu)\s+", "", kept, flags=re.IGNORECASE)


def thing(words: str) -> str:
    """Without the article: "the car insurance" is found as "car insurance"."""
    return ARTICLES.sub("", bare(words))


def forgotten(words: str) -> str:
    """ "what I told you about the spare key" is about "the spare key"."""
    return bare(ABOUT.sub("", bare(words)))


def question(text: str) -> str:
    """The whole question as it was said, without its mark."""
    return text.strip().rstrip("?!. ").strip()
