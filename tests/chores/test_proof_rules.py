"""Ticks stay with their steps when a parent changes the list."""

from hypothesis import given
from hypothesis import strategies as st

from appliance.chores.rules.proof import left_to_tick, ticks_after

STEPS = st.lists(st.sampled_from(["cups", "plates", "table", "floor"]), max_size=6)


def test_what_is_left_is_told_in_its_order() -> None:
    assert left_to_tick(["cups", "plates", "table"], [1]) == ["cups", "table"]
    assert left_to_tick(["cups"], [0]) == []
    assert left_to_tick([], []) == []


def test_a_step_that_moves_or_gets_a_neighbour_stays_ticked() -> None:
    assert ticks_after(["cups", "plates"], [1], ["plates", "cups", "floor"]) == [0]
    assert ticks_after(["cups", "plates"], [0, 1], ["plates"]) == [0]
    assert ticks_after(["cups"], [0], ["mugs"]) == []
    assert ticks_after(["wipe", "wipe"], [1], ["wipe", "wipe"]) == [0], "one of two that read the same"


@given(before=STEPS, after=STEPS, chance=st.randoms())
def test_never_more_is_ticked_than_was(before: list[str], after: list[str], chance: object) -> None:
    ticks = [n for n in range(len(before)) if chance.random() < 0.5]  # type: ignore[attr-defined]
    kept = ticks_after(before, ticks, after)
    assert len(kept) <= len(ticks) and set(kept) <= set(range(len(after)))
    assert ticks_after(before, list(range(len(before))), before) == list(range(len(before)))
