"""What the assistant itself can do: remember, and look up what it remembers."""

from abc import ABC, abstractmethod

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Meaning, Source
from appliance.assistant.queries.memories import Remembered, search_memories
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Reading, Work

AS_GOOD = 0.75  # of the best one's score: what is further behind is not said


class ByMeaning(BaseModel, ABC):
    """An input whose text is embedded before the tool runs, outside of its transaction."""

    model_config = ConfigDict(extra="forbid")
    _meaning: Meaning | None = PrivateAttr(None)

    @property
    @abstractmethod
    def words(self) -> str: ...

    @property
    def meaning(self) -> Meaning | None:
        return self._meaning

    def means(self, meaning: Meaning | None) -> None:
        self._meaning = meaning


class ToRemember(ByMeaning):
    text: str = Field(
        min_length=1, max_length=500, description="What to remember, in the speaker's own words"
    )

    @property
    def words(self) -> str:
        return self.text


class ToFind(ByMeaning):
    query: str = Field(min_length=1, max_length=500, description="The question as it was asked")

    @property
    def words(self) -> str:
        return self.query


async def remember(work: Work, wanted: BaseModel) -> Answer:
    assert isinstance(wanted, ToRemember)
    memory = await save_memory(work, wanted.text, source=Source.SAID, meaning=wanted.meaning)
    return Answer(
        _("I will remember: %(text)s"),
        {"text": memory.text},
        lines=(say(work.actor.language, _("Only you can see it. You can share it in Memories.")),),
        undo_href=f"/memories/{memory.id}/forgetting",
        link=f"/memories/{memory.id}",
    )


async def recall(look: Reading, wanted: BaseModel) -> Answer:
    assert isinstance(wanted, ToFind)
    found = await search_memories(look, wanted.query, wanted.meaning, limit=3)
    best = [hit for hit in found if hit.score >= AS_GOOD * found[0].score]
    if not best:
        return Answer(_("I do not remember anything about that."), {}, link="/memories")
    used = [hit.id for hit in best]
    if len(best) == 1:
        sentence, values = _told(look, best[0])
        return Answer(sentence, values, used=used)
    lines = [
        say(look.viewer.language, sentence, **values)
        for sentence, values in (_told(look, hit) for hit in best)
    ]
    return Answer(_("This is what I remember."), {}, lines=lines, used=used)


def _told(look: Reading, hit: Remembered) -> tuple[str, dict[str, object]]:
    """Who said it belongs to the answer: it is their word, not the house's."""
    if hit.owner.id == look.viewer.member_id:
        return _("You told me: %(text)s"), {"text": hit.memory.text}
    return _("%(name)s told me: %(text)s"), {"name": hit.owner.name, "text": hit.memory.text}


TOOLS = (
    Tool(
        name="memory_save",
        call=_("Remember: %(text)s"),
        describes="Remember a fact that the speaker tells.",
        input=ToRemember,
        risk=Risk.OWN,
        acts=remember,
        examples=(
            "remember that Grandma's birthday is on June 5",
            "note that the spare key is with the neighbours",
            "please keep in mind that Leo is allergic to peanuts",
            "don't forget that my locker code is 4711",
        ),
    ),
    Tool(
        name="memory_search",
        call=_("Look up: %(query)s"),
        describes="Answer a question from what the family told before.",
        input=ToFind,
        risk=Risk.READ,
        reads=recall,
        examples=(
            "when is Grandma's birthday?",
            "where is the spare key?",
            "what is my locker code?",
            "what do you know about peanuts?",
            "who is the dog's vet?",
        ),
    ),
)
