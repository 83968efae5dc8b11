"""What watchers told, written by plain statements, with the last stretch of each bucket in mind.

Minding is safe because this process alone writes; whoever else has changed something makes us `forget`.
"""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from appliance.core.errors import SignInNeeded
from appliance.core.i18n import mark as _
from appliance.screen_time.activitywatch.clocks import DeviceClock
from appliance.screen_time.activitywatch.events import Told, moment_of, ms_of
from appliance.screen_time.activitywatch.merging import Merged, Stretch, merged
from appliance.screen_time.activitywatch.words import kept_words, type_by_name

MINUTE = 60_000
NEAR = 20  # rows on either side that a stretch is compared with

DEVICE = """SELECT d.family_id, d.heard_at, d.dirty_from, d.dirty_until, coalesce(p.keep_titles, 0),
    d.clock_off
    FROM measured_device d LEFT JOIN screen_policy p ON p.family_id = d.family_id
    WHERE d.id = ? AND d.revoked_at IS NULL"""
BUCKET = "SELECT id, type FROM bucket WHERE device_id = ? AND name = ?"
NEW_BUCKET = """INSERT INTO bucket (family_id, device_id, name, type, client, hostname, made_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"""
INTRODUCED = "UPDATE bucket SET type = ?, client = ?, hostname = ? WHERE id = ?"
ROWS = "SELECT id, start_ms, end_ms, words FROM told_event WHERE bucket_id = ?"
LAST = f"{ROWS} ORDER BY start_ms DESC, id DESC LIMIT {NEAR}"
BEFORE = f"{ROWS} AND start_ms <= ? ORDER BY start_ms DESC, id DESC LIMIT {NEAR}"
AFTER = f"{ROWS} AND start_ms > ? ORDER BY start_ms, id LIMIT {NEAR}"
NEW_EVENT = """INSERT INTO told_event (family_id, bucket_id, start_ms, end_ms, words)
    VALUES (?, ?, ?, ?, ?) RETURNING id"""
CHANGED = "UPDATE told_event SET start_ms = ?, end_ms = ? WHERE id = ?"
GONE = "DELETE FROM told_event WHERE id = ?"
HEARD = """UPDATE measured_device SET dirty_from = ?, dirty_until = ?, heard_at = ?, clock_off = ?,
    measured_until = nullif(max(coalesce(measured_until, ''), coalesce(?, '')), '')
    WHERE id = ?"""


@dataclass(slots=True)
class Line:
    """A bucket. `others_end`: where all stretches but the last are over."""

    id: int
    type: str
    last: Stretch | None = None
    others_end: int = -1


@dataclass(slots=True)
class Known:
    """A device."""

    family_id: int
    heard: int
    dirty: tuple[int, int] | None
    titles: bool
    off: int  # seconds that its clock is ahead
    told: tuple[int, int] | None = None  # in this transaction
    lines: dict[str, Line] = field(default_factory=dict)


