"""Refusals. Each carries a sentence that a child can read, as a gettext msgid with its values."""

from collections.abc import Mapping

from appliance.core.plurals import in_english


class Refusal(Exception):
    """Raised to refuse: whatever the open write transaction did is rolled back."""

    status = 400
    title = "Refused"
    headers: Mapping[str, str] = {}

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(in_english(sentence, values))
        self.sentence = sentence
        self.values: Mapping[str, object] = values


class NotFound(Refusal):
    """Also what one may not see: existence is not told."""

    status = 404
    title = "Not found"


class NotAllowed(Refusal):
    status = 403
    title = "Not allowed"


class SignInNeeded(Refusal):
    status = 401
    title = "Sign-in needed"


class RuleBroken(Refusal):
    """The state of things forbids it now: done already, spent already, taken by someone else."""

    status = 409
    title = "Not possible now"


class TooLate(Refusal):
    """It could be done for a while, and that is over."""

    status = 410
    title = "Too late"


class Changed(Refusal):
    """If-Match: it is not any more what the sender has seen."""

    status = 412
    title = "Changed meanwhile"


class NotReadable(Refusal):
    """`Content-Type` names something that is not JSON."""

    status = 415
    title = "Not readable"


class NotOffered(Refusal):
    """`Accept` leaves nothing that we could send."""

    status = 406
    title = "Not offered"


class Invalid(Refusal):
    """Input that names its field; `errors` maps field to sentence."""

    status = 422
    title = "Needs another look"

    def __init__(self, sentence: str, errors: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(sentence, **values)
        self.errors: Mapping[str, str] = errors or {}


class TooOften(Refusal):
    status = 429
    title = "Too many tries"

    def __init__(
        self, sentence: str, *, seconds: int, headers: Mapping[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(sentence, **values)
        self.seconds = seconds
        self.headers = {"retry-after": str(seconds), **(headers or {})}


class Unavailable(Refusal):
    status = 503
    title = "Not available now"


class NoRoom(Refusal):
    """The disk is full, or nearly: what was to be written is not there, and nothing else has changed."""

    status = 507
    title = "No room left"


class AtRest(Unavailable):
    """The disk takes nothing at the moment, or what is on it must not be changed any more."""

    title = "Only looking now"
    headers = {"retry-after": "30"}
