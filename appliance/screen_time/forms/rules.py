"""Rules, different days and pauses, as programs send them and as parents type them."""

from collections.abc import Sequence
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from appliance.core.errors import Invalid
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import mark as _
from appliance.screen_time.forms.minutes import App
from appliance.screen_time.forms.stretches import one_stretch, stretches
from appliance.screen_time.rules import Cap, Different, Rules, Stretch, with_cap, without_cap

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Hours = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Kind = Literal["holiday", "sick", "party", "day"]
Windows = tuple[Stretch, ...]
Week = tuple[tuple[int, ...], tuple[Windows, ...], tuple[Stretch | None, ...]]


class StretchSent(Sent):
    """Wall time. Hours that end at 00:00 go on to midnight; a bedtime may end the next morning."""

    start: time
    end: time


class CapSent(Sent):
    """A limit of one category or app; null minutes on days without one."""

    of: Literal["category", "app"]
    name: App
    minutes: list[Minutes | None] = Field(min_length=7, max_length=7)


class RulesSent(Sent):
    """Lists begin with Monday. `beds` are by the evening on which they begin; no hours: the whole day.

    These are the whole rules: what is left out is not limited.
    """

    minutes: list[Minutes] = Field(min_length=7, max_length=7)
    hours: list[list[StretchSent]] | None = Field(default=None, min_length=7, max_length=7)
    beds: list[StretchSent | None] | None = Field(default=None, min_length=7, max_length=7)
    caps: list[CapSent] = Field(default_factory=list, max_length=20)
    bonus_cap: int = Field(default=60, ge=0, le=240)
    why: Sentence = ""

    @property
    def rules(self) -> Rules:
        return Rules(
            tuple(self.minutes),
            tuple(
                tuple(Stretch(one.start, one.end) for one in windows) for windows in self.hours or [[]] * 7
            ),
            tuple(Stretch(bed.start, bed.end) if bed else None for bed in self.beds or [None] * 7),
            tuple(Cap(cap.of, cap.name, tuple(cap.minutes)) for cap in self.caps),
            self.bonus_cap,
        )


class EachDay(Sent):
    """What counts where `each_day` is on. Hours and bedtimes as in 15:00-19:30."""

    each_day: bool = False
    minutes_0: Minutes | None = None
    minutes_1: Minutes | None = None
    minutes_2: Minutes | None = None
    minutes_3: Minutes | None = None
    minutes_4: Minutes | None = None
    minutes_5: Minutes | None = None
    minutes_6: Minutes | None = None
    hours_0: Hours = ""
    hours_1: Hours = ""
    hours_2: Hours = ""
    hours_3: Hours = ""
    hours_4: Hours = ""
    hours_5: Hours = ""
    hours_6: Hours = ""
    bed_0: Hours = ""
    bed_1: Hours = ""
    bed_2: Hours = ""
    bed_3: Hours = ""
    bed_4: Hours = ""
    bed_5: Hours = ""
    bed_6: Hours = ""

    def each(self, part: str) -> list[str]:
        return [str(getattr(self, f"{part}_{day}") or "") for day in range(7)]


class RulesTyped(EachDay):
    """School days and the weekend; a school night is one before a school day."""

    weekday_minutes: Minutes
    weekend_minutes: Minutes
    weekday_hours: Hours = ""
    weekend_hours: Hours = ""
    bed_from: time | None = None
    bed_until: time | None = None
    weekend_bed_from: time | None = None
    weekend_bed_until: time | None = None
    bonus_cap: int = Field(default=60, ge=0, le=240)
    why: Sentence = ""

    def rules(self, caps: Sequence[Cap]) -> Rules:
        """Limits of single categories and apps have forms of their own, and stay as they are.

        What does not count now is read too: nothing that cannot be read goes unsaid.
        """
        by_groups, by_days = self._in_groups(), self._each_day()
        return Rules(*(by_days if self.each_day else by_groups), tuple(caps), self.bonus_cap)

    def _in_groups(self) -> Week:
        hours = stretches(self.weekday_hours, "weekday_hours"), stretches(self.weekend_hours, "weekend_hours")
        night = both(self.bed_from, self.bed_until, "bed")
        late = both(self.weekend_bed_from, self.weekend_bed_until, "weekend_bed")
        return (
            (self.weekday_minutes,) * 5 + (self.weekend_minutes,) * 2,
            (hours[0],) * 5 + (hours[1],) * 2,
            (night,) * 4 + (late,) * 2 + (night,),
        )

    def _each_day(self) -> Week:
        minutes = [getattr(self, f"minutes_{day}") for day in range(7)]
        if self.each_day and None in minutes:
            missing = {f"minutes_{minutes.index(None)}": _("Please fill this in.")}
            raise Invalid(_("These rules need another look."), missing)
        beds = [(text, f"bed_{day}") for day, text in enumerate(self.each("bed"))]
        return (
            tuple(number or 0 for number in minutes),
            tuple(stretches(text, f"hours_{day}") for day, text in enumerate(self.each("hours"))),
            tuple(one_stretch(text, field) if text else None for text, field in beds),
        )


def both(start: time | None, end: time | None, name: str) -> Stretch | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        missing = f"{name}_from" if start is None else f"{name}_until"
        raise Invalid(_("These rules need another look."), {missing: _("Bedtime needs both times.")})
    return Stretch(start, end)


class CapTyped(Sent):
    """A category, or an app where one is named. Empty minutes: no limit on those days."""

    category: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    app: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    weekday_minutes: Minutes | None = None
    weekend_minutes: Minutes | None = None

    def changed(self, rules: Rules) -> Rules:
        """Without any minutes the limit is gone."""
        if not self.app and not self.category:
            raise Invalid(_("Not saved yet."), {"category": _("Choose a kind, or name an app.")})
        minutes = (self.weekday_minutes,) * 5 + (self.weekend_minutes,) * 2
        cap = Cap("app", self.app, minutes) if self.app else Cap("category", self.category, minutes)
        if all(one is None for one in minutes):
            return without_cap(rules, cap.of, cap.name)
        return with_cap(rules, cap)


class DifferentSent(Sent):
    """`member_id` left out: all children. `last` left out: the first day alone. Both bed times or none.

    Where minutes are unlimited, their number does not matter.
    """

    member_id: RowId | None = None
    kind: Kind
    first: date
    last: date | None = None
    minutes: Minutes | None = None
    unlimited: bool = False
    open_hours: bool = False
    no_bed: bool = False
    bed_from: time | None = None
    bed_until: time | None = None
    why: Sentence = ""

    @property
    def different(self) -> Different:
        return Different(
            self.kind,
            self.first,
            self.last or self.first,
            None if self.unlimited else self.minutes,
            self.unlimited,
            self.open_hours,
            self.no_bed,
            both(self.bed_from, self.bed_until, "bed"),
            self.why,
        )


class PauseSent(Sent):
    """Without `until` a parent has to end it."""

    until: AwareDatetime | None = None
    why: Sentence = ""


class PauseTyped(Sent):
    """`for_minutes` is what a button says; a time is one of today, or of tomorrow where it is over."""

    until: time | None = None
    for_minutes: int | None = Field(default=None, ge=1, le=1440)
    why: Sentence = ""
    back: str = ""
