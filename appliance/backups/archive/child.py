"""`python -m appliance.backups.archive.child VERB`: the heavy work, in a process of its own.

Arguments come as one JSON object on standard input, because what stands in a command line stands in `ps`.
Answers are JSON lines: `{"step", "done"}` and at last `{"result"}` or `{"unusable"}`.
"""

import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO, cast

from appliance.backups.archive.create import create
from appliance.backups.archive.facts import Fact
from appliance.backups.archive.faults import Unusable, disk_faults
from appliance.backups.archive.keys import RecoveryKey, key_from
from appliance.backups.archive.listing import kept
from appliance.backups.archive.retire import retire
from appliance.backups.archive.stage import stage
from appliance.backups.archive.verify import verify

Arguments = Mapping[str, object]
NICE = 10
ENDS_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def _say(step: str, done: float) -> None:
    _tell({"step": step, "done": round(done, 3)})


def _tell(row: Mapping[str, object], out: TextIO = sys.stdout) -> None:
    try:
        print(json.dumps(row), file=out, flush=True)
    except BrokenPipeError:
        os._exit(1)  # nobody waits for it any more


def _create(told: Arguments) -> object:
    return create(_path(told, "data"), _path(told, "target"), _moment(told), _say)


def _list(told: Arguments) -> object:
    return kept(_path(told, "target"), _keys(told))


def _verify(told: Arguments) -> object:
    return verify(_path(told, "target"), str(told["name"]), _keys(told), _path(told, "scratch"), _say)


def _stage(told: Arguments) -> object:
    name = str(told.get("name") or "")
    return stage(_path(told, "place"), name, _keys(told), _path(told, "data"), _moment(told), _say)


def _retire(told: Arguments) -> object:
    keep = told["keep"]
    return retire(_path(told, "target"), _keys(told), [str(name) for name in cast(list[object], keep)])


def _path(told: Arguments, name: str) -> Path:
    return Path(str(told[name]))


def _moment(told: Arguments) -> datetime:
    return datetime.fromisoformat(str(told["now"]))


def _keys(told: Arguments) -> list[RecoveryKey]:
    texts = told["keys"]
    return [key_from(str(text)) for text in texts] if isinstance(texts, list) else []


# Each takes `keys`, a list of recovery keys as text, but for `create`, which opens the house's own.
VERBS: Mapping[str, Callable[[Arguments], object]] = {
    "create": _create,  # data, target, now -> Made
    "list": _list,  # target -> list of Kept
    "verify": _verify,  # target, name, scratch -> Checked
    "stage": _stage,  # place (folder or file), name (of a backup in the folder), data, now -> Staged
    "retire": _retire,  # target, keep (names) -> Retired
}


def main() -> int:
    ctypes.CDLL(None).prctl(ENDS_WITH_PARENT, signal.SIGKILL)
    with suppress(OSError):  # a confinement may refuse it; the work is done all the same
        os.nice(NICE)
    os.umask(0o077)
    told = json.loads(sys.stdin.readline())
    if told.get("parent", os.getppid()) != os.getppid():
        return 1  # it ended before it could be told apart from whoever adopts its orphans
    try:
        with disk_faults():
            result = VERBS[sys.argv[1]](told)
    except Unusable as fault:
        _tell(
            {"unusable": {"reason": fault.reason, "sentence": fault.sentence, "values": dict(fault.values)}}
        )
        return 1
    _tell({"result": _plain(result), "peak_kib": _peak_kib()})
    return 0


def _peak_kib() -> int:
    """`getrusage` would tell the parent's, if that was larger when it made this child."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def _plain(result: object) -> object:
    if isinstance(result, Fact):
        return result.model_dump(mode="json")
    return [_plain(one) for one in result] if isinstance(result, list) else result


if __name__ == "__main__":
    sys.exit(main())
