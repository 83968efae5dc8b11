"""What is understood as allowed is what the registry lets a role use."""

import pytest

from appliance import wiring
from appliance.assistant.intents import ChoreName, Household, Person
from appliance.assistant.intents.resolving.commands import TOOLS
from appliance.assistant.intents.rights import ROLES, may, who_could

IDA, BERTA = Person("Ida", "parent"), Person("Berta", "guest")
ZOE, MIO = Person("Zoe", "teen"), Person("Mio", "child")
HOME = Household((IDA, ZOE, MIO, BERTA), (ChoreName("Rake the leaves", ("Mio",)), ChoreName("Sweep", ())))


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_every_tool_is_for_the_same_people_here_and_in_the_registry(tool: str) -> None:
    declared = wiring.REGISTRY.named(tool)
    assert declared is not None
    assert ROLES[tool] == {role.value for role in declared.roles}


@pytest.mark.parametrize(
    ("tool", "args", "allowed"),
    [
        ("chore_complete", {"chore": "Rake the leaves", "member": "Mio"}, {"Ida", "Mio", "Berta"}),
        ("chore_complete", {"chore": "Sweep", "member": "Zoe"}, {"Ida", "Zoe", "Berta"}),
        ("chore_complete", {"chore": "Rake the leaves", "member": "Zoe"}, {"Ida", "Berta"}),
        ("screen_time_grant", {"member": "Mio", "minutes": 30}, {"Ida", "Berta"}),
        ("screen_time_grant", {"member": "Mio", "minutes": 31}, {"Ida"}),
        ("points_balance", {"member": "Mio"}, {"Ida", "Mio"}),
        ("screen_time_left", {"member": "Mio"}, {"Ida", "Mio", "Berta"}),
        ("chores_list", {"member": "Mio"}, {"Ida", "Mio", "Zoe", "Berta"}),
        ("reminder_add", {"member": "Mio", "text": "bus"}, {"Ida", "Mio"}),
        ("report_show", {"member": "Zoe"}, {"Ida", "Zoe"}),
        ("report_show", {}, {"Ida"}),
        ("screen_time_request", {"minutes": 10}, {"Zoe", "Mio"}),
        ("memory_save", {"text": "x"}, {"Ida", "Zoe", "Mio"}),
    ],
)
def test_role_and_relation_decide(tool: str, args: dict[str, str | int], allowed: set[str]) -> None:
    assert {person.name for person in HOME.people if may(tool, args, person, HOME)} == allowed
    assert set(who_could(tool, args, HOME)) == allowed


def test_the_nearest_is_named_first() -> None:
    assert who_could("points_balance", {"member": "Mio"}, HOME) == ("Mio", "Ida")
