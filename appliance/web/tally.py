"""How many answers of which kind went out: one addition for each, and no address is kept."""

from collections import Counter

from litestar.types import Message, Scope

KINDS = (
    ("/api/", "api"),
    ("/static/", "static"),
    ("/live", "live"),
    ("/display/live", "live"),
    ("/health", "health"),
    ("/metrics", "health"),
)


class Tally:
    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str]] = Counter()

    async def note(self, message: Message, scope: Scope) -> None:
        """A coroutine, because Litestar would send a plain function to a thread."""
        if message["type"] == "http.response.start":
            self.answers[kind_of(scope["path"]), f"{message['status'] // 100}xx"] += 1


def kind_of(path: str) -> str:
    return next((kind for prefix, kind in KINDS if path.startswith(prefix)), "page")
