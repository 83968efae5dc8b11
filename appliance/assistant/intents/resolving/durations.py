"""How many minutes somebody speaks of."""

import re

from appliance.assistant.intents.resolving.figures import in_figures

HOURS = r"(?:hours?|hrs?|hr|h|stunden?|std)"
MINUTES = r"(?:minutes?|mins?|minuten?|minutn|m|min)"
NUMBER = r"\d+(?:\.\d+)?"
LINKS = (
    r"(?:(?:of|an?|eine?[rns]?|ner?|nen|more|extra|additional|another|full|"
    r"whole|good|mehr|weitere[nr]?|ganze) )*"
)
OF_THE_CLOCK = re.compile(rf"({NUMBER})h(?:ours?)?(?: ?(\d\d?)(?: ?{MINUTES})?)?|(\d):(\d\d)(?: ?{HOURS})?")
PIECES = re.compile(
    rf"(?:(?P<n>{NUMBER}) {LINKS}|(?P<one>\b(?:an?|1|eine?|ne|another|extra|full|whole|weitere|1 more) ))?"
    rf"(?:(?P<h>{HOURS})|(?P<m>{MINUTES}))\b"
    rf"(?P<part>(?: and| und)? (?:an? |eine? |ne )?(?P<plus>0\.\d+)(?! ?{HOURS}))?"
)
LONGEST = 24 * 60


def minutes_said(text: str) -> int | None:
    """None where no length is said, or none that a day holds. A bare number is minutes."""
    plain = re.sub(r"(?<=\d)\.(?!\d)|,", " ", in_figures(text))
    plain = " ".join(plain.replace("-", " ").split())
    plain = re.sub(r"(\d) (h|m)(?= \d|$)", r"\1\2", plain)
    total = _clocked(plain)
    if total is None:
        total = _added(plain)
    return total if total is not None and 0 <= total <= LONGEST else None


def _clocked(plain: str) -> int | None:
    """ "1h30", "1h 30m", "1:30", "90m" """
    compact = re.fullmatch(OF_THE_CLOCK, plain)
    if compact is None:
        lone = re.fullmatch(rf"({NUMBER})m", plain)
        return _whole(float(lone[1])) if lone else None
    if compact[3]:
        return int(compact[3]) * 60 + int(compact[4])
    return _whole(float(compact[1]) * 60 + float(compact[2] or 0))


def _added(plain: str) -> int | None:
    spaced = re.sub(r"(\d)(h|m|min|mins|hrs?|std)\b", r"\1 \2", plain)
    total, found, last = 0.0, False, 0
    for piece in PIECES.finditer(spaced):
        size = 60.0 if piece["h"] else 1.0
        total += size * float(piece["n"] or 1) + size * float(piece["plus"] or 0)
        if piece["m"] and not piece["n"] and not piece["one"]:
            return None
        found, last = True, piece.end() if piece["h"] else len(spaced)
    loose = re.fullmatch(r"(?: (?:and|und))? (\d{1,2})(?: more)?", spaced[last:]) if found else None
    if found:
        return _whole(total + (float(loose[1]) if loose else 0))
    bare = re.findall(NUMBER, spaced)
    return _whole(float(bare[0])) if len(bare) == 1 and float(bare[0]) >= 1 else None


def _whole(minutes: float) -> int | None:
    return int(minutes) if minutes == int(minutes) else None
