"""The whole of it in earnest: a Debian with systemd as its first process, and scripts/install run in it."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.running import free_port
from tests.install.debian import CHECKOUT, NEEDED, Debian

MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not os.environ.get("APPLIANCE_TEST_ALL"), reason="takes minutes: scripts/test --all"),
    pytest.mark.skipif(
        os.geteuid() != 0 or bool(MISSING), reason=f"NEEDS ROOT AND {NEEDED}: nothing was booted"
    ),
]
PORT = free_port()
OTHER_PORT = free_port()
HURRIED = "[Service]\nWatchdogSec=6\nTimeoutAbortSec=1\n"


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    folder = tmp_path_factory.mktemp("booted")
    debian = Debian(folder / "debian")
    if not debian.make():
        pytest.skip("NO PACKAGES OF DEBIAN WITHIN REACH: nothing was booted")
    debian.furnish()
    yield debian
    shutil.rmtree(folder)


def shown(debian: Debian, name: str) -> str:
    return debian.run("systemctl", "show", "--value", "--property", name, "appliance.service")


def is_well(port: int = PORT, patience: float = 60) -> bool:
    return httpx.get(f"http://127.0.0.1:{port}/health", timeout=patience).status_code == 200


def test_installed_killed_rebooted_and_removed_on_a_real_debian(debian: Debian) -> None:
    with debian.booted():
        debian.run("systemctl", "mask", "avahi-daemon.socket", "avahi-daemon.service")
        said = debian.run(f"{CHECKOUT}/scripts/install", "--port", str(PORT))
        assert "Set-up code: " in said
        assert is_well()
        _is_confined(debian)
        _writes_to_a_disk_that_comes_later(debian)
        _comes_back_after_a_crash(debian)
        _comes_back_after_it_hangs(debian)
        secrets = debian.run("cat", "/var/lib/appliance/secrets.json")
        _becomes_another_version_at_another_port(debian)
        versions = _loses_power_in_the_trial_of_a_version_that_is_ill(debian)
    with debian.booted():
        _goes_back_by_itself(debian, *versions)
        debian.reboots()
    with debian.booted():
        assert is_well(OTHER_PORT)
        assert debian.run("cat", "/var/lib/appliance/secrets.json") == secrets
        assert "The appliance was removed" in debian.run(f"{CHECKOUT}/scripts/install", "--remove")
        assert "could not be found" in debian.run("systemctl", "status", "appliance.service", check=False)
        assert debian.run("cat", "/var/lib/appliance/secrets.json") == secrets


def _is_confined(debian: Debian) -> None:
    assert "1.2 OK" in debian.run("systemd-analyze", "security", "--no-pager", "appliance.service")
    status = Path(f"/proc/{_process(debian)}/status").read_text()
    assert "CapBnd:\t0000000000000000\n" in status
    assert "NoNewPrivs:\t1\n" in status
    assert "Seccomp:\t2\n" in status


def _process(debian: Debian) -> str:
    """By its number out here, where the numbers are other ones."""
    inside = shown(debian, "MainPID")
    for entry in Path("/proc").glob("[0-9]*/status"):
        numbers = next(
            (line.split() for line in entry.read_text().splitlines() if line.startswith("NSpid:")), []
        )
        if numbers[2:] == [inside] and "appliance" in entry.with_name("cmdline").read_text():
            return entry.parent.name
    raise AssertionError(inside)


def _writes_to_a_disk_that_comes_later(debian: Debian) -> None:
    debian.run("mkdir", "-p", "/mnt/usb")
    debian.run("mount", "-t", "tmpfs", "usb", "/mnt/usb")
    debian.run("chown", "appliance:", "/mnt/usb")
    owner = debian.run("id", "-u", "appliance")
    group = debian.run("id", "-g", "appliance")
    as_service = ["nsenter", "-t", shown(debian, "MainPID"), "-m", "-U", "-S", owner, "-G", group, "touch"]
    debian.run(*as_service, "/mnt/usb/backup")
    assert "Read-only file system" in debian.run(*as_service, "/opt/appliance/x", check=False)
    debian.run("umount", "/mnt/usb")


def _comes_back_after_a_crash(debian: Debian) -> None:
    debian.run("systemctl", "kill", "--signal=SEGV", "--kill-whom=main", "appliance.service")
    assert is_well()  # who came at that moment waited
    assert shown(debian, "NRestarts") == "1"


def _comes_back_after_it_hangs(debian: Debian) -> None:
    hurried = debian.root / "etc/systemd/system/appliance.service.d/hurried.conf"
    hurried.parent.mkdir()
    hurried.write_text(HURRIED)
    debian.run("systemctl", "daemon-reload")
    debian.run("systemctl", "restart", "appliance.service")
    os.kill(int(_process(debian)), signal.SIGSTOP)
    assert is_well(patience=120)
    assert shown(debian, "NRestarts") == "1"


def _becomes_another_version_at_another_port(debian: Debian) -> None:
    before = debian.run("readlink", "/opt/appliance/current")
    with (debian.root / CHECKOUT[1:] / "README.md").open("a") as readme:
        readme.write("With a line of our own.\n")
    debian.run(f"{CHECKOUT}/scripts/install", "--port", str(OTHER_PORT))
    assert debian.run("readlink", "/opt/appliance/current") != before
    assert is_well(OTHER_PORT)


def _loses_power_in_the_trial_of_a_version_that_is_ill(debian: Debian) -> tuple[str, str]:
    pages = debian.root / CHECKOUT[1:] / "appliance/system/pages/__init__.py"
    well, ill = "status_code=200 if found.well else 503", "status_code=503 if 'INVOCATION_ID' in ENV else 200"
    text = pages.read_text()
    assert well in text
    pages.write_text(text.replace(well, ill).replace("\n\n", "\n\nfrom os import environ as ENV\n", 1))
    current = debian.root / "opt/appliance/current"
    old = current.readlink().name
    installing = debian.begin(f"{CHECKOUT}/scripts/install")
    while installing.poll() is None and current.readlink().name == old:
        time.sleep(0.1)
    new = current.readlink().name
    assert new != old
    debian.loses_power()
    installing.wait()
    return old, new


def _goes_back_by_itself(debian: Debian, old: str, new: str) -> None:
    """The unit does it, with the few rights that it has."""
    trial, end = debian.root / "opt/appliance/trial", time.monotonic() + 300
    while trial.exists() and time.monotonic() < end:
        time.sleep(0.5)
    said = debian.run("journalctl", "--namespace=appliance", "--unit=appliance-rollback", "--no-pager")
    assert f"Version {new} did not come up, so version {old} is back" in said
    assert (debian.root / "opt/appliance/current").readlink().name == old
    assert is_well(OTHER_PORT)
