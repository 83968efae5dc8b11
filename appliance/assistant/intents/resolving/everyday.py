"""Chores and rewards: their titles, who did them, who has them, until when."""

import re
from collections.abc import Sequence
from datetime import date

from appliance.assistant.intents.models import Arguments, ChoreName, Person
from appliance.assistant.intents.people import ALL, SELF
from appliance.assistant.intents.resolving.days import SeveralDays, day_said
from appliance.assistant.intents.resolving.figures import number_said
from appliance.assistant.intents.resolving.filled import NOTHING, Filled, about, ask_for, given, meant
from appliance.assistant.intents.resolving.habits import repeat_said
from appliance.assistant.intents.resolving.members import names_of
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.resolving.titles import Named, chore_said, reward_said
from appliance.assistant.intents.resolving.wording import action
from appliance.assistant.intents.words import tokens

MOST_POINTS = 500
# The "me" of "show me the chores" says nothing about whose they are.
TO_ME = frozenset({"me", "us", "mir", "uns"})
ORDERS = frozenset(
    {"give", "show", "tell", "read", "get", "list", "bring", "find", "zeig", "zeige", "sag", "lies", "gib"}
)
DAILY = re.compile(r"\b(daily|everyday|tägliche?n?) (chore|task|job|duty|aufgabe|pflicht)\b", re.IGNORECASE)
LIMITING = re.compile(
    r"\b(at most|no more than|höchstens|maximal)\b.*\b(min\w*|hours?|stunden?)\b", re.IGNORECASE
)
# Of a parent "Leo has to ..." gives him a chore; of anybody else it is an opinion.
DUTY = re.compile(
    r"\b(should|has to|have to|must|needs to|ought to|soll|sollte|muss|müsste)\b", re.IGNORECASE
)


def chores_list(spoken: Spoken) -> Filled:
    try:
        day = day_said(_day_words(spoken), spoken.now.date())
    except SeveralDays as several:
        return Filled(tuple(_listed(spoken, day) for day in several.days), either=True)
    except ValueError:
        return NOTHING
    said = meant(spoken)
    if said.strange:
        return NOTHING
    if len(said.people) > 1:
        return Filled(tuple(_listed(spoken, day, person) for person in said.people), either=True)
    return Filled((_listed(spoken, day),))


def _day_words(spoken: Spoken) -> str:
    tagged = spoken.joined("day")
    return spoken.text if not tagged or "day after tomorrow" in spoken.text.lower() else tagged


def _listed(spoken: Spoken, day: date | None, person: Person | None = None) -> Arguments:
    said = meant(spoken)
    member = person or said.one or (None if said.everyone or said.people else _oneself(spoken))
    when = (day or spoken.now.date()).isoformat()
    return given(member=member.name if member else None, day=when)


def _oneself(spoken: Spoken) -> Person | None:
    """A child's bare question is about itself; a grown-up's only where it says so."""
    pairs = zip(spoken.words, ["", *spoken.words], strict=False)
    words = [word for word, before in pairs if not (word in TO_ME and before in ORDERS)]
    if any(word in ALL for word in words):
        return None
    return spoken.speaker if not spoken.speaker.cares or any(word in SELF for word in words) else None


def chore_complete(spoken: Spoken) -> Filled:
    myself = any(word in SELF - {"me"} for word in spoken.words)
    return _of_chores(spoken, spoken.speaker if myself or not spoken.speaker.cares else None)


def chore_approve(spoken: Spoken) -> Filled:
    return _of_chores(spoken, None if spoken.speaker.cares else spoken.speaker)


def _of_chores(spoken: Spoken, unsaid: Person | None) -> Filled:
    said = _chores_named(spoken)
    if said is None:
        return ask_for("chore") if not spoken.all("chore") else NOTHING
    who = meant(spoken)
    if who.strange or who.everyone:
        return NOTHING
    if len(said) > 1:
        return _several(spoken, said, who.people, unsaid)
    (named,) = said
    people = who.people or ((unsaid,) if unsaid else ())
    calls = [call for title in named.titles for call in _calls(spoken, title, people)]
    if not calls:
        return ask_for("member", chore=named.titles[0]) if named.sure and not people else NOTHING
    return Filled(tuple(calls), either=not named.sure or (len(calls) > 1 and len(people) < 2))


def _several(spoken: Spoken, said: list[Named], people: tuple[Person, ...], unsaid: Person | None) -> Filled:
    """ "I fed the cat and took the bins out", "Maya fed the cat and Leo took the bins out"."""
    whose = (
        list(people) if len(people) == len(said) else [people[0] if len(people) == 1 else unsaid] * len(said)
    )
    if not all(named.sure for named in said) or len(people) not in (0, 1, len(said)):
        return NOTHING
    calls: list[Arguments] = []
    for named, person in zip(said, whose, strict=True):
        its = _calls(spoken, named.titles[0], (person,) if person else ())
        if len(its) != 1:
            return NOTHING
        calls += its
    return Filled(tuple(calls))


