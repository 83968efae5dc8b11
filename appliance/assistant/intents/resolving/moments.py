"""The minute that somebody names for a reminder, in the family's local time."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from appliance.assistant.intents.resolving.clocks import Clock, clock_said
from appliance.assistant.intents.resolving.days import SeveralDays, day_said
from appliance.assistant.intents.resolving.figures import in_figures

FILLERS = r"(?:(?:about|around|like|roughly|exactly|just|another|the next|a good|etwa|ungefähr|so|genau) )*"
IN_A_WHILE = re.compile(
    rf"(?:\b(?:in|within) |^){FILLERS}(?:(?:(?:an?|eine[rnm]?|ner?) )?"
    r"(?P<n>\d+(?:\.\d+)?) ?|(?:an?|eine[rnm]?|ner?) )(?:an? |eine[rnm]? |of an |more )*"
    r"(?P<unit>minutes?|mins?|m|minuten?|hours?|hrs?|h|stunden?|std)\b(?! (?:before|after|vor|nach))"
    r"(?: (?:and |und )?(?:an? )?(?P<n2>\d+(?:\.\d+)?)(?: (?P<unit2>minutes?|mins?|minuten?))?)?"
)
FROM_NOW = re.compile(
    r"\b(?:(?P<n>\d+(?:\.\d+)?)|an?) ?(?:an? )?(?P<unit>minutes?|mins?|hours?|hrs?)(?P<n2>)(?P<unit2>)"
    r" (?:from now|later)\b"
)
MORNING, NOON, AFTERNOON, EVENING, NIGHT = time(8), time(12), time(15), time(18), time(20)
PARTS = (
    (r"(?<!guten )\b(mornings?|breakfast|morgens|früh|vormittags?|(?<=heute )morgen|am morgen)\b", MORNING),
    (r"\b(noon|midday|lunch|lunchtime|lunch time|mittags?|mittagessen)\b", NOON),
    (r"\b(afternoons?|after school|nachmittags?|nach der schule|arvo)\b", AFTERNOON),
    (r"\b(evenings?|dinner|dinnertime|supper|tea ?time|abends?|abendessen)\b", EVENING),
    (r"\b(tonight|night|bedtime|bed|nachts?)\b", NIGHT),
    (r"\b(midnight|mitternacht)\b", time(23, 59)),
)
LASTS = timedelta(hours=3)  # how long a part of the day goes on after the hour that stands for it


@dataclass(frozen=True)
class Said:
    """What the words hold: a day, a part of the day, a time of the clock; any of them may be missing."""

    day: date | None
    part: time | None
    clock: Clock | None
    by_weekday: bool


def moment_said(text: str, now: datetime) -> datetime | None:
    """Always later than `now`; None where no time is said, or none that can still come."""
    now = now.replace(second=0, microsecond=0, tzinfo=None)
    plain = in_figures(text)
    if (later := _in_a_while(plain, now)) is not None:
        return later
    try:
        said = _said(plain, now.date())
    except (SeveralDays, ValueError):
        return None
    moment = _on_the_clock(said, now) if said.clock else _in_the_part(said, now)
    return moment if moment is not None and moment > now else None


def _on_the_day(said: Said, today: date) -> datetime | None:
    if said.day is None or (said.day == today and not said.by_weekday):
        return None
    return datetime.combine(said.day + timedelta(days=7 * (said.day == today)), MORNING)


def _said(plain: str, today: date) -> Said:
    day = day_said(_without_clock(plain), today, coming=True)
    by_weekday = not re.search(r"\b(today|tonight|this|heute|now|jetzt)\b", plain)
    return Said(day, _part(plain), clock_said(plain), by_weekday)


def _in_a_while(plain: str, now: datetime) -> datetime | None:
    found = IN_A_WHILE.search(plain) or FROM_NOW.search(plain)
    if found is None:
        bare = re.fullmatch(r"in (\d{1,2})", plain)
        return now + timedelta(minutes=int(bare[1])) if bare else None
    size = 60 if found["unit"][0] in "hs" else 1
    minutes = float(found["n"] or 1) * size
    if found["n2"]:
        minutes += float(found["n2"]) * (1 if found["unit2"] or float(found["n2"]) >= 1 else size)
    return now + timedelta(minutes=int(minutes)) if 0 < minutes < 100_000 else None


def _without_clock(plain: str) -> str:
    """ "at 14 on friday" names the hour, not the 14th; "10 past 5" is no day of May either."""
    return re.sub(r"\b(?:at|um|gegen|around|by|before|til|till) \d{1,2}(?: ?[:.] ?\d\d)?(?!th)\b", " ", plain)


def _part(plain: str) -> time | None:
    found = [(match.start(), hour) for pattern, hour in PARTS if (match := re.search(pattern, plain))]
    return min(found)[1] if found else None


def _on_the_clock(said: Said, now: datetime) -> datetime | None:
    assert said.clock is not None
    if said.day is None and said.part is not None and said.part >= AFTERNOON:
        return _next_of([said.clock.in_part(said.part)], now, None)
    if said.part is not None:
        return _next_of([said.clock.in_part(said.part)], now, said.day)
    if said.day is not None and said.day != now.date():
        return datetime.combine(said.day, said.clock.by_day())
    moment = _next_of(said.clock.hours(), now, said.day)
    if moment is None and said.by_weekday and said.day is not None:
        return datetime.combine(said.day + timedelta(days=7), said.clock.by_day())
    return moment


def _next_of(times: list[time], now: datetime, day: date | None) -> datetime | None:
    """The first of them after now; on the next day where all have passed and no day was named."""
    coming = [moment for hour in times if (moment := datetime.combine(day or now.date(), hour)) > now]
    if coming:
        return min(coming)
    if day is not None:
        return None
    return datetime.combine(now.date() + timedelta(days=1), min(times, key=_awake))


def _awake(hour: time) -> tuple[bool, time]:
    return hour < time(6), hour


def _in_the_part(said: Said, now: datetime) -> datetime | None:
    if said.part is None:
        return _on_the_day(said, now.date())
    there = datetime.combine(said.day or now.date(), said.part)
    if there > now:
        return there
    hour = now.replace(minute=0) + timedelta(hours=1)
    if said.part > MORNING and hour.date() == there.date() and hour <= there + LASTS:
        return hour
    return there + timedelta(days=1) if said.day is None else None
