"""The plug is pulled, or the installer is killed, at any moment of an upgrade."""

import os
import random
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from appliance.core.migrate import revisions
from tests.install.home import ILL, JAR, NEW, OLD, Home, Versions, wait_for

ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))
ROUNDS = 13 if ALL else 1  # of four kinds
pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="AN INSTALLATION NEEDS ROOT: upgrades were not tried"),
    pytest.mark.timeout(3600 if ALL else 300),
]
slow = pytest.mark.slow
SCHEMA = {OLD: revisions()[1], NEW: "9000"}


def cut_short(home: Home, checkout: Path, power: bool, chance: random.Random) -> None:
    begun = home.begin(checkout)
    if chance.random() < 0.7:
        wait_for(lambda: home.on_trial or begun.poll() is not None, home.journal)
        moment = chance.uniform(0, 5)
    else:
        moment = chance.uniform(0, 10)
    with suppress(subprocess.TimeoutExpired):
        begun.wait(moment)
    if power:
        home.power_cut()
        begun.communicate()
        home.power_on()
    else:
        home.kill(begun)


@pytest.mark.parametrize(
    ("power", "ill"),
    [
        pytest.param(True, True, id="power, a version that is ill"),
        pytest.param(False, False, id="installer, a good version"),
        pytest.param(True, False, id="power, a good version", marks=slow),
        pytest.param(False, True, id="installer, a version that is ill", marks=slow),
    ],
)
def test_the_house_is_well_again_by_itself_with_all_that_the_family_has(
    built: Home, versions: Versions, away: Path, power: bool, ill: bool
) -> None:
    chance, ends = random.Random(), []
    checkout = versions.make(f"cut-{power}-{ill}", JAR, ILL if ill else {})
    for number in range(ROUNDS):
        with built.lived_in(away.with_name(str(number)), patience=3 if ill else 20) as home:
            family = home.family()
            cut_short(home, checkout, power, chance)
            ends.append(home.settled())
            assert home.schema() == SCHEMA[ends[-1]], home.journal()
            assert home.current.startswith(f"{ends[-1]}-")
            assert home.family() == family
            assert not ill or ends[-1] == OLD
            if not ill:
                code, said = home.install(checkout)
                assert code == 0, said
                assert (home.number(), home.schema(), home.family()) == (NEW, "9000", family)
    print(f"{ends.count(OLD)} ended in the old version, {ends.count(NEW)} in the new one")
