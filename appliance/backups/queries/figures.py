"""The backups in numbers, for a program that watches the house."""

from collections.abc import Sequence
from datetime import datetime

from appliance.backups.queries import backup_figures
from appliance.core.figures import Figure, figure
from appliance.core.people import the_house
from appliance.core.work import Office


async def figures_of_backups(office: Office) -> Sequence[Figure]:
    async with office.reading(the_house()) as look:
        seen = await backup_figures(look)
    good, drill = _moment(seen.last_good), _moment(seen.last_drill)
    return [
        figure(
            "appliance_backup_last_good_timestamp_seconds",
            "When the newest good backup ended; 0 where there is none.",
            good,
        ),
        figure("appliance_backup_bytes", "The newest good backup with its files.", seen.bytes),
        figure("appliance_backup_seconds", "How long it took.", seen.seconds),
        figure("appliance_backup_failures", "Tries since then that did not work.", seen.failures),
        figure(
            "appliance_drill_last_timestamp_seconds",
            "When the last restore drill ended; 0 where there was none.",
            drill,
        ),
        figure("appliance_drill_failed", "1 where the last restore drill failed.", seen.drill_ok is False),
    ]


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at is not None else 0.0
