"""Recurrences as a family says them, and what each means to dateutil."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY

WORKDAYS = (MO, TU, WE, TH, FR)
OR_THE_LAST = {29: {"bymonthday": (28, 29), "bysetpos": -1}, 30: {"bymonthday": (28, 29, 30), "bysetpos": -1}}


@dataclass(frozen=True)
class Said:
    """`begins` so many days after the first of the two years, or before it. `at`: by what time of day."""

    text: str
    means: dict[str, Any]
    begins: int = 0
    at: str = ""
    week_start: int = 0

    def start(self, first: date) -> date:
        return first + timedelta(days=self.begins)


def every(freq: int, interval: int = 1, **named: Any) -> dict[str, Any]:
    return {"freq": freq, "interval": interval, **named}


SAID = [
    Said("daily", every(DAILY), at="02:30"),
    Said("every day", every(DAILY), -3000, "01:30"),
    Said("daily", every(DAILY), 40, "23:59"),
    Said("daily", every(DAILY), -1),
    Said("every other day", every(DAILY, 2), 1, "02:00"),
    Said("every 2 days", every(DAILY, 2), -2999, "01:45"),
    Said("every 3 days", every(DAILY, 3), 12, "02:15"),
    Said("every 10 days", every(DAILY, 10), -5, "07:30"),
    Said("every 30 days", every(DAILY, 30), 29),
    Said("every 100 days", every(DAILY, 100), -70, "00:00"),
    Said("every 365 days", every(DAILY, 365), -365),
    Said("tuesday", every(WEEKLY, byweekday=TU), 0, "18:00"),
    Said("every tuesday", every(WEEKLY, byweekday=TU), -1234, "02:30"),
    Said("friday", every(WEEKLY, byweekday=FR), 3),
    Said("tuesday, friday", every(WEEKLY, byweekday=(TU, FR)), 2, "19:00"),
    Said("wednesday and sunday", every(WEEKLY, byweekday=(WE, SU)), 5, "01:30"),
    Said("monday to friday", every(WEEKLY, byweekday=WORKDAYS), 0, "08:00"),
    Said("weekdays", every(WEEKLY, byweekday=WORKDAYS), -800, "02:30"),
    Said("weekends", every(WEEKLY, byweekday=(SA, SU)), 1, "02:30"),
    Said("friday to sunday", every(WEEKLY, byweekday=(FR, SA, SU)), 9),
    Said("saturday to monday", every(WEEKLY, byweekday=(SA, SU, MO)), 4, "12:00"),
    Said("every 2 weeks on tuesday", every(WEEKLY, 2, byweekday=TU), 1),
    Said("every other week on sunday", every(WEEKLY, 2, byweekday=SU), -15, "02:45"),
    Said("every 2 weeks on monday, friday", every(WEEKLY, 2, byweekday=(MO, FR)), 3, "17:00"),
    Said("every 2 weeks on saturday, sunday", every(WEEKLY, 2, byweekday=(SA, SU), wkst=MO), 2),
    Said("every 2 weeks on saturday, sunday", every(WEEKLY, 2, byweekday=(SA, SU), wkst=SU), 2, week_start=6),
    Said("every 2 weeks on sunday, monday", every(WEEKLY, 2, byweekday=(SU, MO), wkst=SU), 6, week_start=6),
    Said("every 2 weeks on friday, saturday", every(WEEKLY, 2, byweekday=(FR, SA), wkst=SA), 5, week_start=5),
    Said("every 3 weeks on thursday", every(WEEKLY, 3, byweekday=TH), -500, "06:00"),
    Said("every 4 weeks on wednesday", every(WEEKLY, 4, byweekday=WE), 17),
    Said("every 5 weeks on monday to friday", every(WEEKLY, 5, byweekday=WORKDAYS), 8),
    Said("every 52 weeks on saturday", every(WEEKLY, 52, byweekday=SA), 10),
    Said("monthly on the 1st", every(MONTHLY, bymonthday=1), 0, "09:00"),
    Said("monthly on the 15th", every(MONTHLY, bymonthday=15), -2000, "02:30"),
    Said("monthly on the 28th", every(MONTHLY, bymonthday=28), 30),
    Said("monthly on the 29th", every(MONTHLY, **OR_THE_LAST[29]), 3, "02:15"),
    Said("monthly on the 30th", every(MONTHLY, **OR_THE_LAST[30]), -40),
    Said("monthly on the 31st", every(MONTHLY, bymonthday=-1), 11, "23:30"),
    Said("monthly on the last day", every(MONTHLY, bymonthday=-1), -90),
    Said("monthly on the 1st and 15th", every(MONTHLY, bymonthday=(1, 15)), 5),
    Said("monthly on the 10th, 20th, last day", every(MONTHLY, bymonthday=(10, 20, -1)), 21),
    Said("monthly on the 30th and last day", every(MONTHLY, bymonthday=(30, -1)), -1),
    Said("every 2 months on the 5th", every(MONTHLY, 2, bymonthday=5), 4, "02:30"),
    Said("every 2 months on the last day", every(MONTHLY, 2, bymonthday=-1), 45),
    Said("every 3 months on the 31st", every(MONTHLY, 3, bymonthday=-1), 58),
    Said("every 3 months on the 30th", every(MONTHLY, 3, **OR_THE_LAST[30]), 32),
    Said("every 6 months on the 1st", every(MONTHLY, 6, bymonthday=1), -700),
    Said("every 12 months on the 29th", every(MONTHLY, 12, **OR_THE_LAST[29]), 35),
    Said("monthly on the first monday", every(MONTHLY, byweekday=MO(1)), 0, "18:00"),
    Said("monthly on the second tuesday", every(MONTHLY, byweekday=TU(2)), 9),
    Said("monthly on the third sunday", every(MONTHLY, byweekday=SU(3)), -1111, "02:30"),
    Said("monthly on the fourth friday", every(MONTHLY, byweekday=FR(4)), 27),
    Said("monthly on the last sunday", every(MONTHLY, byweekday=SU(-1)), 0, "02:30"),
    Said("monthly on the last friday", every(MONTHLY, byweekday=FR(-1)), 29, "20:00"),
    Said("monthly on the first and third wednesday", every(MONTHLY, byweekday=(WE(1), WE(3))), 13),
    Said("monthly on the second and last saturday", every(MONTHLY, byweekday=(SA(2), SA(-1))), 2, "01:30"),
    Said("monthly on the first weekday", every(MONTHLY, byweekday=WORKDAYS, bysetpos=1), 1),
    Said("monthly on the last weekday", every(MONTHLY, byweekday=WORKDAYS, bysetpos=-1), 16, "16:00"),
    Said("every 2 months on the first sunday", every(MONTHLY, 2, byweekday=SU(1)), 70, "02:00"),
    Said("every 3 months on the last thursday", every(MONTHLY, 3, byweekday=TH(-1)), -33),
    Said("yearly on 24 december", every(YEARLY, bymonth=12, bymonthday=24), 0, "15:00"),
    Said("yearly on 1 january", every(YEARLY, bymonth=1, bymonthday=1), 1),
    Said("yearly on 29 february", every(YEARLY, bymonth=2, **OR_THE_LAST[29]), -600),
    Said("yearly on 31 october", every(YEARLY, bymonth=10, bymonthday=31), -3, "18:00"),
    Said("yearly on 30 december", every(YEARLY, bymonth=12, bymonthday=30), 0),
    Said("yearly on the last day of february", every(YEARLY, bymonth=2, bymonthday=-1), 60),
    Said("yearly on the second sunday of may", every(YEARLY, bymonth=5, byweekday=SU(2)), 100, "10:00"),
    Said("yearly on the last sunday in march", every(YEARLY, bymonth=3, byweekday=SU(-1)), -20, "02:30"),
    Said("yearly on the first weekday of may", every(YEARLY, bymonth=5, byweekday=WORKDAYS, bysetpos=1), 7),
    Said("every 2 years on 1 july", every(YEARLY, 2, bymonth=7, bymonthday=1), -365),
]  # fmt: skip
"""Clocks change in the nights to Sunday, between one and three."""
