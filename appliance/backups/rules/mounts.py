"""Which folders a backup may go to, and which disks are offered for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3"})
LINUX = frozenset({"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs"})
DISKS = NETWORK | LINUX | {"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "hfsplus"}
OWN = ("/boot", "/efi", "/snap", "/proc", "/sys", "/dev", "/etc", "/usr", "/var/lib/docker")


@dataclass(frozen=True)
class Mount:
    path: str
    device: str  # major:minor
    kind: str
    root: str = "/"

    @property
    def by_network(self) -> bool:
        return self.kind in NETWORK


def mounts_in(mountinfo: str) -> list[Mount]:
    """The lines of /proc/self/mountinfo; see proc(5). A later line lies over an earlier one."""
    found: dict[str, Mount] = {}
    for line in mountinfo.splitlines():
        before, _dash, after = line.partition(" - ")
        fields, kind = before.split(), after.split()[:1]
        if len(fields) >= 5 and kind:
            path = _unescaped(fields[4])
            found[path] = Mount(path, fields[2], kind[0], _unescaped(fields[3]))
    return list(found.values())


def _unescaped(text: str) -> str:
    """A space in a name is written as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


def mount_of(path: str, mounts: Sequence[Mount]) -> Mount | None:
    """The one that this folder lies on."""
    above = {str(place) for place in (PurePosixPath(path), *PurePosixPath(path).parents)}
    holding = [mount for mount in mounts if mount.path in above]
    return max(holding, key=lambda mount: len(mount.path), default=None)


def offered(mounts: Sequence[Mount], home: Mount | None) -> list[Mount]:
    """Other disks than the one that holds the house: a USB disk, a share of the network."""
    return [
        mount
        for mount in mounts
        if mount.kind in DISKS
        and mount.root == "/"
        and mount.path != "/"
        and not any(mount.path == own or mount.path.startswith(own + "/") for own in OWN)
        and (home is None or mount.device != home.device)
    ]


def check_place(text: str, data: str) -> str:
    """The folder in one spelling, or Invalid on the field `place`. `data`: the directory of the house."""
    if not text.startswith("/"):
        raise _refused(_("A folder begins with a slash, such as /mnt/usb/backups."))
    path = PurePosixPath(text)
    if ".." in path.parts or any(letter < " " for letter in text):
        raise _refused(_("This is not the name of a folder."))
    if len(path.parts) < 2 or str(path) in OWN or any(str(path).startswith(f"{own}/") for own in OWN):
        raise _refused(_("This folder belongs to the system. Take one on a disk of yours."))
    home = PurePosixPath(data)
    if path == home or path in home.parents:
        raise _refused(_("The house itself lies in there. Take a folder beside it, or another disk."))
    if home in path.parents and path != home / "backups":
        raise _refused(_("The house keeps its own files in there. Take another folder."))
    return str(path)


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"place": sentence})