class Books:
    def __init__(self) -> None:
        self._devices: dict[int, Known] = {}
        self._touched: set[int] = set()
        self._heard: set[int] = set()  # of those touched: what spoke itself
        self._clocks: dict[int, DeviceClock] = {}
        self.news = 0  # stretches that came or grew, ever

    def forget(self) -> None:
        self._devices.clear()
        self._touched.clear()
        self._heard.clear()

    def beat(
        self,
        db: sqlite3.Connection,
        device: int,
        bucket: str,
        told: Told,
        pulse: int,
        now: int,
        live: bool = True,
        heard: bool = True,
    ) -> Stretch:
        """`live`: told by a watcher as it sees it, so that its lateness says something about its clock.

        Not `heard`: somebody else brought it, and of the device nothing was heard by that.
        """
        known = self._device(db, device)
        line = self._line(db, device, known, bucket, now)
        by = self._clocks[device].off_by(told.end, now) if live else 0
        known.off = by // 1000 if live else known.off
        words = kept_words(line.type, told.words, known.titles)
        new = Stretch(0, max(told.start - by, 0), max(told.end - by, 0), words)
        self._note(device, known, new.start - pulse, new.end + pulse)
        if heard:
            self._heard.add(device)
        return self._joined_to_last(db, known, line, new, pulse) or self._placed(db, known, line, new, pulse)

    def introduce(
        self,
        db: sqlite3.Connection,
        device: int,
        bucket: str,
        kind: tuple[str, str, str],
        now: int,
        heard: bool = True,
    ) -> bool:
        """Type, client and host name, as its watcher says them. False where it was known already."""
        known = self._device(db, device)
        self._touched.add(device)
        if heard:
            self._heard.add(device)
        if bucket not in known.lines and not db.execute(BUCKET, (device, bucket)).fetchone():
            known.lines[bucket] = self._made(db, device, known, bucket, kind, now)
            return True
        line = self._line(db, device, known, bucket, now)
        if kind[0] and line.type != kind[0]:
            db.execute(INTRODUCED, (*kind, line.id))
            line.type = kind[0]
        return False

    def close(self, db: sqlite3.Connection, now: datetime) -> bool:
        """Ends one transaction's letters: what must be derived anew is in the rows before it is answered.

        Whether there is anything to derive.
        """
        told = False
        for id in self._touched:
            known = self._devices[id]
            _hear(db, id, known, now, id in self._heard)
            told, known.told = told or known.told is not None, None
        self._touched.clear()
        self._heard.clear()
        return told

    def _device(self, db: sqlite3.Connection, device: int) -> Known:
        known = self._devices.get(device)
        if known is None:
            row = db.execute(DEVICE, (device,)).fetchone()
            if row is None:
                raise SignInNeeded(_("This device is not known here any more."))
            family, heard, since, until, titles, off = row
            dirty = (_ms(since), _ms(until)) if since and until else None
            known = Known(family, _ms(heard) if heard else 0, dirty, bool(titles), off)
            self._devices[device] = known
            self._clocks.setdefault(device, DeviceClock(behind=max(-off, 0) * 1000))
        return known

    def _line(self, db: sqlite3.Connection, device: int, known: Known, bucket: str, now: int) -> Line:
        line = known.lines.get(bucket)
        if line is None:
            row = db.execute(BUCKET, (device, bucket)).fetchone()
            if row is None:
                line = self._made(db, device, known, bucket, (type_by_name(bucket), "", ""), now)
            else:
                line = Line(*row)
                self._look_at_last(db, line)
            known.lines[bucket] = line
        return line

    def _made(
        self,
        db: sqlite3.Connection,
        device: int,
        known: Known,
        bucket: str,
        kind: tuple[str, str, str],
        now: int,
    ) -> Line:
        [(id,)] = db.execute(NEW_BUCKET, (known.family_id, device, bucket, *kind, now)).fetchall()
        return Line(id, kind[0])

    def _look_at_last(self, db: sqlite3.Connection, line: Line) -> None:
        rows = [Stretch(*row) for row in db.execute(LAST, (line.id,))]
        line.last = rows[0] if rows else None
        line.others_end = max((row.end for row in rows[1:]), default=-1)

    def _note(self, device: int, known: Known, start: int, end: int) -> None:
        """With the pulse around it: what lay between two stretches may have become one with them."""
        since, until = known.told or (start, end)
        known.told = (max(min(since, start), 0), max(until, end))
        self._touched.add(device)

    def _joined_to_last(
        self, db: sqlite3.Connection, known: Known, line: Line, new: Stretch, pulse: int
    ) -> Stretch | None:
        """What nearly every heartbeat does, without a look into the tables; `merged` would find the same."""
        last = line.last
        if last is None or new.start < last.start:
            return None
        if last.words == new.words and new.start <= last.end + pulse:
            if new.end > last.end:
                db.execute(CHANGED, (last.start, new.end, last.id))
                self.news += 1
                last = line.last = last._replace(end=new.end)
            return last
        if line.others_end > last.start or line.others_end >= new.start:
            return None
        line.others_end = max(line.others_end, last.end)
        line.last = self._added(db, known, line, new)
        return line.last

    def _placed(self, db: sqlite3.Connection, known: Known, line: Line, new: Stretch, pulse: int) -> Stretch:
        before = [Stretch(*row) for row in db.execute(BEFORE, (line.id, new.start))]
        after = [Stretch(*row) for row in db.execute(AFTER, (line.id, new.start))]
        found: Merged = merged(new, pulse, before, after)
        whole = found.whole
        if not whole.id:
            whole = self._added(db, known, line, whole)
        elif whole not in before and whole not in after:
            db.execute(CHANGED, (whole.start, whole.end, whole.id))
            self.news += 1
        for gone in found.gone:
            db.execute(GONE, (gone,))
        self._look_at_last(db, line)
        return whole

    def _added(self, db: sqlite3.Connection, known: Known, line: Line, new: Stretch) -> Stretch:
        row = (known.family_id, line.id, new.start, new.end, new.words)
        [(id,)] = db.execute(NEW_EVENT, row).fetchall()
        self.news += 1
        return new._replace(id=id)


def _hear(db: sqlite3.Connection, device: int, known: Known, now: datetime, spoke: bool) -> None:
    """A heartbeat that lies within what is dirty already, of a device that was just heard, writes nothing."""
    at, told = ms_of(now), known.told
    since, until = known.dirty or told or (0, 0)
    if told:
        since, until = min(since, told[0]), max(until, told[1])
    heard = at if spoke and abs(at - known.heard) >= MINUTE else known.heard
    dirty = (since, until) if told or known.dirty else None
    if dirty == known.dirty and heard == known.heard:
        return
    ends = [_text(ms) for ms in dirty] if dirty else [None, None]
    latest = _text(min(told[1], at)) if told else None
    db.execute(HEARD, (*ends, _text(heard) if heard else None, known.off, latest, device))
    known.dirty, known.heard = dirty, heard


def _ms(stored: str) -> int:
    return ms_of(datetime.fromisoformat(f"{stored}+00:00"))


def _text(ms: int) -> str:
    """As the other rows hold a moment: so that they sort as text."""
    return moment_of(ms).strftime("%Y-%m-%d %H:%M:%S.%f")
