"""Dates, times and numbers as the reader writes them, names in whatever direction they run: for templates."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal
from babel.support import NullTranslations
from markupsafe import Markup, escape

from appliance.core.directions import isolated
from appliance.core.i18n import within

Filter = Callable[..., str]
UNITS = ("B", "kB", "MB", "GB", "TB")
MOST = 4096  # values that are kept as they are written, for each filter

# Written out: Babel shortens the day's name in German where only a skeleton is given.
DAY = {"en": "EEEE d MMMM", "de": "EEEE, d. MMMM"}
SHORT_DAY = {"en": "EEE d", "de": "ccc d."}
SHORT_DATE = {"en": "d/M", "de": "d.M."}
DAYTIME = {"en": "d MMM, HH:mm", "de": "d. MMM, HH:mm"}


def filters_for(language: str, zone: str) -> dict[str, Filter]:
    """`time` 16:05, `day` Tuesday, 10 March, `short_day` Tue 10, `since` 5 minutes ago, `size` 12 MB."""
    return {
        "time": _kept(partial(_time, language=language, zone=zone)),
        "day": _kept(partial(_day, language=language, zone=zone)),
        "weekday": _kept(partial(_weekday, language=language, zone=zone)),
        "short_day": _kept(partial(_short_day, language=language, zone=zone)),
        "short_date": _kept(partial(_short_date, language=language, zone=zone)),
        "month": _kept(partial(_month, language=language, zone=zone)),
        "short_month": _kept(partial(_short_month, language=language, zone=zone)),
        "date": _kept(partial(_date, language=language, zone=zone)),
        "daytime": _kept(partial(_daytime, language=language, zone=zone)),
        "number": _kept(partial(_number, language=language)),
        "size": _kept(partial(_size, language=language)),
        "since": partial(_since, language=language),
    }


def _kept(written: Filter) -> Filter:
    """Babel reads a pattern anew for each value, and a page shows the same days and times again and again."""
    return lru_cache(MOST)(written)


def locale_of(language: str) -> str:
    """English with a 24-hour clock and the day before the month, as the house writes it."""
    return "en_GB" if language == "en" else language


def _time(moment: datetime | time, language: str, zone: str) -> str:
    """Of a moment in the family's zone; a time of day as it stands on the wall."""
    if isinstance(moment, time):
        return format_time(moment, "short", locale=locale_of(language))
    return format_time(moment, "short", tzinfo=ZoneInfo(zone), locale=locale_of(language))


def _day(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), DAY[language], locale=locale_of(language))


def _weekday(moment: date, language: str, zone: str) -> str:
    return format_skeleton("E", _local(moment, zone), locale=locale_of(language))


def _short_day(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), SHORT_DAY[language], locale=locale_of(language))


def _short_date(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), SHORT_DATE[language], locale=locale_of(language))


def _short_month(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), "LLL", locale=locale_of(language))


def _month(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), "MMMM y", locale=locale_of(language))


def _date(moment: date, language: str, zone: str) -> str:
    return format_date(_local(moment, zone), "long", locale=locale_of(language))


def _daytime(moment: datetime, language: str, zone: str) -> str:
    return format_datetime(moment, DAYTIME[language], tzinfo=ZoneInfo(zone), locale=locale_of(language))


def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=locale_of(language))


def _size(amount: int, language: str) -> str:
    """Of a file or a disk: 340 kB, 12.5 MB, 1.2 TB."""
    unit = min(max(len(str(abs(amount))) - 1, 0) // 3, len(UNITS) - 1)
    places = 1 if unit > 1 and amount < 100 * 1000**unit else 0
    return f"{format_decimal(round(amount / 1000**unit, places), locale=locale_of(language))} {UNITS[unit]}"


def _since(moment: datetime, now: datetime, language: str) -> str:
    """`{{ seen_at|since(now) }}`"""
    return format_timedelta(
        min(moment - now, timedelta(0)), add_direction=True, locale=locale_of(language), threshold=1.2
    )


def _local(moment: date, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment


def own_direction(value: object) -> object:
    """Of everything that a template puts in, markup and numbers aside: nobody can forget it."""
    return isolated(value) if type(value) is str else value


def typed(value: object) -> Markup:
    """Into a field exactly as it was typed: marks put around it would come back with the form."""
    return escape(value)


def texts_in(catalogue: NullTranslations) -> dict[str, Filter]:
    """What `_` and `ngettext` are in a template. Names in a sentence keep their direction to themselves.

    A plain text is looked up once: Jinja's own functions make markup of it and fill in nothing each time.
    """

    @lru_cache(MOST)
    def plain(text: str) -> Markup:
        return Markup(catalogue.gettext(text)) % {}

    def gettext(text: str, /, **values: object) -> Markup:
        return Markup(catalogue.gettext(text)) % within(values) if values else plain(text)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        return Markup(catalogue.ngettext(one, many, number)) % within({"num": number, **values})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
