"""`appliance member`: people seen, added, changed and let in again from the command line."""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.cli.running import ENVIRONMENT, appliance, serving


def listed(demo: Path, *more: str) -> dict[str, dict[str, object]]:
    said = appliance("member", "list", "--json", *more, "--data", demo)
    assert said.returncode == 0, said.stderr
    return {str(row["name"]): row for row in json.loads(said.stdout)}


def signs_in(url: str, name: str, password: str) -> bool:
    with httpx.Client(base_url=url) as browser:
        page = browser.get("/sign-in?by=name").text
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)
        sent = {"csrf": csrf[1] if csrf else "", "name": name, "password": password}
        return browser.post("/sign-in", data=sent, headers={"origin": url}).status_code == 303


def test_everyone_is_listed_as_a_table_and_as_json(demo: Path) -> None:
    table = appliance("member", "list", "--data", demo).stdout
    assert table.splitlines()[0].split() == ["family", "name", "role", "born", "signs", "in"]
    assert "Maya" in table and "argon2" not in table
    everyone = listed(demo)
    assert everyone["Elena"]["owner"] is True and everyone["Elena"]["signs in"] == "password"
    assert "Tobi" in everyone and "Tobi" not in listed(demo, "--family", str(everyone["Elena"]["family"]))


def test_a_parent_who_was_added_beside_the_running_house_signs_in(demo: Path) -> None:
    family = str(listed(demo)["Elena"]["family"])
    with serving(demo) as house:
        words = ("member", "add", "Robin", "--role", "parent", "--family", family, "--data", demo)
        added = appliance(*words)
        assert (added.returncode, added.stderr) == (0, ""), added.stderr
        assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}\n", added.stdout)
        assert signs_in(house.url, "Robin", added.stdout.strip())
        again = appliance(*words)
    assert (again.returncode, again.stdout) == (2, "")
    assert "There is a Robin already." in again.stderr


def test_a_child_gets_a_pin_and_the_house_may_stand_still(demo: Path) -> None:
    family = str(listed(demo)["Elena"]["family"])
    words = ("--role", "child", "--born", "2019-05-01", "--family", family, "--data", demo)
    added = appliance("member", "add", "Pim", *words)
    assert re.fullmatch(r"\d{6}\n", added.stdout), added.stderr
    assert (listed(demo)["Pim"]["born"], listed(demo)["Pim"]["signs in"]) == ("2019-05-01", "PIN")


def test_where_several_families_live_one_has_to_be_said(demo: Path) -> None:
    refused = appliance("member", "add", "Pim", "--role", "child", "--data", demo)
    assert (refused.returncode, refused.stderr) == (2, "Several families live here. Say --family NAME.\n")
    refused = appliance("member", "add", "Pim", "--role", "child", "--family", "Nobody", "--data", demo)
    assert (refused.returncode, refused.stderr) == (2, "There is no such family.\n")


def test_a_forgotten_password_is_set_anew(demo: Path) -> None:
    with serving(demo) as house:
        made = appliance("member", "reset-password", "Elena", "--data", demo).stdout.strip()
        assert signs_in(house.url, "Elena", made)
        command = [sys.executable, "-m", "appliance", "member", "reset-password", "Elena", "--password-stdin"]
        chosen = subprocess.run(
            [*command, "--data", str(demo)],
            input="six hats on a shelf\n",
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (chosen.returncode, chosen.stdout) == (0, ""), chosen.stderr
        assert signs_in(house.url, "Elena", "six hats on a shelf")
        assert not signs_in(house.url, "Elena", made)


def test_whoever_is_disabled_is_out_and_comes_back_with_the_same_password(demo: Path) -> None:
    made = appliance("member", "reset-password", "Marco", "--data", demo).stdout.strip()
    with serving(demo) as house:
        key = appliance("token", "create", "--as", "Marco", "--data", demo).stdout.strip()
        headers = {"authorization": f"Bearer {key}"}
        assert house.get("/api/v1/me", headers=headers).status_code == 200
        assert appliance("member", "disable", "Marco", "--data", demo).stdout == "Cannot sign in: Marco\n"
        assert house.get("/api/v1/me", headers=headers).status_code == 401
        assert not signs_in(house.url, "Marco", made)
        assert listed(demo)["Marco"]["signs in"] == "disabled"
        assert appliance("member", "enable", "Marco", "--data", demo).returncode == 0
        assert signs_in(house.url, "Marco", made)


def test_the_last_owner_stays_able_to_come_in(demo: Path) -> None:
    refused = appliance("member", "disable", "Elena", "--data", demo)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The last owner must be able to sign in." in refused.stderr
    refused = appliance("member", "edit", "Elena", "--no-owner", "--data", demo)
    assert refused.returncode == 2


def test_what_is_said_changes_and_the_rest_stays(demo: Path) -> None:
    before = listed(demo)["Leo"]
    words = ("--name", "Leon", "--language", "de", "--data", demo)
    assert appliance("member", "edit", "Leo", *words).stdout == "Changed: Leon\n"
    assert listed(demo)["Leon"] == {**before, "name": "Leon", "language": "de"}
    assert appliance("member", "edit", "Marco", "--owner", "--data", demo).returncode == 0
    assert listed(demo)["Marco"]["owner"] is True
    refused = appliance("member", "edit", "Leon", "--owner", "--data", demo)
    assert (refused.returncode, refused.stderr) == (2, "Only a parent can own the family.\n")
