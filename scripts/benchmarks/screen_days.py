"""Days at screens that are over, as the night adds them up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from appliance.core.clock import local_day
from appliance.screen_time.rules import day_of

Row = dict[str, object]


def days_over(
    intervals: Iterable[Mapping[str, object]], today: date, zone: str
) -> tuple[list[Row], list[Row]]:
    """Rows of `screen_day` and of `usage_day`; nothing ran side by side, and none over midnight."""
    apps: dict[tuple[object, date], dict[tuple[object, object], int]] = defaultdict(lambda: defaultdict(int))
    for one in intervals:
        start, end = one["start_at"], one["end_at"]
        assert isinstance(start, datetime) and isinstance(end, datetime)
        day = local_day(start, zone)
        if day < today:
            seconds = int((end - start).total_seconds())
            apps[one["member_id"], day][one["app"], one["category"]] += seconds
    whole: list[Row] = []
    pieces: list[Row] = []
    for (member, day), used in apps.items():
        common = {"family_id": 1, "member_id": member, "day": day}
        sums = {"counted": sum(used.values()), "free": 0, "allowed": 120, "bonus": 10, "final": False}
        whole.append({**common, **sums, "rolled_at": day_of(day, zone).end})
        pieces += [
            {**common, "device_id": 0, "device": "Tablet", "app": app, "category": category}
            | {"standing": "counted", "seconds": seconds}
            for (app, category), seconds in used.items()
        ]
    return whole, pieces
