from collections.abc import Iterator

from appliance.core.checkup import Finding, green, red, yellow
from appliance.core.i18n import mark as _
from appliance.system.doctor.facts.storage import Directory, Disk, Shares, Stored

GB, MB = 1e9, 1e6
LOW = 1e9  # bytes
WORN = 9  # tenths of a card's life
MAKE_ROOM = _("Remove old backups or chat models, or take a larger disk.")
LONG_LOG = 64 * 2**20


def judge_disk(disk: Disk, floor: int) -> Iterator[Finding]:
    """`floor`: bytes below which no pictures and files are taken."""
    yield _judge_room(disk, floor)
    if disk.gave_up:
        yield yellow(
            _("What is kept back for a full disk was given up."),
            _("Make room on the disk: it comes back by itself."),
        )
    if disk.used_up >= WORN:
        yield red(
            _("The card says that it is worn out."),
            _("Make a backup now and restore it onto a new card or an SSD."),
        )
    elif disk.card:
        yield green(
            _("The data lies on a memory card. It lasts for years as we write little; an SSD lasts longer.")
        )


def _judge_room(disk: Disk, floor: int) -> Finding:
    said = {"free": gigabytes(disk.free), "total": gigabytes(disk.total)}
    if disk.read_only:
        return red(
            _("The disk is read-only: nothing can be kept."),
            _("Start the machine anew. If it stays so, the disk or card is failing: restore onto a new one."),
        )
    if disk.free < floor:
        return red(
            _("Only %(free)s GB of %(total)s GB are free: no pictures and files are taken any more."),
            MAKE_ROOM,
            **said,
        )
    if disk.free < LOW:
        return yellow(_("%(free)s GB of %(total)s GB are free. That will not last long."), MAKE_ROOM, **said)
    return green(_("%(free)s GB of %(total)s GB are free."), **said)


def gigabytes(size: int) -> float:
    return round(size / GB, 1)


def judge_shares(shares: Shares, disk: Disk) -> Finding:
    """Megabytes for people, bytes for the page."""
    parts: dict[str, int] = dict(vars(shares))
    rounded = {f"{name}_mb": round(size / MB) for name, size in parts.items()}
    return green(
        _("Database %(database_mb)s MB, files %(files_mb)s, backups %(backups_mb)s, models %(models_mb)s."),
        **rounded,
        **parts,
        free=disk.free,
        total=disk.total,
    )


def judge_directory(seen: Directory, data: str) -> Iterator[Finding]:
    said = {"data": data}
    if not seen.there:
        yield yellow(
            _("%(data)s is not there yet."), _("Start the appliance: it makes the directory."), **said
        )
    elif seen.foreign or not seen.readable:
        yield red(_("%(data)s belongs to another user."), _("Run this as that user, or with sudo."), **said)
    else:
        yield from _judge_rights(seen, data)


def _judge_rights(seen: Directory, data: str) -> Iterator[Finding]:
    faults = [*_mixed(seen), *_open_to_others(seen, data)]
    yield from faults or [green(_("%(data)s is for the appliance's eyes only."), data=data)]
    if seen.strays:
        yield yellow(
            _("Not ours in %(data)s: %(names)s."),
            _("Move these files elsewhere. What is not ours is in no backup."),
            data=data,
            names=", ".join(seen.strays[:8]),
        )


def _open_to_others(seen: Directory, data: str) -> Iterator[Finding]:
    if seen.open_secrets:
        yield red(
            _("Other users of this machine can read %(names)s."),
            _("Type: chmod 600 in front of these names, in %(data)s."),
            names=", ".join(seen.open_secrets),
            data=data,
        )
    if seen.mode & 0o077:
        yield yellow(
            _("Other users of this machine can look into %(data)s."),
            _("Type: chmod 700 %(data)s"),
            data=data,
        )


def _mixed(seen: Directory) -> Iterator[Finding]:
    if seen.mixed:
        yield red(
            _("%(names)s belong to another user than the directory."),
            _("Give them to the directory's user with chown, then start the appliance anew."),
            names=", ".join(seen.mixed),
        )


def judge_database(seen: Stored, known: set[str], newest: str) -> Iterator[Finding]:
    if not seen.there:
        yield yellow(
            _("No family lives here yet."), _("Start the appliance and open its page to set the house up.")
        )
    elif seen.fault or seen.faults or seen.orphans:
        yield _damaged(seen)
    else:
        yield _judge_revision(seen, known, newest)
    if seen.log > LONG_LOG:
        yield yellow(
            _("The log of recent changes has grown to %(megabytes)s MB."),
            _("Close programs that read appliance.db, and start the appliance anew."),
            megabytes=round(seen.log / 1e6),
        )


def _judge_revision(seen: Stored, known: set[str], newest: str) -> Finding:
    if seen.revision not in known:
        return red(
            _("The database is of a newer version of the appliance."), _("Install that version again.")
        )
    if seen.revision != newest:
        return yellow(
            _("The database is of an older version."),
            _("The next start of the appliance brings it up to date."),
        )
    return green(_("It is whole: %(megabytes)s MB."), megabytes=round(seen.size / 1e6, 1))


def _damaged(seen: Stored) -> Finding:
    why = seen.fault or next(iter(seen.faults), "") or f"{seen.orphans} rows without the one they belong to"
    return red(
        _("The database is damaged: %(why)s"),
        _("Stop the appliance and restore the newest good backup: appliance backup restore"),
        why=why,
    )
