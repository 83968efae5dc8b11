"""restic and rclone: what they are called with. Lists of arguments only, never a line for a shell."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from appliance.backups.models import Onward
from appliance.backups.rules.keeping import Promise
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

REPOSITORY = re.compile(r"/[^\s].*|sftp:(//)?[A-Za-z0-9_][\w.@:\[\]-]*[:/].*|rest:https?://[^\s]+")
REMOTE = re.compile(r"[A-Za-z0-9_][\w .+@-]*:[^\s].*|[A-Za-z0-9_][\w .+@-]*:")
TAG = "appliance"
RESTIC_PASSWORD = "restic-password"
RCLONE_REMOTES = "rclone.conf"
SHOWN = 200  # letters of what a program said


@dataclass(frozen=True)
class Away:
    """Where the backups are sent on, and with which files of the data directory."""

    program: str
    to: str
    data: Path

    @property
    def password_file(self) -> Path:
        return self.data / RESTIC_PASSWORD

    @property
    def remotes(self) -> Path:
        return self.data / RCLONE_REMOTES


def check_onward(program: str, to: str) -> None:
    """Nothing that could be read as an option; Invalid on the field `onward_to`."""
    if program == Onward.RESTIC and not REPOSITORY.fullmatch(to):
        raise _refused(_("A repository is a folder, or begins with sftp: or rest:. rclone reaches the rest."))
    if program == Onward.RCLONE and not REMOTE.fullmatch(to):
        raise _refused(_("A remote of rclone and a folder on it, such as cloud:backups/home."))
    if any(letter < " " for letter in to) or len(to) > 500:
        raise _refused(_("This is not an address."))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"onward_to": sentence})


def restic(away: Away, *said: str) -> list[str]:
    """Without a cache: it would grow in the data directory, and the files are few and never change.

    The repository is in the surroundings: a password in it must not stand in the list of processes.
    """
    return ["restic", f"--password-file={away.password_file}", "--no-cache", *said]


def surroundings(away: Away, path: str) -> dict[str, str]:
    """Nothing of our own beside: no address and no key of the house gets into another program by itself."""
    own = {"RESTIC_REPOSITORY": away.to} if away.program == Onward.RESTIC else {}
    return {"PATH": path, "HOME": str(away.data), "LANG": "C", **own}


def restic_knows(away: Away) -> list[str]:
    return restic(away, "cat", "config")


def restic_begins(away: Away) -> list[str]:
    return restic(away, "init")


def restic_sends(away: Away, folder: Path) -> list[list[str]]:
    """A lock that a killed run left behind would stop all later ones."""
    return [
        restic(away, "unlock"),
        restic(away, "backup", "--host=appliance", f"--tag={TAG}", "--quiet", "--", str(folder)),
    ]


def restic_forgets(away: Away, promise: Promise) -> list[str]:
    """Told to keep at least the last one, whatever the numbers are."""
    kept = (f"--keep-{span}={number}" for span, number in _spans(promise) if number)
    return restic(
        away, "forget", f"--tag={TAG}", "--group-by=host,tags", "--keep-last=1", *kept, "--prune", "--quiet"
    )


def _spans(promise: Promise) -> tuple[tuple[str, int], ...]:
    return ("daily", promise.daily), ("weekly", promise.weekly), ("monthly", promise.monthly)


def restic_checks(away: Away) -> list[str]:
    return restic(away, "check", "--quiet")


def rclone(away: Away, *said: str) -> list[str]:
    return ["rclone", f"--config={away.remotes}", "--retries=2", "--low-level-retries=3", *said]


def rclone_sends(away: Away, folder: Path) -> list[list[str]]:
    """`copy`, not `sync`: an empty folder here must not empty the one over there.

    The files go first, so that no backup over there ever waits for one of its files.
    """
    there = below(away.to, "files")
    return [
        rclone(away, "copy", "--", str(folder / "files"), there),
        rclone(away, "copy", "--max-depth=1", "--", str(folder), away.to),
    ]


def rclone_lists(away: Away) -> list[str]:
    return rclone(away, "lsf", "--files-only", "--", away.to)


def rclone_forgets(away: Away, name: str) -> list[str]:
    return rclone(away, "deletefile", "--", below(away.to, name))


def below(remote: str, name: str) -> str:
    return remote + name if remote.endswith((":", "/")) else f"{remote}/{name}"


def installed(program: str) -> bool:
    return shutil.which(program) is not None


def without_secrets(text: str) -> str:
    """What comes between `//` and `@` is a name and a password."""
    return re.sub(r"(?<=//)[^/@\s]+@", "…@", text)


def last_words(output: str) -> str:
    """The last line that says something, fit to be shown."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return without_secrets(lines[-1])[:SHOWN] if lines else ""
