"""`python -m tests.backups.archive.dying N DATA`: takes over, and is killed before its N-th step on the disk.

Ends with 0 where there are fewer steps.
"""

import os
import signal
import sys
from pathlib import Path

from appliance.backups.archive.swap import take_over

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}


def main() -> None:
    number, data = int(sys.argv[1]), sys.argv[2]
    taken = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if event in STEPS:
            taken += 1
            if taken == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    take_over(Path(data))


if __name__ == "__main__":
    main()
