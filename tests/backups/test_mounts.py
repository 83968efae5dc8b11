"""The disks that are offered, and the folders that are refused."""

import pytest

from appliance.backups.rules.mounts import check_place, mount_of, mounts_in, offered
from appliance.core.errors import Invalid

DATA = "/var/lib/appliance"
MOUNTINFO = r"""
22 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw
23 22 0:21 / /sys rw,nosuid shared:2 - sysfs sysfs rw
24 22 179:1 / /boot/firmware rw shared:3 - vfat /dev/mmcblk0p1 rw
25 22 8:1 / /media/pi/My\040Disk rw,nosuid,nodev shared:4 - exfat /dev/sda1 rw
26 22 0:45 / /mnt/nas rw - nfs4 nas:/backups rw,addr=192.168.1.5
27 22 179:2 /etc/hosts /etc/hosts rw - ext4 /dev/mmcblk0p2 rw
28 22 0:50 / /run/user/1000 rw - tmpfs tmpfs rw
"""


def test_a_usb_disk_and_a_share_are_offered_and_nothing_of_the_system() -> None:
    mounts = mounts_in(MOUNTINFO)
    found = offered(mounts, mount_of(DATA, mounts))
    assert [mount.path for mount in found] == ["/media/pi/My Disk", "/mnt/nas"]
    assert [mount.by_network for mount in found] == [False, True]


def test_a_folder_lies_on_the_nearest_disk_above_it() -> None:
    mounts = mounts_in(MOUNTINFO)
    there, here = mount_of("/media/pi/My Disk/home", mounts), mount_of("/media/pi/other", mounts)
    assert there is not None and there.path == "/media/pi/My Disk"
    assert here is not None and here.path == "/"


@pytest.mark.parametrize(
    "text",
    [
        "backups",
        "/",
        "/etc/backups",
        "/mnt/../etc",
        "/var/lib",
        "/var/lib/appliance",
        "/var/lib/appliance/files",
        "/var/lib/appliance/backups/deeper",
        "/mnt/a\nb",
    ],
)
def test_a_folder_that_would_harm_the_house_is_refused_by_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_place(text, DATA)
    assert list(refused.value.errors) == ["place"]


@pytest.mark.parametrize("text", ["/mnt/usb/home/", "/media/pi/My Disk/home", f"{DATA}/backups"])
def test_a_folder_of_ones_own_is_taken(text: str) -> None:
    assert check_place(text, DATA) == text.rstrip("/")
