"""From one version to the next in a house that is open: the new one lives, or the old one is back again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.core.migrate import revisions
from tests.install.home import ILL, JAR, MUTE, NEW, OLD, Home, Versions

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="AN INSTALLATION NEEDS ROOT: upgrades were not tried"
)
NEWEST = revisions()[1]


def test_a_good_version_takes_over_with_all_that_the_family_has(
    built: Home, versions: Versions, away: Path
) -> None:
    with built.lived_in(away) as home:
        old, family = home.current, home.family()
        code, said = home.install(versions.make("good", JAR))
        assert code == 0, said
        assert (home.number(), home.schema(), home.on_trial) == (NEW, "9000", False)
        assert home.family() == family
        assert sorted(path.name for path in home.versions.iterdir()) == sorted([old, home.current])
        assert list((home.database.parent / "backups").glob("*.age"))
        assert not (home.database.parent / "rehearsal").exists()


@pytest.mark.parametrize(
    ("migration", "why"),
    [
        ("op.execute('DELETE FROM usage_interval')", "usage_interval would have 0 rows instead of 1"),
        ("raise ZeroDivisionError('no such day')", "ZeroDivisionError: no such day"),
    ],
)
@pytest.mark.slow
def test_a_version_that_harms_the_family_shows_it_on_the_copy(
    built: Home, versions: Versions, away: Path, migration: str, why: str
) -> None:
    with built.lived_in(away) as home:
        old, family = home.current, home.family()
        code, said = home.install(versions.make(f"harmful-{len(migration)}", migration))
        assert code == 1
        assert why in said and f"Nothing was changed: version {old} goes on." in said
        assert (home.number(), home.current, home.schema()) == (OLD, old, NEWEST)
        assert home.family() == family


@pytest.mark.parametrize(
    ("name", "patches"), [("ill", ILL), pytest.param("mute", MUTE, marks=pytest.mark.slow)]
)
def test_a_version_that_does_not_live_gives_way_to_the_old_one(
    built: Home, versions: Versions, away: Path, name: str, patches: dict[str, tuple[str, str]]
) -> None:
    with built.lived_in(away, patience=2) as home:
        old, family = home.current, home.family()
        code, said = home.install(versions.make(name, JAR, patches))
        assert code == 1, said
        assert f"so version {old} is back, with everything the family had." in said
        assert (home.settled(), home.current, home.schema()) == (OLD, old, NEWEST)
        assert home.family() == family
        evidence = home.database.with_name("failed-upgrade.db")
        assert evidence.exists() == (name == "ill")


@pytest.mark.slow
def test_where_no_backup_can_be_made_it_says_so_and_how_to_go_on(
    built: Home, versions: Versions, away: Path
) -> None:
    with built.lived_in(away) as home:
        old = home.current
        (home.database.parent / "backups").write_text("no folder")
        checkout = versions.make("without", JAR)
        code, said = home.install(checkout)
        assert code == 1
        assert "To go on without: sudo scripts/install --without-backup" in said
        assert (home.number(), home.current) == (OLD, old)
        code, said = home.install(checkout, "--without-backup")
        assert code == 0, said
        assert home.number() == NEW


@pytest.mark.slow
def test_older_code_is_not_put_before_newer_data_and_the_way_back_is_a_backup(
    built: Home, versions: Versions, away: Path
) -> None:
    with built.lived_in(away) as home:
        old = shutil.copytree(home.versions / home.current, away.with_name("older"), symlinks=True)
        family = home.family()
        assert home.install(versions.make("further", JAR))[0] == 0
        new = home.current
        code, said = home.install(old)
        assert code == 1 and "was written by a newer version (9000)" in said
        assert f"Nothing was changed: version {new} goes on." in said
        assert (home.number(), home.current, home.family()) == (NEW, new, family)

        assert home.install(old, "--remove")[0] == 0
        assert home.install(old)[0] == 0
        assert home.number() == ""
        backup = min((home.database.parent / "backups").glob("*.age"))
        command = [home.root / "usr/local/bin/appliance", "backup", "restore", backup.name, "--yes"]
        back = subprocess.run(command, env=home.environment, capture_output=True, text=True, check=False)
        assert back.returncode == 0, back.stderr
        assert (home.settled(), home.schema()) == (OLD, NEWEST)
        assert home.family() | {"api_token": []} == family | {"api_token": []}  # a restore ends keys
