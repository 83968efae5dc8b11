"""Live pages: the stream carries names of changes, the page fetches what it shows again."""

import asyncio
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from appliance.core.signals import CLOSED, Signals
from appliance.web.request import AppRequest

HEARTBEAT = 15.0  # seconds; Litestar sends none, and a silent line would not be noticed when it breaks


@get("/live", include_in_schema=False)
async def live(request: AppRequest) -> ServerSentEvent:
    signals: Signals = request.app.state.signals
    # Under the id, not the cookie: whoever revokes a sign-in knows only its row.
    return ServerSentEvent(changes(signals, request.user.family_id, str(request.auth.session_id)))


async def changes(signals: Signals, family_id: int, session: str) -> AsyncIterator[ServerSentEventMessage]:
    """Ends when the session is closed; the browser's next try is then refused."""
    with signals.listening(family_id, session) as line:
        yield ServerSentEventMessage(event="hello", data="hello", retry=3000)
        while True:
            try:
                topic = await asyncio.wait_for(line.get(), HEARTBEAT)
            except TimeoutError:
                yield ServerSentEventMessage(comment="still here")
                continue
            if topic == CLOSED:
                return
            yield ServerSentEventMessage(event=topic, data=topic)
