"""A yes or a no in words, while something waits for a tap. Only a tap counts as a yes."""

from appliance.core.i18n import mark as _

YES_WORDS = """
yes y yep yeah yup ok okay sure fine confirm confirmed go please do it that ahead of course
ja jap jo klar gerne mach das es bitte bestätigt genau in ordnung los
"""
YES = frozenset(YES_WORDS.split())
NO = frozenset(
    (
        *("no", "nope", "nah", "not now", "no thanks", "cancel", "stop", "never mind", "no not now", "don't"),
        *(
            "nein",
            "ne",
            "nicht jetzt",
            "nein danke",
            "abbrechen",
            "lieber nicht",
            "lass es",
            "nein nicht jetzt",
        ),
    )
)
TAP = _("Only a tap counts as a yes: please use the button above.")
LEFT = _("All right: not now. Nothing was changed.")


def says_yes(text: str) -> bool:
    said = _bare(text).split()
    return 0 < len(said) <= 4 and all(word in YES for word in said)


def says_no(text: str) -> bool:
    return _bare(text) in NO


def _bare(text: str) -> str:
    return " ".join(text.casefold().strip(" .!?").replace(",", " ").split())
