"""What is answered before anything else looks at it: a short list of words, outside any model."""

import re

from appliance.core.i18n import mark as _

CRISIS = re.compile(
    r"""\b(?:
    kill(?:ing)?\ (?:my\ ?self|me\b(?=.*\b(?:want|please|should)))
    | (?:hurt|harm|cut|cutting|hurting|harming)\ my\ ?self
    | suicid(?:e|al) | self[-\ ]?harm | end\ my\ life | end\ it\ all
    | (?:want|wanna|wish|going)(?:\ to|\ i\ (?:was|were))?\ (?:die|be\ dead|dead)\b
    | do(?:n['’]?t|\ not)\ want\ to\ (?:live|be\ alive|be\ here\ any\ ?more)
    | better\ off\ without\ me
    | (?:mich|selbst)\ (?:um(?:zu)?bringen|töten|verletzen|ritzen) | selbstmord | suizid
    | will\ (?:nicht\ mehr\ leben|sterben|tot\ sein) | nicht\ mehr\ leben
    )""",
    re.IGNORECASE | re.VERBOSE,
)

TO_THE_YOUNG = _(
    "I am really glad that you told me. This is too big to carry alone, and I am only a computer program. "
    "Please go to your mum, your dad or another grown-up whom you trust, now, and say it just like that. "
    "If nobody is near, call a help line for children or the emergency number. You are not in trouble."
)
TO_ADULTS = _(
    "I am glad that you said it. I am only a computer program, and this needs a person: please talk to "
    "someone whom you trust, a doctor or a help line, and call the emergency number if you are in danger now."
)


def crisis_answer(text: str, *, grown_up: bool) -> str | None:
    """The fixed answer (msgid) where someone may be in danger, else None."""
    if CRISIS.search(" ".join(text.split())):
        return TO_ADULTS if grown_up else TO_THE_YOUNG
    return None
