"""What a normal day of a family of eight writes to the card: the served process on a real directory.

Everybody's sittings, ticks, approvals, stored minutes and questions are asked one after the other; the hours
in which nobody comes are what the jobs wrote in a minute, times 1440. The nightly backup stands by itself.
"""

import json
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from appliance.core.clock import local_day, system_clock
from appliance.core.secrets import new_token, token_hash
from scripts.benchmarks.figures import Figure
from scripts.benchmarks.household import CHILDREN, PARENT, PEOPLE, ZONE, make_household
from scripts.benchmarks.serving import Serving, appliance, asked, until_quiet

SITTINGS, PAGES = 100, ("/today", "/chores", "/screen", "/rewards")  # 400 pages in a day
TICKS, QUESTIONS, USED = 60, 30, 120
ROUND, IDLE = 40.0, 60.0  # seconds; each job that runs often has had its turn
MINUTES = 24 * 60
MOST = 100.0  # MB a day: 36 GB a year, where a cheap card of 32 GB endures some ten thousand
SYNCS = 2000.0  # a day
MB = 1e6
USAGE = "INSERT INTO api_token (family_id, member_id, name, token_hash, scopes, created_at, expires_at, days)"


@dataclass
class Written:
    megabytes: float = 0.0
    syncs: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.megabytes + other.megabytes, self.syncs + other.syncs)


@dataclass(frozen=True)
class Family:
    data: Path
    sessions: list[str]
    keys: dict[int, str]
    open_: list[tuple[int, int]]  # occurrences of today with whose they are


def measure(folder: Path) -> list[Figure]:
    family = _moved_in(folder / "day")
    with appliance(family.data) as ours:
        until_quiet(ours.pid)
        with counted(ours.pid) as day:
            _live_a_day(ours, family)
            time.sleep(ROUND)  # what the day caused is the day's, with the shared index of SQLite's log
        with counted(ours.pid) as minute:
            time.sleep(IDLE)
        with counted(ours.pid) as night:
            _back_up(ours, family.keys[PARENT])
    return _figures(day, minute, night)


def _figures(day: Written, minute: Written, night: Written) -> list[Figure]:
    idle = minute.megabytes * MINUTES
    whole = day.megabytes + idle
    figures = [
        Figure("wear", "written in a day, without the backup", whole, "MB", limit=MOST),
        Figure("wear", "of it while nobody comes", idle, "MB", limit=1.0),
        Figure("wear", "written in a year, with backups", (whole + night.megabytes) * 365 / 1000, "GB"),
        Figure("wear", "written by one backup", night.megabytes, "MB"),
    ]
    if day.syncs:
        syncs = float(day.syncs + minute.syncs * MINUTES)
        figures.append(Figure("wear", "waits for the card in a day", syncs, "fsyncs", limit=SYNCS))
    return figures


