"""Names as they are typed in a hurry, and names that are somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from appliance.assistant.intents import Person
from appliance.assistant.intents.resolving.members import called, slipped, whom

ELIF, BOB = Person("Elif", "parent", ("mum", "mummy")), Person("Bob", "parent", ("dad",))
MARTA, MARTIN, NOAH = Person("Marta", "child"), Person("Martin", "teen"), Person("Noah", "child")
FAMILY = (ELIF, BOB, MARTA, MARTIN, NOAH)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Noah", NOAH),
        ("NOAH's", NOAH),
        ("noahs", NOAH),
        ("noha", NOAH),
        ("Noahh", NOAH),
        ("martn", MARTIN),
        ("mum", ELIF),
        ("mummy's", ELIF),
        ("mommy", ELIF),
        ("daddy", BOB),
        ("me", MARTA),
        ("myself", MARTA),
        ("nora", None),
        ("Jonah", None),
        ("grandma", None),
        ("Elias", None),
    ],
)
def test_a_name_is_known_one_slip_away_but_not_another_name(said: str, meant: Person | None) -> None:
    assert whom(said, MARTA, FAMILY).one == meant


def test_a_name_that_the_family_does_not_have_is_noticed() -> None:
    assert whom("Noah and Lukas", ELIF, FAMILY).strange
    assert not whom("Noah and mum", MARTA, FAMILY).strange


def test_groups_are_no_single_person() -> None:
    assert whom("everyone", ELIF, FAMILY).everyone
    assert whom("the kids", ELIF, FAMILY).people == (MARTA, MARTIN, NOAH)
    assert whom("the kids", ELIF, FAMILY).one is None
    assert whom("my parents", NOAH, FAMILY).people == (ELIF, BOB)


def test_a_son_is_known_where_there_is_one_child() -> None:
    assert whom("my son", ELIF, (ELIF, NOAH)).one == NOAH
    assert whom("my son", ELIF, FAMILY).one is None
    assert whom("my sister", NOAH, (ELIF, NOAH, MARTA)).one == MARTA


@given(some.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8))
def test_a_word_means_one_person_or_nobody(word: str) -> None:
    person = called(word, FAMILY)
    near = [one for one in FAMILY if word == one.name.lower() or slipped(word, one.name.lower())]
    assert person is None or word in person.called or near == [person] or word == person.name.lower()
