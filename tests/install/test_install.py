"""One command makes the appliance part of the machine; again it repairs, and it can be taken away."""

import os
import random
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from appliance.core.settings import ROOT
from tests.cli.running import ENVIRONMENT
from tests.install.machine import Machine

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="NEEDS ROOT: scripts/install was not tried")
pytestmark = as_root
ROUNDS = 50 if os.environ.get("APPLIANCE_TEST_ALL") else 3


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Installed once, for looking at."""
    machine = Machine(tmp_path_factory.mktemp("home"))
    machine.install("--port", "8123", "--name=Home.local")
    return machine


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_has_its_place_and_the_family_s_is_for_nobody_else(home: Machine) -> None:
    assert home.current.resolve().parent == home.root / "opt/appliance/versions"
    assert (home.current / "appliance/cli/serve.py").exists()
    assert (mode(home.data), mode(home.settings)) == (0o700, 0o640)
    passwd = (home.root / "etc/passwd").read_text()
    assert passwd.endswith(":/var/lib/appliance:/usr/sbin/nologin\n")
    owner = int(passwd.split(":")[2])
    assert (home.data.stat().st_uid, home.settings.stat().st_uid) == (owner, 0)
    assert "SystemMaxUse=64M" in (home.root / "etc/systemd/journald@appliance.conf").read_text()


def test_the_service_starts_now_and_with_the_machine(home: Machine) -> None:
    told = home.told()
    assert told[-2:] == ["start appliance.socket", "start appliance.service"]
    assert any(line.startswith("--quiet enable appliance.socket appliance.service") for line in told)
    assert told.index("daemon-reload") < told.index("start appliance.socket")


def test_the_command_speaks_for_the_installed_version(home: Machine) -> None:
    def welcome() -> str:
        return subprocess.run(
            [home.root / "usr/local/bin/appliance", "welcome"],
            env=ENVIRONMENT | {"PYTHONPATH": str(home.current)},
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    said = welcome()
    assert "http://home.local:8123\n" in said
    assert "Set-up code" not in said
    (home.data / "setup-code").write_text("ABCD2345")
    assert "Set-up code: ABCD2345\n" in welcome()


def test_the_port_and_the_name_are_the_same_everywhere(home: Machine) -> None:
    assert (home.setting("APPLIANCE_PORT"), home.setting("APPLIANCE_NAME")) == ("8123", "home")
    drop_in = home.root / "etc/systemd/system/appliance.socket.d/port.conf"
    assert drop_in.read_text().endswith("[Socket]\nListenStream=\nListenStream=0.0.0.0:8123\n")
    assert "<port>8123</port>" in (home.root / "etc/avahi/services/appliance.service").read_text()
    assert "\nhost-name=home\n" in (home.root / "etc/avahi/avahi-daemon.conf").read_text()


def test_what_was_set_by_hand_is_there_after_the_next_run(machine: Machine) -> None:
    machine.install()
    by_hand = machine.settings.read_text() + "# ours\nAPPLIANCE_HOSTS='[\"home.example\"]'\n"
    machine.settings.write_text(by_hand)
    (machine.data / "appliance.db").write_text("the family")
    machine.install()
    assert machine.settings.read_text() == by_hand
    assert (machine.data / "appliance.db").read_text() == "the family"
    machine.install("--port", "8124")
    assert machine.setting("APPLIANCE_PORT") == "8124"
    assert "# ours\nAPPLIANCE_HOSTS='[\"home.example\"]'\n" in machine.settings.read_text()


def test_a_file_that_was_damaged_is_mended_by_running_it_again(machine: Machine) -> None:
    machine.install()
    before = machine.current.resolve()
    (machine.current / "appliance/cli/serve.py").write_text("")
    machine.install()
    assert machine.current.resolve() == before
    same = ["diff", "-r", "--exclude=__pycache__", ROOT / "appliance", machine.current / "appliance"]
    assert subprocess.run(same, capture_output=True, check=False).returncode == 0


def test_a_checkout_with_a_change_is_another_version(home: Machine, tmp_path: Path) -> None:
    changed = tmp_path / "checkout"
    shutil.copytree(home.current, changed, ignore=shutil.ignore_patterns("__pycache__", ".venv", "whole"))
    assert name_of(changed) == home.current.resolve().name
    with (changed / "README.md").open("a") as readme:
        readme.write("With a line of our own.\n")
    assert name_of(changed) != home.current.resolve().name


def name_of(checkout: Path) -> str:
    read = "".join(f"source {checkout}/scripts/lib/{part}.sh; " for part in ("setup", "places", "versions"))
    asked = subprocess.run(["bash", "-c", read + "version_name"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def test_killed_at_any_moment_it_is_run_again_and_everything_is_there(machine: Machine) -> None:
    began = time.monotonic()
    machine.install()
    whole = time.monotonic() - began
    for number in range(ROUNDS):
        if number % 2:
            shutil.rmtree(machine.root / "opt")
        begun = machine.begin()
        pause = random.Random(number).uniform(0, whole)
        try:
            begun.wait(pause)
        except subprocess.TimeoutExpired:
            begun.send_signal(signal.SIGKILL)
        begun.communicate()
        assert not machine.current.exists() or (machine.current / "whole").exists(), f"round {number}"
        machine.install()
        assert (machine.current / "whole").exists()
        assert machine.setting("APPLIANCE_PORT") == "80"


def test_removed_it_leaves_what_the_family_has_and_says_where(machine: Machine) -> None:
    machine.install("--name", "home")
    (machine.data / "appliance.db").write_text("the family")
    machine.told()
    said = machine.install("--remove")
    assert str(machine.data) in said
    assert str(machine.settings) in said
    assert (machine.data / "appliance.db").read_text() == "the family"
    assert machine.told()[0] == "stop appliance.socket appliance.service"
    left = {str(path.relative_to(machine.root)) for path in machine.root.rglob("*") if not path.is_dir()}
    assert {name for name in left if "appliance" in name} == {
        "etc/appliance/appliance.env", "run/lock/appliance-install", "var/lib/appliance/appliance.db",
    }  # fmt: skip
    assert "\nhost-name" not in (machine.root / "etc/avahi/avahi-daemon.conf").read_text()
    machine.install()
    assert (machine.data / "appliance.db").read_text() == "the family"


def test_the_family_s_own_is_deleted_only_where_somebody_says_so(machine: Machine) -> None:
    machine.install()
    (machine.data / "appliance.db").write_text("the family")
    code, said = machine.try_to_install("--remove", "--data")
    assert (code, said) == (1, "Deleting what the family has needs a yes: add --yes.\n")
    assert (machine.data / "appliance.db").exists()
    assert "everything of the family with it" in machine.install("--purge", "--yes")
    assert not machine.data.exists()
    assert not machine.settings.exists()
    assert "removed" in machine.install("--purge", "--yes")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--prot", "80"], "scripts/install does not know --prot."),
        (["--port"], "--port needs a value."),
        (["--port", "70000"], "A port is a number from 1 to 65535."),
        (["--port", "http"], "A port is a number from 1 to 65535."),
        (["--name", "our home"], "A name has letters, digits and hyphens"),
    ],
)
def test_a_slip_of_the_finger_is_told_before_anything_happens(
    machine: Machine, words: list[str], sentence: str
) -> None:
    code, said = machine.try_to_install(*words)
    assert code == 1
    assert said.startswith(sentence)
    assert not (machine.root / "opt").exists()


def test_help_names_every_option(machine: Machine) -> None:
    said = machine.install("--help")
    assert all(option in said for option in ("--port", "--name", "--remove", "--data", "--purge", "--yes"))


def test_without_the_rights_of_root_it_says_what_to_type(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "--user", "true"], capture_output=True, check=False).returncode:
        pytest.skip("NO USER NAMESPACES HERE: running it without root was not tried")
    tried = subprocess.run(
        ["unshare", "--user", ROOT / "scripts/install", "--root", tmp_path, "--port", "8080"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tried.returncode == 1
    assert tried.stderr.startswith("This needs the rights of root. Type: sudo scripts/install --root ")


def test_a_32_bit_system_is_told_so(machine: Machine) -> None:
    tried = subprocess.run(
        ["setarch", "linux32", ROOT / "scripts/install", "--root", machine.root],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tried.returncode == 1
    assert "needs a 64-bit system" in tried.stderr


@pytest.mark.skipif(
    Path("/run/systemd/system").exists(), reason="systemd runs here: it would install in earnest"
)
def test_a_machine_without_systemd_is_told_so() -> None:
    tried = subprocess.run([ROOT / "scripts/install"], capture_output=True, text=True, check=False)
    assert tried.returncode == 1
    assert tried.stderr == (
        "The appliance is installed as a service of systemd, which does not run here. "
        "scripts/run works without it.\n"
    )
