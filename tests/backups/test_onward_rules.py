"""What restic and rclone are called with."""

from pathlib import Path

import pytest

from appliance.backups.rules import onward
from appliance.backups.rules.keeping import Promise
from appliance.core.errors import Invalid

HERE = Path("/var/lib/appliance")


@pytest.mark.parametrize(
    ("program", "to"),
    [
        ("restic", "--password-command=touch /tmp/x"),
        ("restic", "sftp:-oProxyCommand=touch:/x"),
        ("restic", "local:/x"),
        ("restic", "a folder"),
        ("rclone", "--config=/etc/passwd"),
        ("rclone", ":local:/etc"),
        ("rclone", "/etc"),
        ("rclone", "cloud:a\nb"),
    ],
)
def test_nothing_that_would_be_an_option_is_an_address(program: str, to: str) -> None:
    with pytest.raises(Invalid) as refused:
        onward.check_onward(program, to)
    assert list(refused.value.errors) == ["onward_to"]


@pytest.mark.parametrize(
    ("program", "to"),
    [
        ("restic", "/mnt/usb/restic"),
        ("restic", "sftp:pi@nas:/backups"),
        ("restic", "sftp://pi@nas:2222//backups"),
        ("restic", "rest:https://me:secret@backup.example/home/"),
        ("rclone", "cloud:backups/home"),
        ("rclone", "cloud:"),
    ],
)
def test_real_addresses_are_taken(program: str, to: str) -> None:
    onward.check_onward(program, to)


def test_a_password_in_an_address_is_never_shown() -> None:
    said = "Fatal: unable to open rest:https://me:secret@backup.example/: refused\n\n"
    assert onward.last_words(said) == "Fatal: unable to open rest:https://…@backup.example/: refused"


def test_restic_keeps_the_last_one_whatever_the_numbers_are() -> None:
    away = onward.Away("restic", "/mnt/usb/restic", HERE)
    said = onward.restic_forgets(away, Promise(1, 0, 0))
    assert "--keep-last=1" in said and "--keep-daily=1" in said
    assert not any(part.startswith(("--keep-weekly", "--keep-monthly")) for part in said)


def test_the_files_go_first_so_that_no_backup_over_there_waits_for_one() -> None:
    first, second = onward.rclone_sends(onward.Away("rclone", "cloud:", HERE), Path("/b"))
    assert first[-1] == "cloud:files"
    assert second[-1] == "cloud:" and "--max-depth=1" in second
    assert not any("sync" in said for said in (*first, *second))


def test_a_password_in_an_address_stands_in_no_list_of_processes() -> None:
    away = onward.Away("restic", "rest:https://me:secret@backup.example/", HERE)
    for call in (onward.restic_knows(away), *onward.restic_sends(away, HERE), onward.restic_checks(away)):
        assert "secret" not in " ".join(call)
    assert onward.surroundings(away, "/bin")["RESTIC_REPOSITORY"] == away.to
