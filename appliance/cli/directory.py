"""The data directory: owned by one process, or the reason why not, in one sentence and for the pages."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from appliance.backups.archive.swap import take_over
from appliance.console.lock import InUse, owning


@dataclass(frozen=True)
class Closed:
    """Why the house cannot open. `misuse`: nothing is broken, and whoever typed the command can mend it."""

    reason: str
    sentence: str
    misuse: bool = False


class Directory:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._held = ExitStack()
        self._owned = False

    def own(self) -> None:
        """Raises what keeps us from it; what is owned already stays so."""
        if not self._owned:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._held.enter_context(owning(self.path))
            try:
                take_over(self.path)  # a restore that was staged becomes the house before anything is opened
            except BaseException:
                self._held.close()
                raise
            self._owned = True

    def leave(self) -> None:
        """A command that mends it may own it meanwhile."""
        self._held.close()
        self._owned = False


def kept_out(fault: Exception, path: Path) -> Closed | None:
    if isinstance(fault, InUse):
        return Closed(
            "in-use",
            f"The appliance is running already with {path}. Open its page, stop it first, or say --data DIR.",
            misuse=True,
        )
    if isinstance(fault, PermissionError | FileExistsError | NotADirectoryError):
        place = fault.filename or path
        return Closed(
            "not-ours", f"{place} cannot be written. Name another place with --data DIR.", misuse=True
        )
    return None


def by_systemd() -> bool:
    """Then nobody reads a sentence at a terminal, and a process that ends is only started again."""
    return bool(os.environ.get("NOTIFY_SOCKET")) or os.environ.get("SYSTEMD_EXEC_PID") == str(os.getpid())
