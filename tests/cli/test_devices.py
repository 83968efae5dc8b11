"""`appliance device`: enrolled, listed and ended from the command line, beside a running house."""

import json
import re
from pathlib import Path

import httpx

from tests.cli.running import appliance, serving

HALL = ("--kind", "tablet", "--name", "Hall tablet")


def listed(demo: Path, *more: str) -> dict[str, dict[str, object]]:
    said = appliance("device", "list", "--json", *more, "--data", demo)
    assert said.returncode == 0, said.stderr
    return {str(row["name"]): row for row in json.loads(said.stdout)}


def test_a_token_from_the_command_line_reports_at_once_and_never_again_when_it_is_revoked(demo: Path) -> None:
    with serving(demo) as house:
        made = appliance("device", "enrol", "--for", "Maya", *HALL, "--data", demo)
        assert re.fullmatch(r"dev_[\w-]+\n", made.stdout), made.stderr
        key = {"authorization": f"Bearer {made.stdout.strip()}"}
        words = f"{house.url}/api/v1/device/openings"
        assert httpx.post(words, json={"app": "Chess"}, headers=key).status_code == 200
        row = listed(demo)["Hall tablet"]
        assert (row["whose"], row["way"], row["state"]) == ("Maya", "rest", "heard")
        ended = appliance("device", "revoke", str(row["id"]), "--data", demo)
        assert ended.stdout == "Can report no more: Hall tablet\n"
        assert httpx.post(words, json={"app": "Chess"}, headers=key).status_code == 401
    assert "Hall tablet" not in listed(demo)


def test_the_lines_for_watchers_stand_beside_the_token_and_not_in_it(demo: Path) -> None:
    made = appliance("device", "enrol", "--for", "Leo", "--name", "Study laptop", "--data", demo)
    token = made.stdout.strip()
    assert re.fullmatch(r"dev_[\w-]+", token)
    assert re.search(rf"machine \S+ login device password {token}", made.stderr)
    table = appliance("device", "list", "--data", demo).stdout
    assert table.split()[:5] == ["id", "family", "name", "kind", "way"]
    assert "Study laptop" in table and token not in table


def test_a_code_comes_with_its_address(demo: Path) -> None:
    family = str(next(iter(listed(demo).values()))["family"])
    made = appliance("device", "enrol", "--shared", "--family", family, "--code", "--data", demo)
    assert re.fullmatch(r"http://\S+:\d+/screen/devices#[A-Z2-9]{12}\n", made.stdout), made.stderr


def test_a_grown_up_and_nobody_are_refused_in_one_sentence(demo: Path) -> None:
    for words, sentence in (
        (("--for", "Elena"), "Grown-ups have no screen time here.\n"),
        (("--for", "Nobody"), "We could not find that person.\n"),
        ((), "Say whose it is: --for NAME, or --shared.\n"),
    ):
        refused = appliance("device", "enrol", *words, "--data", demo)
        assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", sentence)
    refused = appliance("device", "revoke", "99999", "--data", demo)
    assert (refused.returncode, refused.stderr) == (2, "There is no device of this number.\n")
