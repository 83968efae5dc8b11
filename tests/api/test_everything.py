"""Everything that a page can do, a program can do: each verb that pages call is called by the API too."""

import ast
from pathlib import Path

from tests.test_architecture import APPLIANCE

ONLY_BY_HAND = {
    "found_family": "set-up: there is nobody yet who could have a key",
    "bring_back_first": "set-up: nobody lives here yet who could have a key",
    "found_another_family": "set-up: whoever founds a family has no key of it yet",
    "visit_family": "changes the family of a browser's sign-in; a key belongs to one family",
    "note_ownership": "puts a notice on one's own page away",
    "begin_sign_in": "a sign-in is a browser's",
    "sign_in_with_password": "a sign-in is a browser's",
    "sign_in_with_pin": "a sign-in is a browser's",
    "recognise_sign_in": "a new browser is answered for from another browser",
    "deny_sign_in": "a new browser is answered for from another browser",
    "sign_out": "ends the browser's own sign-in; a key is revoked instead",
    "accept_invitation": "whoever was invited has no key yet",
    "join_as_oneself": "whoever was invited has no key of that family yet",
    "enrol_device": "turns the browser that asks into one of the family's",
    "enrol_this_browser": "turns the browser that asks into one of the family's",
}
FRAME = {"count_try", "forget_tries", "note_device"}  # of the door itself
PLAN_OF = {"NewFamily", "NewMember", "MemberChange", "Claim", "Visitor", "Entry"}


def verbs(door: str) -> dict[str, set[str]]:
    """By feature: the functions of its `actions` that files of this door name."""
    found: dict[str, set[str]] = {}
    for feature in sorted(path.parent for path in APPLIANCE.glob("*/actions*")):
        known = public_functions(feature)
        for source in files_of(feature, door):
            names = {
                node.id if isinstance(node, ast.Name) else node.attr
                for node in ast.walk(ast.parse(source.read_text()))
                if isinstance(node, ast.Name | ast.Attribute)
            }
            found.setdefault(feature.name, set()).update(names & known)
    return found


def files_of(feature: Path, door: str) -> list[Path]:
    return [*feature.glob(f"{door}.py"), *feature.glob(f"{door}/**/*.py")]


def public_functions(feature: Path) -> set[str]:
    trees = [ast.parse(path.read_text()) for path in files_of(feature, "actions")]
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_")
    }


def test_each_verb_of_a_page_has_its_door_for_programs() -> None:
    by_page, by_api = verbs("pages"), verbs("api")
    missing = {
        f"{feature}.{verb}"
        for feature, named in by_page.items()
        for verb in named - by_api.get(feature, set()) - set(ONLY_BY_HAND) - FRAME
    }
    assert not missing


def test_nothing_is_excused_that_is_there() -> None:
    by_page, by_api = verbs("pages"), verbs("api")
    called = {verb for named in by_page.values() for verb in named}
    offered = {verb for named in by_api.values() for verb in named}
    assert set(ONLY_BY_HAND) - {"begin_sign_in"} <= called - offered
