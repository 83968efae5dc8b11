"""Screen time: for whom, how long, on which days."""

from appliance.assistant.intents.models import Arguments, Person
from appliance.assistant.intents.resolving.durations import minutes_said
from appliance.assistant.intents.resolving.filled import NOTHING, Filled, about, ask_for, for_each, meant, one
from appliance.assistant.intents.resolving.habits import days_said, means_every_day
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.resolving.wording import said_words

MOST = {"screen_time_request": 240, "screen_time_grant": 240, "screen_time_limit": 24 * 60}


def screen_time_left(spoken: Spoken) -> Filled:
    """No grown-up has a time that could run out."""
    people = meant(spoken).people
    if any(person.cares for person in people):
        return NOTHING
    return about(spoken, spoken.speaker) if people or not spoken.speaker.cares else about_any(spoken)


def screen_time_request(spoken: Spoken) -> Filled:
    """For oneself: what somebody wishes for another is no request."""
    named = {*spoken.whom().people, *spoken.without("reason").named()}
    others = [person for person in named if person != spoken.speaker and not person.cares]
    if others or spoken.whom().strange:
        return NOTHING
    said, reason = spoken.joined("minutes"), said_words(spoken.span("reason"))
    minutes = minutes_said(said) if said else None
    if minutes is None or not 0 < minutes <= MOST["screen_time_request"]:
        return ask_for("minutes", reason=reason)
    return one(minutes=minutes, reason=reason)


def screen_time_grant(spoken: Spoken) -> Filled:
    said, who = spoken.all("minutes"), meant(spoken)
    if any(person.cares for person in who.people):
        return NOTHING
    if len(said) > 1 and len(who.people) == len(said):
        return _one_each(who.people, said)
    minutes = minutes_said(" ".join(said)) if said else None
    if minutes is None or not 0 < minutes <= MOST["screen_time_grant"]:
        return _without_minutes(spoken)
    return about(spoken, _only_child(spoken), minutes=minutes)


def _one_each(people: tuple[Person, ...], said: list[str]) -> Filled:
    """ "30 minutes for Leo and 20 for Maya" """
    calls: list[Arguments] = []
    for person, words in zip(people, said, strict=True):
        if not (minutes := minutes_said(words)):
            return NOTHING
        calls.append({"member": person.name, "minutes": minutes})
    return Filled(tuple(calls))


def _without_minutes(spoken: Spoken) -> Filled:
    who = meant(spoken).one or _only_child(spoken)
    return ask_for("minutes", member=who.name) if who else NOTHING


def screen_time_limit(spoken: Spoken) -> Filled:
    said, days = spoken.joined("minutes"), spoken.joined("days")
    if any(person.cares for person in meant(spoken).people):
        return NOTHING
    minutes = minutes_said(said) if said else None
    which = days_said(days) if days else None
    if days and which is None and not means_every_day(days):
        return NOTHING
    if minutes is None or minutes > MOST["screen_time_limit"]:
        return _without_minutes(spoken)
    return about(spoken, _only_child(spoken), minutes=minutes, days=which)


def screen_time_pause(spoken: Spoken) -> Filled:
    unsaid = _only_child(spoken) if spoken.speaker.cares else spoken.speaker
    filled = about(spoken, unsaid)
    return about_any(spoken) if filled.missing else filled


screen_time_resume = screen_time_pause


def about_any(spoken: Spoken) -> Filled:
    """Nobody was named: any of the children may be meant."""
    return for_each(spoken.young, True)


def _only_child(spoken: Spoken) -> Person | None:
    return spoken.young[0] if len(spoken.young) == 1 else None
