"""Live pages: the stream carries names of changes, the page fetches what it shows again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from litestar import get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from appliance.core.signals import CLOSED, ENDED, Signals
from appliance.core.work import Office
from appliance.web.request import AppRequest
from appliance.web.sessions import OpenSessions

LAST = ServerSentEventMessage(event="bye", data="bye")  # the page loads itself again, and finds the door
HEARTBEAT = 15.0  # seconds; Litestar sends none, and a silent line would not be noticed when it breaks


@get("/live", include_in_schema=False)
async def live(request: AppRequest) -> ServerSentEvent:
    signals: Signals = request.app.state.signals
    sessions: OpenSessions = request.app.state.sessions
    office: Office = request.app.state.office

    async def still_open() -> bool:
        return await sessions.of(request.auth.session, office.clock()) is not None

    # Under the id, not the cookie: whoever revokes a sign-in knows only its row.
    return ServerSentEvent(changes(signals, request.user.family_id, str(request.auth.session_id), still_open))


async def changes(
    signals: Signals,
    family_id: int,
    session: str,
    still_open: Callable[[], Awaitable[bool]] | None = None,
    heartbeat: float = HEARTBEAT,
) -> AsyncIterator[ServerSentEventMessage]:
    """Ends when the session is closed, or idled away; the browser's next try is then refused."""
    with signals.listening(family_id, session) as line:
        yield ServerSentEventMessage(event="hello", data="hello", retry=3000)
        while True:
            try:
                topic = await asyncio.wait_for(line.get(), heartbeat)
            except TimeoutError:
                if still_open is not None and not await still_open():
                    yield LAST
                    return
                yield ServerSentEventMessage(comment="still here")
                continue
            if topic == CLOSED:
                return
            if topic == ENDED:
                yield LAST
                return
            yield ServerSentEventMessage(event=topic, data=topic)
