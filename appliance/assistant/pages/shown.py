"""A conversation as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from appliance.assistant.models import Speaker, State, Utterance
from appliance.assistant.queries.conversations import said_in
from appliance.assistant.queries.memories import Remembered, memories_by_id
from appliance.assistant.turn import Assistant
from appliance.assistant.turn.markup import as_markup
from appliance.core.work import Reading


@dataclass(frozen=True)
class ShownUtterance:
    id: int
    mine: bool
    text: str
    markup: Markup | None
    state: str
    by: str
    lines: Sequence[str]
    used: Sequence[Remembered]
    undo_href: str
    undone: bool
    link: str
    streams: bool = False
    position: int = 0

    @property
    def did(self) -> bool:
        return bool(self.undo_href)


async def shown_conversation(look: Reading, assistant: Assistant, chat_id: int) -> list[ShownUtterance]:
    said = await said_in(look, chat_id)
    wanted = sorted({memory_id for one in said for memory_id in one.used})
    memories = {found.id: found for found in await memories_by_id(look, wanted)}
    return [_shown(look, assistant, one, memories) for one in said]


def _shown(
    look: Reading, assistant: Assistant, one: Utterance, memories: Mapping[int, Remembered]
) -> ShownUtterance:
    live = assistant.live.find(one.id or 0, look.viewer) if one.state == State.WAITING else None
    return ShownUtterance(
        id=one.id or 0,
        mine=one.speaker == Speaker.MEMBER,
        text=live.text if live else one.text,
        markup=as_markup(one.text) if one.by == "model" else None,
        state=one.state,
        by=one.by,
        lines=one.lines,
        used=[memories[memory_id] for memory_id in one.used if memory_id in memories],
        undo_href=one.undo_href,
        undone=one.undone_at is not None,
        link=one.link,
        streams=live is not None,
        position=assistant.live.position(live) if live else 0,
    )
