"""A balance told in words: what it was, what came and went since, what it is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from appliance.core.i18n import mark as _
from appliance.core.i18n import say

DAYS = 30
NAMED = 3  # of what came in the same way; the others are added up
KINDS = {"bonus": "given", "penalty": "taken"}


@dataclass(frozen=True)
class Part:
    """`what`: earned, given, taken, spent, aside, or corrected (a line of before was taken back)."""

    what: str
    title: str
    points: int
    times: int


@dataclass(frozen=True)
class Story:
    """opening + sum of the parts = points"""

    member_id: int
    since: date
    opening: int
    parts: Sequence[Part]
    points: int


BROUGHT = {
    "earned": _("Chores brought %(n)s: %(what)s."),
    "given": _("A parent gave %(n)s: %(what)s."),
    "taken": _("A parent took %(n)s away: %(what)s."),
    "spent": _("Rewards cost %(n)s: %(what)s."),
    "aside": _("Put aside for wishes that wait: %(n)s, for %(what)s."),
}
BACK = _("Something from before was taken back and brought %(n)s: %(what)s.")
LOST = _("Something from before was taken back and cost %(n)s: %(what)s.")


def part_of(what: str, title: str, points: int, times: int) -> Part | None:
    """None where what came went again."""
    return Part(KINDS.get(what, what), title, points, max(abs(times), 1)) if points else None


def sentences(story: Story, language: str) -> list[str]:
    day = format_date(story.since, "d MMMM", locale=language)
    if not story.parts:
        return [
            say(language, _("Nothing came and nothing went since %(day)s."), day=day),
            _end(story.points, language),
        ]
    told = [_start(story.opening, day, language)]
    for what, sentence in BROUGHT.items():
        told += _line(sentence, [part for part in story.parts if part.what == what], language)
    changed = [part for part in story.parts if part.what == "corrected"]
    told += _line(BACK, [part for part in changed if part.points > 0], language)
    told += _line(LOST, [part for part in changed if part.points < 0], language)
    return [*told, _end(story.points, language)]


def _start(opening: int, day: str, language: str) -> str:
    if opening < 0:
        return say(language, _("On %(day)s %(n)s were owed."), day=day, n=-opening)
    return say(language, _("On %(day)s there were %(n)s."), day=day, n=opening)


def _end(points: int, language: str) -> str:
    if points < 0:
        return say(language, _("So %(n)s are owed: the next ones fill that up."), n=-points)
    return say(language, _("That makes %(n)s."), n=points)


def _line(sentence: str, parts: Sequence[Part], language: str) -> list[str]:
    if not parts:
        return []
    total = abs(sum(part.points for part in parts))
    return [say(language, sentence, n=total, what=_named(parts, language))]


def _named(parts: Sequence[Part], language: str) -> str:
    ordered = sorted(parts, key=lambda part: (-abs(part.points), part.title))
    shown, others = ordered[:NAMED], ordered[NAMED:]
    if len(parts) == 1 and parts[0].times == 1:
        return parts[0].title
    words = [_one(part, language) for part in shown]
    if others:
        rest = abs(sum(part.points for part in others))
        words.append(say(language, _("other things (%(n)s)"), n=rest))
    return ", ".join(words)


def _one(part: Part, language: str) -> str:
    values = {"title": part.title, "n": abs(part.points), "times": part.times}
    if part.times == 1:
        return say(language, _("%(title)s (%(n)s)"), title=part.title, n=abs(part.points))
    return say(language, _("%(title)s, %(times)s times (%(n)s)"), **values)