def _live_a_day(ours: Serving, family: Family) -> None:
    for session in family.sessions:
        for path in PAGES:
            if not asked(ours.port, path, session).startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"{path} does not open")
    for occurrence, child in family.open_[:TICKS]:
        _post(ours, family.keys[child], f"/occurrences/{occurrence}/completion")
        _post(ours, family.keys[PARENT], f"/occurrences/{occurrence}/approval")
    for number in range(QUESTIONS):
        _post(ours, family.keys[1 + number % len(PEOPLE)], "/ask", {"text": "What do I have to do today?"})
    for number in range(USED):
        child = CHILDREN[number % len(CHILDREN)]
        began = system_clock() - timedelta(minutes=10 * (1 + number // len(CHILDREN)))
        _post(ours, family.keys[child], f"/screen-time/members/{child}/usage", _minutes(began))


def _minutes(began: datetime) -> dict[str, object]:
    one = {"start": began.isoformat(), "end": (began + timedelta(minutes=5)).isoformat(), "app": "Chess"}
    return {"device": "tablet", "intervals": [one]}


def _back_up(ours: Serving, key: str) -> None:
    run = _post(ours, key, "/backups/runs", {"kind": "backup"})
    while run["state"] in ("asked", "running"):
        time.sleep(0.2)
        run = _asked(ours, key, f"/backups/runs/{run['id']}")
    if run["state"] != "done":
        raise RuntimeError(f"no backup: {run['trouble']}")


def _post(ours: Serving, key: str, path: str, sent: dict[str, object] | None = None) -> dict[str, object]:
    return _asked(ours, key, path, json.dumps(sent or {}).encode())


def _asked(ours: Serving, key: str, path: str, body: bytes | None = None) -> dict[str, object]:
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    asking = urllib.request.Request(f"http://127.0.0.1:{ours.port}/api/v1{path}", body, headers)
    try:
        with urllib.request.urlopen(asking, timeout=120) as answer:
            said = answer.read()
    except urllib.error.HTTPError as refused:
        raise RuntimeError(f"{path}: {refused.read().decode()}") from None
    found: dict[str, object] = json.loads(said) if said else {}
    return found


@contextmanager
def counted(pid: int) -> Iterator[Written]:
    """By the kernel: with what ended children wrote. The fsyncs by strace, where there is one."""
    written = Written()
    with _traced(pid) as told:
        before = _bytes_of(pid)
        yield written
        time.sleep(0.5)
        written.megabytes = (_bytes_of(pid) - before) / MB
    rows = [line.split() for line in told]
    written.syncs = sum(int(row[3]) for row in rows if len(row) > 4 and row[-1] in ("fsync", "fdatasync"))


def _bytes_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["write_bytes"])


@contextmanager
def _traced(pid: int) -> Iterator[list[str]]:
    told: list[str] = []
    if shutil.which("strace") is None:
        yield told
        return
    with tempfile.NamedTemporaryFile("r") as table:
        command = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", table.name, "-p", str(pid)]
        tracing = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert tracing.stderr is not None
        tracing.stderr.readline()  # it is attached
        yield told
        tracing.send_signal(signal.SIGINT)
        tracing.communicate(timeout=60)
        told += table.read().splitlines()


def _moved_in(data: Path) -> Family:
    """A hundred sittings a day are as many sign-ins that were not used for an hour."""
    made, now = make_household(data), system_clock()
    sessions = [new_token() for _sitting in range(SITTINGS)]
    keys = {number: new_token() for number in range(1, len(PEOPLE) + 1)}
    with closing(sqlite3.connect(made.data / "appliance.db")) as db, db:
        db.execute("UPDATE family SET keeps_house = 1")
        db.execute(
            "INSERT INTO backup_plan (id, nightly, hour, place, mount, daily, weekly, monthly, onward,"
            " onward_to, sheet_of) VALUES (1, 0, 3, '', '', 7, 4, 6, 'none', '', '')"
        )
        for number, session in enumerate(sessions):
            _add_session(db, 1 + number % len(PEOPLE), session, now)
        for member, key in keys.items():
            db.execute(
                f"{USAGE} VALUES (1, ?, 'bench', ?, '[\"read\", \"write\"]', ?, ?, 90)",
                (member, token_hash(key), _sql(now), _sql(now + timedelta(days=90))),
            )
        day = local_day(now, ZONE).isoformat()
        recent = f"due_local BETWEEN '{day}' AND date('{day}', '+4 days')"
        fresh = "state = 'open', done_by = NULL, done_at = NULL, approved_by = NULL, approved_at = NULL"
        tomorrow = (_sql(now + timedelta(days=1)),)
        today = f"{fresh}, round = 0, due_at = ?, slot = id, due_local = '{day}'"
        db.execute(f"UPDATE occurrence SET {today} WHERE {recent}", tomorrow)  # noqa: S608
        rows = db.execute("SELECT id, assignee_id FROM occurrence WHERE slot = id").fetchall()
    return Family(made.data, sessions, keys, rows)


def _add_session(db: sqlite3.Connection, member: int, session: str, now: datetime) -> None:
    hour = _sql(now - timedelta(hours=1))
    row = {"family_id": 1, "member_id": member, "token_hash": token_hash(session), "brief": 0}
    row |= {"created_at": hour, "seen_at": hour, "ends_at": _sql(now + timedelta(days=30))}
    names, places = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO sign_in ({names}) VALUES ({places})", list(row.values()))  # noqa: S608


def _sql(moment: datetime) -> str:
    """As SQLAlchemy stores it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
