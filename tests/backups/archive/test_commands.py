"""`appliance backup`, as whoever runs the house types it, beside the running service and without one."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import httpx

from appliance.backups.archive.folder import names
from tests.cli.running import COMMAND, ENVIRONMENT, PATIENCE, Served, appliance, serving
from tests.support.vault import Kept, files_in


def test_from_the_first_backup_to_another_machine(kept: Kept, fresh: Path) -> None:
    usb = fresh.parent / "usb"
    made = appliance("backup", "create", "--to", usb, "--data", kept.data)
    assert made.returncode == 0 and "4 files" in made.stdout
    told = json.loads(appliance("backup", "list", "--from", usb, "--json", "--data", kept.data).stdout)
    assert [one["name"] for one in told] == names(usb)
    assert told[0]["name"] in appliance("backup", "list", "--from", usb, "--data", kept.data).stdout
    key_from_stdin = ["--key-file", "-", "--data", str(fresh)]
    checked = typed(["verify", "--from", str(usb), *key_from_stdin], kept.key.text)
    assert checked.returncode == 0 and "is whole" in checked.stdout
    back = typed(["restore", names(usb)[0], "--from", str(usb), *key_from_stdin], kept.key.text.lower())
    assert back.returncode == 0, back.stderr
    assert "They need a new PIN: Leo, Maya" in back.stdout and "Start the appliance now." in back.stdout
    assert files_in(fresh / "files") == files_in(kept.data / "files")
    assert not (fresh / "replaced").exists(), "nobody lived there before"


def typed(words: list[str], said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "backup", *words],
        input=said,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_target_named_like_a_command_is_a_folder_and_nothing_else(kept: Kept, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    target = here / "; touch x"
    made = appliance("backup", "create", "--to", target, "--data", kept.data)
    assert made.returncode == 0
    assert [path.name for path in here.iterdir()] == ["; touch x"]
    assert len(names(target)) == 1


def test_what_cannot_be_used_is_told_in_one_sentence(kept: Kept, fresh: Path) -> None:
    whole = kept.path.read_bytes()
    other = typed(["verify", "--key", "AGE-SECRET-KEY-1", "--data", str(kept.data)], "")
    assert (other.returncode, other.stderr.count("\n")) == (1, 1)
    before = files_in(kept.data)
    for broken, words, sentence in (
        (whole[:5000], ["restore", kept.made.name, "--yes"], "cut short"),
        (b"x" + whole[1:], ["verify"], "changed or damaged"),
    ):
        kept.path.write_bytes(broken)
        told = typed([*words, "--data", str(kept.data)], "")
        assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
        assert sentence in told.stderr
    kept.path.write_bytes(whole)
    assert files_in(kept.data) == before
    unasked = typed(["restore", kept.made.name, "--data", str(kept.data)], "")
    assert unasked.returncode == 2 and "--yes" in unasked.stderr
    nowhere = appliance("backup", "create", "--to", fresh / "not" / "there", "--data", kept.data)
    assert nowhere.returncode == 1 and "cannot be reached" in nowhere.stderr
    assert appliance("backup", "create", "--data", fresh).returncode == 2


def test_a_running_service_is_backed_up_and_takes_a_restore_over_by_itself(kept: Kept) -> None:
    old = kept.data.parent / "later"
    shutil.copytree(kept.target, old)
    with serving(kept.data) as served:
        made = appliance("backup", "create", "--to", old, "--data", kept.data)
        assert made.returncode == 0, made.stderr
        back = appliance("backup", "restore", kept.made.name, "--from", old, "--yes", "--data", kept.data)
        assert back.returncode == 0, back.stderr
        assert "starts again by itself" in back.stdout
        wait_for(served, kept.data / "restored.json")
        assert served.get("/sign-in").status_code == 200
        assert served.started.poll() is None, "the same process goes on"
        assert served.stop()[0] == 0
    assert len(list((kept.data / "replaced").iterdir())) == 1


def wait_for(served: Served, told: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if told.exists() and served.get("/health", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            continue
    raise AssertionError("it did not come back")
