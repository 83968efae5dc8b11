"""The buttons of an alert about a request: pressed on a phone that is not signed in."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.core.buttons import read_press
from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.queries.keys import actor_here
from appliance.screen_time.actions import answer_by_alert
from appliance.screen_time.forms.requests import PressSent
from appliance.screen_time.rules import State
from appliance.web.guards import PUBLIC


class RequestAnswered(BaseModel):
    state: State


class AlertAnswersApi(Controller):
    path = "/screen-time/alert-answers"
    tags = ["Screen time"]
    opt = PUBLIC

    @post(
        status_code=200, summary="Answer a request by the button of an alert, which is signed for one parent"
    )
    async def answer(self, office: NamedDependency[Office], data: JSONBody[PressSent]) -> RequestAnswered:
        press = read_press(office.secrets, data.press)
        actor = await _whose(office, press.member_id) if press else None
        if press is None or actor is None:
            raise NotAllowed(_("This button is not one of ours, or not any more."))
        async with office.work(actor, "alert") as work:
            row = await answer_by_alert(work, press.words)
        return RequestAnswered(state=State(row.state))


async def _whose(office: Office, member_id: int) -> Actor | None:
    async with office.database.reading() as db:
        return await actor_here(db, member_id, office.clock())
