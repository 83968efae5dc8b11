"""What the arguments of a tool came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.assistant.intents.models import Arguments, Person
from appliance.assistant.intents.resolving.members import Whom
from appliance.assistant.intents.resolving.spoken import Spoken


@dataclass(frozen=True)
class Filled:
    """`calls`: one, or several commands at once, or with `either` those of which one is meant.

    None of them: what was said fits nothing of this family. `missing`: an argument to ask for; the first call
    holds the others.
    """

    calls: tuple[Arguments, ...] = ()
    either: bool = False
    missing: str = ""


NOTHING = Filled()


def one(**args: str | int | None) -> Filled:
    """Optional arguments that were not said are left out."""
    return Filled((given(**args),))


def given(**args: str | int | None) -> Arguments:
    return {name: value for name, value in args.items() if value is not None and value != ""}


def ask_for(missing: str, **args: str | int | None) -> Filled:
    return Filled((given(**args),), missing=missing)


def for_each(people: Sequence[Person], either: bool, **args: str | int | None) -> Filled:
    calls = tuple({"member": person.name, **given(**args)} for person in people)
    return Filled(calls, either and len(calls) > 1) if calls else NOTHING


def about(spoken: Spoken, unsaid: Person | None, **args: str | int | None) -> Filled:
    """For the members named, each; for `unsaid` where nobody was; asked back where it may be any."""
    said = meant(spoken)
    if said.strange:
        return NOTHING
    if said.everyone or said.group:
        return for_each(said.people or spoken.young, True, **args)
    people = said.people or ((unsaid,) if unsaid else ())
    return for_each(people, False, **args) if people else ask_for("member", **args)


def meant(spoken: Spoken) -> Whom:
    """Those tagged, else those whose names are in the sentence."""
    return spoken.whom() if spoken.all("member") else Whom(tuple(spoken.named()))
