"""Everything a family does with chores, points and rewards, in any order.

What is refused and what is done equals the rules told once more in `life/told.py`; the balance equals
that replay; spending never goes below zero; every row of points and minutes has its cause; and an undo
leaves every column as it was before.
"""

import os

from hypothesis import HealthCheck, Phase, settings

from tests.chores.life.days import ChoresAreDone
from tests.chores.life.wishes import PointsAreSpent

ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))


class FamilyLife(ChoresAreDone, PointsAreSpent):
    """All of it, in one house."""


FamilyLife.TestCase.settings = settings(
    max_examples=300 if ALL else 10,
    stateful_step_count=80 if ALL else 35,
    deadline=None,
    # What fails reads well as it is; to make it smaller would take longer than a test may.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TestFamilyLife = FamilyLife.TestCase