def _chores_named(spoken: Spoken) -> list[Named] | None:
    chores = spoken.household.chores
    tagged = [_unnamed(piece, spoken) for piece in spoken.all("chore")]
    pieces = [part for piece in tagged for part in _apart(piece, chores)]
    if not pieces:
        whole = chore_said(_without_names(spoken), chores)
        return [whole] if whole.sure else None
    each = [named for piece in pieces if (named := _told_apart(piece, spoken)).titles]
    if len(pieces) > 1:
        joined = chore_said(" ".join(pieces), chores)
        distinct = len({named.titles[0] for named in each}) == len(pieces)
        if joined.sure and not (distinct and all(named.sure for named in each)):
            return [joined]
        return each if distinct else ([joined] if joined.titles else None)
    return each or None


def _apart(piece: str, chores: Sequence[ChoreName]) -> list[str]:
    """ "trash and dishwasher" are two chores where each is one by itself."""
    parts = [part for part in re.split(r"\s*(?:,|;|&|\band\b|\bund\b)\s*", piece) if part]
    named = [chore_said(part, chores) for part in parts]
    distinct = len({one.titles[:1] for one in named}) == len(parts) > 1
    return parts if distinct and all(one.sure for one in named) else [piece]


def _told_apart(piece: str, spoken: Spoken) -> Named:
    """Where the tagged words may be two chores, the rest of the sentence may tell which."""
    named = chore_said(piece, spoken.household.chores)
    if named.sure or len(named.titles) < 2:
        return named
    whole = chore_said(_without_names(spoken), spoken.household.chores)
    return whole if whole.sure and whole.titles[0] in named.titles else named


def _unnamed(piece: str, spoken: Spoken) -> str:
    """Without the names of people, but where a chore's title has them: "Walk Bruno"."""
    in_titles = {word for chore in spoken.household.chores for word in tokens(chore.title)}
    named = {name for person in spoken.household.people for name in names_of(person)} - in_titles
    return " ".join(word for word in tokens(piece) if word not in named)


def _without_names(spoken: Spoken) -> str:
    named = {person.name.lower() for person in spoken.named()}
    return " ".join(word for word in spoken.words if word not in named)


def _calls(spoken: Spoken, title: str, people: tuple[Person, ...]) -> list[Arguments]:
    chore = spoken.chore(title)
    who = [person.name for person in people] or _assigned(chore, spoken)
    return [{"chore": title, "member": name} for name in who if not _somebody_elses(chore, name, spoken)]


def _assigned(chore: ChoreName, spoken: Spoken) -> list[str]:
    return [person.name for person in spoken.household.people if person.name in chore.members]


def _somebody_elses(chore: ChoreName, name: str, spoken: Spoken) -> bool:
    """A grown-up who tidied "my room" has not done the child's "Tidy your room"."""
    grown = (person := spoken.person(name)) is not None and person.cares
    return grown and name not in chore.members and "your" in chore.title.lower().split()


def chore_add(spoken: Spoken) -> Filled:
    title, repeat, day = action(spoken.span("title")), spoken.joined("repeat"), spoken.joined("day")
    repeat = repeat or ("daily" if DAILY.search(spoken.text) else "")
    said, points = spoken.whom(), spoken.joined("points")
    barred = LIMITING.search(title) or (not spoken.speaker.is_parent and DUTY.search(spoken.text))
    if barred or said.strange or len(said.people) > 1:
        return NOTHING
    try:
        due = day_said(day, spoken.now.date()) if day else None
    except (SeveralDays, ValueError):
        return NOTHING
    args = given(
        title=title,
        member=said.one.name if said.one else None,
        due=due.isoformat() if due else None,
        points=number_said(points) if points else None,
        repeat=repeat_said(repeat) if repeat else None,
    )
    if any(
        words and name not in args for name, words in (("due", day), ("points", points), ("repeat", repeat))
    ):
        return NOTHING
    if int(args.get("points", 0)) > MOST_POINTS:
        return NOTHING
    return Filled((args,), missing="" if title else "title")


def points_balance(spoken: Spoken) -> Filled:
    return about(spoken, spoken.speaker)


def reward_redeem(spoken: Spoken) -> Filled:
    rewards = spoken.household.rewards
    named = reward_said(spoken.joined("reward"), rewards)
    if not named.titles:
        named = reward_said(spoken.text, rewards)
        if not named.sure:
            return NOTHING if spoken.all("reward") else ask_for("reward")
    return Filled(tuple({"reward": title} for title in named.titles), either=not named.sure)
