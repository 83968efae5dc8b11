"""A conversation as the page shows it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from appliance.assistant.actions.asking_again import did_something
from appliance.assistant.actions.confirmations import args_of
from appliance.assistant.models import Speaker, State, Utterance
from appliance.assistant.queries.confirmations import Card, cards_in
from appliance.assistant.queries.conversations import own_words_in
from appliance.assistant.queries.memories import Remembered, memories_by_id
from appliance.assistant.rules.calls import Fact, facts_of, state_of
from appliance.assistant.rules.privacy import as_parents_read
from appliance.assistant.turn import Assistant
from appliance.core.work import Reading
from appliance.household.models import Member


@dataclass(frozen=True)
class ShownConfirmation:
    """`here`: this browser may say yes. `state`: waiting, done, declined or expired."""

    id: int
    state: str
    here: bool
    mark: str
    label: str
    facts: Sequence[Fact]


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
    fits: Mapping[int, str]
    undo_href: str
    undone: bool
    link: str
    streams: bool = False
    position: int = 0
    about: Member | None = None
    choices: Sequence[str] = ()
    chosen: int = 0
    waits: ShownConfirmation | None = None

    reworded: bool = False
    may_change: bool = False  # the last question, or an answer to it that can be given anew

    def fit_of(self, memory_id: int) -> str:
        return self.fits.get(memory_id, "")

    @property
    def is_card(self) -> bool:
        """Something was done, or waits to be."""
        return bool(self.undo_href) or self.waits is not None

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [(fact.name, fact.value) for fact in self.waits.facts] if self.waits else []


async def shown_conversation(
    look: Reading, assistant: Assistant, chat_id: int, hold: str
) -> list[ShownUtterance]:
    """Of a chat of which it is known that it is the viewer's."""
    said = await own_words_in(look, chat_id)
    wanted = sorted({memory_id for one in said for memory_id in one.used})
    memories = {found.id: found for found in await memories_by_id(look, wanted)}
    cards = await cards_in(look, chat_id)
    shown = [_shown(look, assistant, one, memories) for one in said]
    shown = [_with_card(look, one, cards[one.id], hold) if one.id in cards else one for one in shown]
    return _with_last_turn(shown, {one.id for one in said if did_something([one], assistant.acts)})


def _with_card(look: Reading, one: ShownUtterance, card: Card, hold: str) -> ShownUtterance:
    row = card.confirmation
    if row is None:
        return replace(one, about=card.about)
    waits = ShownConfirmation(
        id=row.id or 0,
        state=state_of(row, look.now),
        here=row.hold == hold,
        mark=row.args_hash,
        label=one.text,
        facts=facts_of(args_of(row), look.viewer.language),
    )
    return replace(one, about=card.about, waits=waits)


def _with_last_turn(shown: list[ShownUtterance], acted: Collection[int | None]) -> list[ShownUtterance]:
    """The last question may be asked anew, unless it is being answered; a card is no answer to give anew."""
    asked = max((at for at, one in enumerate(shown) if one.mine), default=len(shown))
    turn = shown[asked:]
    if not turn or not turn[0].text or any(one.state == State.WAITING for one in turn):
        return shown
    cards = any(one.is_card or one.id in acted for one in turn)
    return [
        *shown[:asked],
        *(replace(one, may_change=one.mine or (not cards and one is turn[-1])) for one in turn),
    ]


def _shown(
    look: Reading, assistant: Assistant, one: Utterance, memories: Mapping[int, Remembered]
) -> ShownUtterance:
    live = assistant.live.find(one.id or 0, look.viewer) if one.state == State.WAITING else None
    return ShownUtterance(
        id=one.id or 0,
        mine=one.speaker == Speaker.MEMBER,
        text=live.text if live else one.text,
        markup=_markup(one) if one.by == "model" else None,
        state=one.state,
        by=one.by,
        lines=one.lines,
        used=[memories[memory_id] for memory_id in one.used if memory_id in memories],
        fits=dict(zip(one.used, one.fits, strict=False)),
        undo_href=one.undo_href,
        undone=one.undone_at is not None,
        link=one.link,
        streams=live is not None,
        position=assistant.live.position(live) if live else 0,
        choices=_choices(one),
        chosen=one.chosen,
        reworded=one.reworded_at is not None,
    )


def _choices(one: Utterance) -> list[str]:
    found = one.asks.get("choices")
    return [str(choice["text"]) for choice in found] if isinstance(found, list) else []


def as_parents_see(said: Sequence[Utterance]) -> list[ShownUtterance]:
    """To read, without anything to tap."""
    return [
        ShownUtterance(
            id=one.id or 0,
            mine=one.speaker == Speaker.MEMBER,
            text=one.text,
            markup=_markup(one) if one.by == "model" else None,
            state=one.state,
            by=one.by,
            lines=one.lines,
            used=(),
            fits={},
            undo_href="",
            undone=one.undone_at is not None,
            link="",
        )
        for one in as_parents_read(said)
    ]


def _markup(one: Utterance) -> Markup:
    """A parser and a cleaner are loaded for it: a house without a chat model has no use for them."""
    from appliance.assistant.turn.markup import as_markup

    return as_markup(one.text)
