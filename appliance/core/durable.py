"""What has to outlive a pulled plug."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """A file's bytes, or the names in a folder, are on the disk afterwards."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
