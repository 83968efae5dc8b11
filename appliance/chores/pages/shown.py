"""One occurrence as somebody sees it: what happened, and the buttons that would work now."""

from litestar import Response

from appliance.chores.pages.proving import giving_of, proof_of
from appliance.chores.pages.story import lines_of
from appliance.chores.policy import may_complete, may_decide, may_end, may_undo
from appliance.chores.queries import Duty, chore_named, duty_of
from appliance.chores.queries.story import Story, story_about
from appliance.chores.rules.coming import rhythm_of
from appliance.chores.rules.pay import Pay, may_choose, paid, was_late
from appliance.chores.rules.pictures import hue_for
from appliance.chores.rules.states import State, Step, is_time, may
from appliance.chores.rules.words import rhythm_words
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Reading
from appliance.household.queries.known import everyone_known
from appliance.web.forms import Form, M
from appliance.web.render import page
from appliance.web.request import AppRequest

UNDO_WORDS = {
    Step.APPROVE: _("Take the yes back"),
    Step.SEND_BACK: _("It is fine after all"),
    Step.SKIP: _("It is to be done after all"),
    Step.EXCUSE: _("It is to be done after all"),
    Step.LET_GO: _("It is to be done after all"),
}
TAKE_BACK = _("Take it back")
PAYS = {
    Pay.FULL: (_("All of it"), counted("All of it: %(n)s point", "All of it: %(n)s points")),
    Pay.HALF: (_("Half"), counted("Half: %(n)s point", "Half: %(n)s points")),
}


async def show_occurrence(
    request: AppRequest, office: Office, occurrence_id: int, form: Form[M], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        duty = await duty_of(look, occurrence_id)
        people = {member.id: member for member in await everyone_known(look)}
        chore = await chore_named(look, duty.chore_id)
        story = await story_about(look, duty)
    return page(
        request,
        "chores/occurrence.html",
        status,
        duty=duty,
        people=people,
        repeat=rhythm_words(rhythm_of(chore), request.user.language),
        hue=hue_for(duty.picture),
        proof=proof_of(look, duty, chore.details),
        giving=giving_of(look, duty, people),
        story=story,
        lines=lines_of(story, duty, people, request.user.language),
        may=steps_for(look, duty, story),
        pays=pays_for(look, duty),
        undo_word=undo_word(look, story),
        form=form,
    )


def steps_for(look: Reading, duty: Duty, story: Story) -> dict[str, bool]:
    """Which buttons would work for this viewer now."""
    viewer, decides, ends = look.viewer, may_decide(look.viewer), may_end(look.viewer)
    its_day = is_time(duty.day, look.today)
    own = may_complete(viewer, duty.member_id, duty.people) and duty.is_for(viewer.member_id)
    newest = story.newest
    return {
        "claim": own and duty.state is State.OPEN and duty.grabs and its_day,
        "release": duty.state is State.CLAIMED and (own or viewer.cares),
        "complete": own and duty.is_to_do and its_day,
        "approve": decides and may(Step.APPROVE, duty.state) and its_day,
        "send_back": decides and duty.state is State.WAITING,
        "skip": ends and may(Step.SKIP, duty.state),
        "excuse": ends and may(Step.EXCUSE, duty.state),
        "let_go": ends and may(Step.LET_GO, duty.state) and its_day,
        "undo": newest is not None
        and newest.step not in (Step.CLAIM, Step.OFFER)  # there are buttons with better words for these
        and may_undo(viewer, newest.step, newest.by, duty.member_id),
    }


def undo_word(look: Reading, story: Story) -> str:
    word = UNDO_WORDS.get(story.newest.step, TAKE_BACK) if story.newest else ""
    return say(look.viewer.language, word)


def pays_for(look: Reading, duty: Duty) -> list[tuple[str, str]]:
    """What a yes may bring, where that is to be chosen; the first is what the family has agreed on."""
    late = was_late(duty.done_at, duty.due_at, look.now)
    if not may_choose(duty.overdue, late) or duty.points == duty.bonus_minutes == 0:
        return []
    ways = (Pay.HALF, Pay.FULL, Pay.NOTHING) if duty.overdue == "half" else tuple(Pay)
    return [(way.value, _brings(look.viewer.language, duty, way)) for way in ways]


def _brings(language: str, duty: Duty, way: Pay) -> str:
    points = paid(duty.points, duty.bonus_minutes, way).points
    if way is Pay.NOTHING:
        return say(language, _("Yes, without points"))
    plain, with_points = PAYS[way]
    return say(language, with_points, n=points) if points else say(language, plain)
