"""What the assistant itself can do: remember, and look up what it remembers."""

from abc import ABC, abstractmethod

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Likeness, Meaning, Memory, Source
from appliance.assistant.policy import may_change_memory
from appliance.assistant.queries.memories import Remembered, memory_seen
from appliance.assistant.queries.pairs import pairs_open
from appliance.assistant.queries.searching import search_memories
from appliance.assistant.rules.alike import same_fact
from appliance.core.errors import NotFound, RuleBroken
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


class ToForget(ByMeaning):
    query: str = Field(min_length=1, max_length=500, description="What to forget, the thing alone")
    memory: int | None = Field(None, ge=1, le=2**63 - 1, description="Its number, where exactly one is meant")

    @property
    def words(self) -> str:
        return self.query


async def remember(work: Work, wanted: BaseModel) -> Answer:
    assert isinstance(wanted, ToRemember)
    memory = await save_memory(work, wanted.text, source=Source.SAID, meaning=wanted.meaning)
    where = f"/memories/{memory.id}"
    if memory.created_at != work.now:
        return Answer(_("I knew that already: %(text)s"), {"text": memory.text}, link=where)
    return Answer(
        _("I will remember: %(text)s"),
        {"text": memory.text},
        lines=await _besides(work, memory),
        undo_href=f"{where}/forgetting",
        link=where,
    )


async def _besides(work: Work, memory: Memory) -> list[str]:
    """What is asked about it, or who may see it."""
    me, language = work.actor.member_id, work.actor.language
    for two in await pairs_open(work, 1, memory.id):
        if two.pair.likeness == Likeness.CONTRARY and two.older.owner_id == me:
            return [say(language, _("You told me: “%(text)s”. Replace it?"), text=two.older.text)]
        return [say(language, _("I know something like it: “%(text)s”."), text=two.older.text)]
    return [say(language, _("Only you can see it. You can share it in Memories."))]


async def recall(look: Reading, wanted: BaseModel) -> Answer:
    assert isinstance(wanted, ToFind)
    found = await search_memories(look, wanted.query, wanted.meaning, limit=3)
    best = _as_good(found)
    if not best:
        return Answer(_("I do not remember anything about that."), {}, link="/memories")
    used, fits = [hit.id for hit in best], [hit.fit.value for hit in best if hit.fit]
    facts = _together(best)
    if len(facts) == 1:
        sentence, values = _told(look, facts[0])
        return Answer(sentence, values, used=used, fits=fits)
    lines = [
        say(look.viewer.language, sentence, **values)
        for sentence, values in (_told(look, fact) for fact in facts)
    ]
    return Answer(_("This is what I remember."), {}, lines=lines, used=used, fits=fits)


async def which_to_forget(look: Reading, wanted: BaseModel) -> list[BaseModel]:
    """Each with the memory's own words: what is said yes to is what is erased."""
    assert isinstance(wanted, ToForget)
    if wanted.memory is not None:
        return [wanted]
    found = await search_memories(look, wanted.query, wanted.meaning, limit=6)
    mine = [hit for hit in found if may_change_memory(look.viewer, hit.memory)]
    if not mine:
        raise NotFound(_("I do not remember anything about that."))
    return [ToForget(query=hit.memory.text, memory=hit.id) for hit in _as_good(mine)[:3]]


async def forget(work: Work, wanted: BaseModel) -> Answer:
    assert isinstance(wanted, ToForget)
    exact = await which_to_forget(work, wanted)
    if len(exact) > 1:
        raise RuleBroken(_("I remember several things like that. Say which one."))
    (one,) = exact
    assert isinstance(one, ToForget) and one.memory is not None
    memory = (await memory_seen(work, one.memory)).memory
    if memory.text != one.query:
        raise RuleBroken(_("This was changed meanwhile. Please say it once more."))
    await forget_memory(work, one.memory)
    return Answer(_("It is forgotten. Old backups hold it until they are deleted."), {}, link="/memories")


def _as_good(found: list[Remembered]) -> list[Remembered]:
    return [hit for hit in found if hit.score >= AS_GOOD * found[0].score]


def _together(found: list[Remembered]) -> list[list[Remembered]]:
    """What several people told is one fact with several sources."""
    facts: list[list[Remembered]] = []
    for hit in found:
        same = next((fact for fact in facts if same_fact(fact[0].memory.text, hit.memory.text)), None)
        if same is None:
            facts.append([hit])
        else:
            same.append(hit)
    return facts


def _told(look: Reading, fact: list[Remembered]) -> tuple[str, dict[str, object]]:
    """Who said it belongs to the answer: it is their word, not the house's."""
    text, me = fact[0].memory.text, look.viewer.member_id
    names = [hit.owner.name for hit in fact if hit.owner.id != me]
    if not names:
        return _("You told me: %(text)s"), {"text": text}
    if len(names) < len(fact):
        return _("You and %(names)s told me: %(text)s"), {"names": ", ".join(names), "text": text}
    if len(names) > 1:
        return _("%(names)s told me: %(text)s"), {"names": ", ".join(names), "text": text}
    return _("%(name)s told me: %(text)s"), {"name": names[0], "text": text}


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
    Tool(
        name="memory_forget",
        call=_("Forget: %(query)s"),
        describes="Forget something that was remembered; it cannot be brought back.",
        input=ToForget,
        risk=Risk.OTHERS,
        acts=forget,
        narrows=which_to_forget,
        examples=(
            "forget my locker code",
            "forget what I told you about the plumber",
            "please delete the memory about the spare key",
            "you can forget that Leo likes olives",
        ),
    ),
)
