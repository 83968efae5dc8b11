"""A repeat in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from babel.dates import format_skeleton, get_day_names, get_month_names

from appliance.chores.rules.coming import Rhythm
from appliance.chores.rules.days import Rule
from appliance.chores.rules.repeats import (
    LAST,
    WORKDAY,
    WORKDAYS,
    Mode,
    Repeat,
    days_named,
    places_named,
    rule_of,
)
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _

SCHOOL_DAYS = list(range(len(WORKDAYS)))
PLACES = {1: _("the first"), 2: _("the second"), 3: _("the third"), 4: _("the fourth"), LAST: _("the last")}
ENDINGS = {1: _("the %(n)sst"), 2: _("the %(n)snd"), 3: _("the %(n)srd")}
OTHERS = _("the %(n)sth")
PARTS_OF_DAY = {
    "morning": _("in the morning"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
}
LONGER = counted("or %(n)s day later", "or up to %(n)s days later")
LEAP_YEAR = 2028


def repeat_words(repeat: Repeat, language: str) -> str:
    rule = rule_of(repeat)
    if repeat.mode is Mode.ONCE:
        return say(language, _("once"))
    if repeat.mode is Mode.AFTER_DONE:
        return _after(rule, language)
    return WORDS[rule.freq](rule, language)


def rhythm_words(rhythm: Rhythm, language: str) -> str:
    """With its times, its part of the day, and how much longer it may take."""
    parts = [repeat_words(rhythm.repeat, language)]
    if rhythm.times:
        named = _listed([f"{at:%H:%M}" for at in sorted(rhythm.times)], language)
        parts.append(say(language, _("by %(time)s"), time=named))
    elif rhythm.part_of_day:
        parts.append(say(language, PARTS_OF_DAY[rhythm.part_of_day]))
    if rhythm.window_days:
        parts.append(say(language, LONGER, n=rhythm.window_days))
    return ", ".join(parts)


def days_in_words(days: Sequence[int], language: str) -> str:
    names: Mapping[int, str] = get_day_names("wide", locale=language)
    if list(days) == SCHOOL_DAYS:
        return say(language, _("%(first)s to %(last)s"), first=names[0], last=names[4])
    return _listed([names[day] for day in days], language)


def weekday_names(language: str, first: int) -> list[tuple[int, str]]:
    """Short names in the order of the family's week."""
    names: Mapping[int, str] = get_day_names("abbreviated", locale=language)
    return [(day % 7, names[day % 7]) for day in range(first, first + 7)]


def month_names(language: str) -> list[tuple[int, str]]:
    names: Mapping[int, str] = get_month_names("wide", "stand-alone", locale=language)
    return list(names.items())


def weekday_of_month(weekday: int, language: str) -> str:
    """`Tuesday`; for `WORKDAY` any from Monday to Friday."""
    if weekday == WORKDAY:
        return say(language, _("day from %(days)s"), days=days_in_words(SCHOOL_DAYS, language))
    names: Mapping[int, str] = get_day_names("wide", locale=language)
    return names[weekday]


def _after(rule: Rule, language: str) -> str:
    one, many = (_("the day after it is done"), _("%(n)s days after it is done"))
    if rule.freq == "MONTHLY":
        one, many = (_("a month after it is done"), _("%(n)s months after it is done"))
    return say(language, many, n=rule.every) if rule.every > 1 else say(language, one)


def _days(rule: Rule, language: str) -> str:
    if rule.every == 1:
        return say(language, _("every day"))
    return say(language, _("every %(n)s days"), n=rule.every)


def _weeks(rule: Rule, language: str) -> str:
    days = [weekday for _which, weekday in rule.weekdays]
    listed = days_in_words(days, language)
    if rule.every == 1:
        return listed if days == SCHOOL_DAYS else say(language, _("every %(days)s"), days=listed)
    return say(language, _("every %(n)s weeks on %(days)s"), n=rule.every, days=listed)


def _months(rule: Rule, language: str) -> str:
    named = _places(rule, language) if rule.weekdays else _month_days(rule, language)
    if rule.every == 1:
        return say(language, _("every month on %(days)s"), days=named)
    return say(language, _("every %(n)s months on %(days)s"), n=rule.every, days=named)


def _years(rule: Rule, language: str) -> str:
    named = _day_of_year(rule, language)
    if rule.every == 1:
        return say(language, _("every year on %(day)s"), day=named)
    return say(language, _("every %(n)s years on %(day)s"), n=rule.every, day=named)


WORDS: dict[str, Callable[[Rule, str], str]] = {
    "DAILY": _days,
    "WEEKLY": _weeks,
    "MONTHLY": _months,
    "YEARLY": _years,
}


def _day_of_year(rule: Rule, language: str) -> str:
    day = 0 if rule.weekdays else days_named(rule)[0]
    if day > 0:
        locale = "en_GB" if language == "en" else language
        return format_skeleton("MMMMd", date(LEAP_YEAR, rule.month, day), locale=locale)
    named = _places(rule, language) if rule.weekdays else say(language, _("the last day"))
    names: Mapping[int, str] = get_month_names("wide", locale=language)
    return say(language, _("%(day)s in %(month)s"), day=named, month=names[rule.month])


def _places(rule: Rule, language: str) -> str:
    which, weekday = places_named(rule)
    places = _listed([say(language, PLACES[place]) for place in which], language)
    return say(
        language, _("%(place)s %(weekday)s"), place=places, weekday=weekday_of_month(weekday, language)
    )


def _month_days(rule: Rule, language: str) -> str:
    return _listed([_month_day(day, language) for day in days_named(rule)], language)


def _month_day(day: int, language: str) -> str:
    if day == LAST:
        return say(language, _("the last day"))
    ending = OTHERS if 10 < day < 14 else ENDINGS.get(day % 10, OTHERS)
    return say(language, ending, n=day)


def _listed(names: Sequence[str], language: str) -> str:
    *most, last = names
    if not most:
        return last
    return say(language, _("%(first)s and %(last)s"), first=", ".join(most), last=last)
