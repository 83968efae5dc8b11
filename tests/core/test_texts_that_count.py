"""One point is not `1 points`, in either language."""

from appliance.core.i18n import counted, say

GETS = counted("%(name)s gets %(n)s point.", "%(name)s gets %(n)s points.")


def test_one_of_a_thing_is_said_as_one() -> None:
    assert say("en", GETS, name="Maya", n=1) == "Maya gets 1 point."
    assert say("en", GETS, name="Maya", n=2) == "Maya gets 2 points."
    assert say("en", GETS, name="Maya", n=0) == "Maya gets 0 points."
    assert say("de", GETS, name="Maya", n=1) == "Maya bekommt 1 Punkt."
    assert say("de", GETS, name="Maya", n=12) == "Maya bekommt 12 Punkte."
