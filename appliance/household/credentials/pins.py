"""PINs of children: four to eight digits, or four pictures touched in order."""

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

# In the order of the pad; each is the symbol `p-<name>` of the sprite, and its name for a screen reader.
PICTURES = {
    "cat": _("Cat"),
    "plant": _("Plant"),
    "ice": _("Ice cream"),
    "piano": _("Piano"),
    "moon": _("Moon"),
    "bag": _("Bag"),
    "house": _("House"),
    "sun": _("Sun"),
    "book": _("Book"),
}
PICTURE_HUES = {
    "cat": "rust",
    "plant": "moss",
    "ice": "berry",
    "piano": "ochre",
    "moon": "indigo",
    "bag": "plum",
    "house": "sky",
    "sun": "ochre",
    "book": "stone",
}
PICTURES_IN_A_PIN = 4
DIGITS = range(4, 9)


def check_pin(kind: str, pin: str) -> None:
    """Raises Invalid on the field `pin`."""
    if kind == "pictures":
        touched = pin.split("-")
        if len(touched) != PICTURES_IN_A_PIN or not set(touched) <= set(PICTURES):
            raise _refused(_("Choose four pictures."))
        if len(set(touched)) == 1:
            raise _refused(_("Four times the same picture is too easy. Mix them."))
        return
    if not (pin.isascii() and pin.isdigit() and len(pin) in DIGITS):
        raise _refused(_("A PIN is 4 to 8 digits."))
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise _refused(_("This PIN is too easy to guess. Mix the digits."))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"pin": sentence})
