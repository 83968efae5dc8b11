"""A closed house tries to open every few seconds; the restore that it waits for is being made meanwhile."""

import fcntl
import os
from pathlib import Path

from appliance.backups.archive.swap import INCOMING, take_over


def test_what_is_being_staged_is_left_alone_and_what_was_broken_off_is_cleared(tmp_path: Path) -> None:
    incoming = tmp_path / INCOMING
    (incoming / "ready.new").mkdir(parents=True)
    staging = os.open(incoming, os.O_RDONLY)
    fcntl.flock(staging, fcntl.LOCK_EX)
    assert take_over(tmp_path) is None
    assert (incoming / "ready.new").exists()
    os.close(staging)
    assert take_over(tmp_path) is None
    assert not (incoming / "ready.new").exists()
