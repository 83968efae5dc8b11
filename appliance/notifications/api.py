"""One's own address for alerts, for programs."""

from datetime import datetime
from functools import partial

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.paging import Page
from appliance.core.work import Office, Reading
from appliance.notifications import actions
from appliance.notifications.forms import TargetSent
from appliance.notifications.queries import SeenLetter, letters_asked, my_target
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class TargetShown(BaseModel):
    """The token is never given out. `trouble` is a sentence with the mend, or empty."""

    server: str
    topic: str
    has_token: bool
    home: str
    enabled: bool
    last_at: datetime | None
    last_result: str
    trouble: str


class LetterShown(BaseModel):
    """`state`: waiting, sending, sent or failed."""

    id: int
    title: str
    message: str
    state: str
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    trouble: str


class NotificationsApi(Controller):
    path = "/notifications"
    guards = [parents_only]
    tags = ["Notifications"]

    @get("/target", summary="My ntfy address and what the server said last")
    async def target(self, request: AppRequest, office: NamedDependency[Office]) -> TargetShown:
        async with office.reading(request.user) as look:
            return await shown(look)

    @put("/target", summary="Set my ntfy address")
    async def save(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[TargetSent]
    ) -> TargetShown:
        async with office.work(request.user, "api") as work:
            await actions.save_target(work, data.server, data.topic, data.token, data.home)
            return await shown(work)

    @delete("/target", summary="Forget my ntfy address")
    async def remove(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await actions.remove_target(work)

    @post("/test", status_code=202, summary="Send a test; its result shows in the deliveries")
    async def test(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await actions.send_test(work)

    @get("/deliveries", summary="My alerts, the newest first; what is a month old is forgotten")
    async def deliveries(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[LetterShown]]:
        async with office.reading(request.user) as look:
            letters = await letters_asked(look, page)
        return listed(request, letters, partial(_letter, request.user.language))


def _letter(language: str, letter: SeenLetter) -> LetterShown:
    return LetterShown(
        id=letter.id,
        title=letter.title,
        message=letter.message,
        state=letter.state,
        tries=letter.attempts,
        created_at=letter.created_at,
        next_try_at=letter.due_at if letter.state == "waiting" else None,
        sent_at=letter.sent_at,
        trouble=say(language, letter.sentence),
    )


async def shown(look: Reading) -> TargetShown:
    target = await my_target(look)
    if target is None:
        raise NotFound(_("There is no address for alerts yet."))
    return TargetShown(
        server=target.server,
        topic=target.topic,
        has_token=target.has_token,
        home=target.home,
        enabled=target.enabled,
        last_at=target.last_at,
        last_result=target.last_result,
        trouble=say(look.viewer.language, target.sentence),
    )
