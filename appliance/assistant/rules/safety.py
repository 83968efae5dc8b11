"""What is said before anything else is looked at: fixed words by age, outside of any model."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from appliance.assistant.rules.danger import Danger
from appliance.core.i18n import mark as _
from appliance.core.people import Role


class Band(StrEnum):
    """How old somebody is, as far as words go."""

    SMALL = "small"  # up to six
    CHILD = "child"
    TEEN = "teen"
    GROWN = "grown"


SCHOOL, TEENS = 6, 13  # small children below the first, teenagers from the second on


def band_of(role: Role, born: date | None, today: date) -> Band:
    if role not in (Role.CHILD, Role.TEEN):
        return Band.GROWN
    if role is Role.TEEN or born is None:
        return Band.TEEN if role is Role.TEEN else Band.CHILD
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < SCHOOL:
        return Band.SMALL
    return Band.TEEN if age >= TEENS else Band.CHILD


SMALL: Mapping[Danger, str] = {
    Danger.SELF: _(
        "It is good that you said it. You did nothing wrong. Go to Mum, Dad or another grown-up now. Tell"
        " them just what you told me. Stay with them."
    ),
    Danger.ABUSE: _(
        "It is good that you said it. It is not your fault. Nobody may hurt you. Tell a grown-up whom you"
        " like, now. If they do not listen, tell another one."
    ),
    Danger.LOST: _(
        "Stay where you are. Do not go with anybody you do not know. Call loudly for Mum or Dad. Ask a "
        "mum with children for help. Or ask somebody who works there."
    ),
    Danger.EMERGENCY: _(
        "Get a grown-up now! Run and shout. If nobody comes, call the emergency number. In Europe it is "
        "112. In America it is 911."
    ),
    Danger.SECRET: _(
        "I am a computer and cannot promise that. A good surprise may be a secret. If a secret feels bad,"
        " tell a grown-up."
    ),
}
YOUNG: Mapping[Danger, str] = {
    Danger.SELF: _(
        "I am really glad that you told me. This is too big to carry alone, and I am only a computer "
        "program. Please go to your mum, your dad or another grown-up whom you trust, now, and say it "
        "just like that. If nobody is near, call a help line for children or the emergency number. You "
        "are not in trouble."
    ),
    Danger.ABUSE: _(
        "Thank you for telling me. It is not your fault, and nobody may hurt you or touch you when you do"
        " not want it, not even somebody you love. I am only a computer program, so please tell a grown-"
        "up whom you trust, today: at home, at school, a doctor. If the first one does not help, tell the"
        " next one, or a help line."
    ),
    Danger.LOST: _(
        "Stay where other people are, and go with nobody whom you do not know, whatever they say. Ask "
        "somebody who works there, or a parent with children, to call your family. If you are afraid or "
        "somebody follows you, call the emergency number: 112 in Europe, 911 in America. I cannot call "
        "anybody for you."
    ),
    Danger.EMERGENCY: _(
        "Get a grown-up at once. If nobody is there, call the emergency number now: 112 in Europe, 911 in"
        " America. Say where you are and what happened, and do what they tell you. If somebody swallowed "
        "something, take its box with you. I cannot call anybody for you."
    ),
    Danger.SECRET: _(
        "I cannot promise to keep a secret: I am a program on your family’s box, and help is more "
        "important. A nice surprise is a good secret. If something worries or frightens you, a grown-up "
        "whom you trust should know."
    ),
}
TEEN: Mapping[Danger, str] = {
    **YOUNG,
    Danger.SECRET: _(
        "I cannot promise to keep a secret. What parents can see of your chats stands on the page of your "
        "chats. If something is hard to say at home, a teacher, a doctor or a help line listens too."
    ),
}
GROWN: Mapping[Danger, str] = {
    Danger.SELF: _(
        "I am glad that you said it. I am only a computer program, and this needs a person: please talk "
        "to someone whom you trust, a doctor or a help line, and call the emergency number if you are in "
        "danger now."
    ),
    Danger.ABUSE: _(
        "Nobody may do that. I am only a computer program: please talk to someone whom you trust or to a "
        "help line, and call the emergency number if anybody is in danger now. A child who tells of it "
        "needs to be believed."
    ),
    Danger.LOST: _(
        "If somebody is in danger or missing, call the emergency number now: 112 in Europe, 911 in "
        "America. Stay where other people are. I cannot call anybody for you."
    ),
    Danger.EMERGENCY: _(
        "This may be an emergency: call 112 in Europe, 911 in America, now. If something was swallowed, "
        "do not make them sick, keep the box, and call the poison centre. I cannot call anybody for you."
    ),
    Danger.SECRET: _(
        "I cannot promise silence: I keep what you write on your family’s box until it is deleted. Your "
        "chats are shown to you alone."
    ),
}
BY_AGE = {Band.SMALL: SMALL, Band.CHILD: YOUNG, Band.TEEN: TEEN, Band.GROWN: GROWN}


def words_for(kind: Danger, band: Band) -> str:
    """msgid."""
    return BY_AGE[band][kind]
