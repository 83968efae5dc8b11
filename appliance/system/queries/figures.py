"""Numbers about the process, the disk, the jobs and the letters that wait."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import col, func, select

from appliance import __version__
from appliance.core.ballast import NAME as BALLAST
from appliance.core.disk import room_on
from appliance.core.figures import Figure, figure, figures
from appliance.core.jobs import Schedule
from appliance.core.outbox import OutboxRow
from appliance.core.people import the_house
from appliance.core.settings import Settings
from appliance.core.work import Office, Reading
from appliance.household.models import SignIn

WAITING = ("waiting", "sending")


async def house_figures(office: Office) -> Sequence[Figure]:
    """Letters are kept for a month after they were sent or given up."""
    async with office.reading(the_house()) as look:
        found, sign_ins, now = *await _counted(look), look.now
    writes = office.database.changes
    oldest = min((found[state][1] for state in WAITING if state in found), default=now)
    numbers = {state: float(found.get(state, (0, None))[0]) for state in (*WAITING, "sent", "failed")}
    waited = max(0.0, (now - oldest).total_seconds())
    return [
        figure("appliance_sign_ins_open", "Sign-ins that have not ended.", sign_ins),
        figure("appliance_write_transactions_total", "Write transactions that ended.", writes, counts=True),
        figures("appliance_outbox_letters", "Alerts to parents' phones.", "state", numbers),
        figure("appliance_outbox_oldest_seconds", "How long the oldest that waits has waited.", waited),
    ]


async def _counted(look: Reading) -> tuple[dict[str, tuple[int, datetime]], int]:
    """Letters by state with the oldest one, and the open sign-ins: one question for both."""
    open_ = select(func.count()).where(col(SignIn.revoked_at).is_(None), col(SignIn.ends_at) > look.now)
    letters = select(
        OutboxRow.state, func.count(), func.min(OutboxRow.created_at), open_.scalar_subquery()
    ).group_by(OutboxRow.state)
    rows = (await look.db.exec(letters)).all()
    if not rows:
        return {}, (await look.db.exec(open_)).one()
    return {state: (number, oldest) for state, number, oldest, _open in rows}, rows[0][3]


def disk_figures(settings: Settings) -> Sequence[Figure]:
    room = room_on(settings.data)
    log = settings.database.with_name(settings.database.name + "-wal")
    return [
        figure("appliance_disk_free_bytes", "Free on the disk of the family's data.", room.free),
        figure("appliance_disk_size_bytes", "Size of that disk.", room.total),
        figure(
            "appliance_disk_writable",
            "1 where it takes changes, 0 where it is read-only.",
            room.writable,
        ),
        figure(
            "appliance_ballast_bytes",
            "Kept back for a full disk.",
            _size(settings, BALLAST),
        ),
        figure("appliance_database_bytes", "The database file.", _size(settings, settings.database.name)),
        figure("appliance_wal_bytes", "Its write-ahead log.", _size(settings, log.name)),
    ]


def _size(settings: Settings, name: str) -> int:
    try:
        return (settings.data / name).stat().st_size
    except OSError:
        return 0


def running_figures(answers: Mapping[tuple[str, str], int], schedule: Schedule) -> Sequence[Figure]:
    return [
        Figure("appliance_info", "Which version runs.", {(__version__,): 1.0}, ("version",)),
        Figure(
            "appliance_answers_total",
            "Answers, by kind of address and class of status.",
            {key: float(number) for key, number in answers.items()},
            ("kind", "status"),
            counts=True,
        ),
        figures(
            "appliance_job_last_success_timestamp_seconds",
            "When the background job last ended well, since the start.",
            "job_name",
            _moments(schedule.well),
        ),
        figures(
            "appliance_job_failures_total",
            "How often the background job failed since the start.",
            "job_name",
            {name: schedule.failures[name] for name in schedule.names},
            counts=True,
        ),
    ]


def _moments(seen: Mapping[str, datetime]) -> dict[str, float]:
    return {name: moment.timestamp() for name, moment in seen.items()}
