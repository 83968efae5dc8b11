"""What happened to one occurrence, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from appliance.chores.queries import Duty
from appliance.chores.queries.story import Story
from appliance.chores.rules.states import Step
from appliance.chores.rules.story import Told
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.household.models import Member

WORDS = {
    Step.CLAIM: (_("%(name)s takes it"), "hand"),
    Step.RELEASE: (_("%(name)s leaves it to somebody else"), "users"),
    Step.COMPLETE: (_("%(name)s did it"), "hand"),
    Step.FINISH: (_("%(name)s did it, and that is enough"), "circle-check"),
    Step.APPROVE: (_("%(name)s said yes"), "circle-check"),
    Step.SEND_BACK: (_("%(name)s sent it back"), "undo-2"),
    Step.OFFER: (_("%(name)s asks somebody else"), "hand"),
    Step.WITHDRAW: (_("%(name)s does not ask any more"), "undo-2"),
    Step.ACCEPT: (_("%(name)s takes it over"), "users"),
    Step.DECLINE: (_("%(name)s could not do it"), "circle-dashed"),
    Step.HAND_OVER: (_("%(name)s gave it to somebody else"), "users"),
    Step.SKIP: (_("%(name)s skipped it"), "circle-dashed"),
    Step.EXCUSE: (_("%(name)s excused it"), "sun"),
    Step.PAUSE: (_("Nobody had to do it on this day"), "sun"),
    Step.LET_GO: (_("%(name)s let it go"), "circle-dashed"),
    Step.MISS: (_("Its time was over"), "circle-dashed"),
    Step.PUT_AWAY: (_("%(name)s put the chore away"), "circle-dashed"),
    Step.LEAVE: (_("Whoever had it is not here any more"), "users"),
}
SAID_BY_ANOTHER = _("%(name)s said that it is done")
BY_THE_HOUSE = {
    Step.APPROVE: _("It approves by itself"),
}


@dataclass(frozen=True)
class Line:
    title: str
    icon: str
    at: datetime | None
    note: str
    taken_back: str


def lines_of(story: Story, duty: Duty, people: Mapping[int | None, Member], language: str) -> list[Line]:
    def name(member_id: int | None) -> str:
        return people[member_id].name if member_id in people else say(language, _("Somebody"))

    def back(told: Told) -> str:
        by = name(told.undone_by)
        return say(language, _("%(name)s took it back"), name=by) if told.undone_at else ""

    return [
        Line(
            say(language, _sentence(told, duty), name=name(told.by)),
            WORDS[told.step][1],
            told.at,
            told.note,
            back(told),
        )
        for told in story.told
    ]


def _sentence(told: Told, duty: Duty) -> str:
    if told.by == 0 and told.step in BY_THE_HOUSE:
        return BY_THE_HOUSE[told.step]
    for_another = told.step is Step.COMPLETE and duty.member_id not in (None, told.by)
    return SAID_BY_ANOTHER if for_another else WORDS[told.step][0]
