"""One command serves the house, and says in one sentence why where it cannot."""

import shutil
import socket
import sqlite3
import stat
from pathlib import Path

from alembic import command
from alembic.config import Config

from appliance.core.migrate import MIGRATIONS
from appliance.core.settings import ROOT, Settings
from tests.cli.running import appliance, serving, without_qr


def test_a_new_house_says_where_it_is_and_asks_for_its_set_up_code(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as house:
        assert house.get("/health").json()["status"] == "ok"
        code, said = house.stop()
    assert code == 0
    assert house.url in said
    assert "█" in said
    assert "INFO" not in said  # what the web server says of itself helps nobody here
    assert f"Set-up code: {(tmp_path / 'data' / 'setup-code').read_text().strip()}" in said


def test_everything_in_the_directory_is_for_its_owner_alone(tmp_path: Path) -> None:
    with serving(tmp_path / "data"):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert {name: mode for name, mode in modes.items() if mode & 0o077 and name != "cache"} == {}


def test_two_do_not_live_in_one_directory(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as house:
        second = appliance("serve", "--data", tmp_path / "data", "--port", "1", "--host", "127.0.0.1")
        assert house.get("/health").status_code == 200
    assert second.returncode == 1
    assert "is running already" in second.stderr
    assert "Traceback" not in second.stderr


def test_after_a_crash_the_next_start_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as house:
        house.started.kill()
        house.started.wait()
    assert (tmp_path / "data" / "command.sock").exists()
    with serving(tmp_path / "data") as house:
        assert house.get("/health").status_code == 200


def test_a_port_in_use_is_told_with_the_mend(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = appliance("serve", "--data", tmp_path / "data", "--host", "127.0.0.1", "--port", port)
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} is in use by another program. Stop that one, or choose another port, "
        f"such as --port {int(port) + 1}.\n"
    )


def test_a_directory_that_is_a_file_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory")
    refused = appliance("serve", "--data", tmp_path / "data" / "inside")
    assert refused.returncode == 1
    assert refused.stderr.startswith(str(tmp_path / "data"))
    assert "--data DIR" in refused.stderr


def test_data_of_a_newer_version_is_left_alone(demo: Path) -> None:
    with sqlite3.connect(demo / "appliance.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    refused = appliance("serve", "--data", demo, "--host", "127.0.0.1", "--port", "18999")
    assert refused.returncode == 1
    assert "was written by a newer version (9999)" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_copy_is_made_before_older_data_is_changed(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = tmp_path / "appliance.db"
    command.upgrade(config, "0001")
    with serving(tmp_path) as house:
        assert house.get("/health").status_code == 200
    with sqlite3.connect(tmp_path / "before-0001.db") as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_the_demo_is_served_with_its_names_and_passwords(demo: Path) -> None:
    with serving(demo, "--demo") as house:
        assert house.get("/sign-in").status_code == 200
        _code, said = house.stop()
    assert f"Names, passwords and PINs of the demo: {demo / 'demo-credentials.json'}" in without_qr(said)


def test_the_demo_refuses_a_real_familys_directory(demo: Path, tmp_path: Path) -> None:
    real = Path(shutil.copytree(demo, tmp_path / "real"))
    (real / "demo.json").unlink()
    refused = appliance("serve", "--demo", "--data", real, "--host", "127.0.0.1", "--port", "18999")
    assert refused.returncode == 1
    assert refused.stderr == f"A real family lives in {real}. Name another place with --data DIR.\n"


def test_every_setting_is_explained() -> None:
    told = (ROOT / "docs" / "settings.md").read_text()
    for name in Settings.model_fields:
        assert f"`APPLIANCE_{name.upper()}`" in told
