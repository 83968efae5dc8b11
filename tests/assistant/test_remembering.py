"""How memories live: told twice, contradicted, guessed, ended, grown old, paused, taken along, erased."""

from datetime import timedelta

import pytest

from appliance.assistant.actions.forgetting import erase_mine
from appliance.assistant.actions.keeping import (
    confirm_memory,
    end_memory,
    pause_remembering,
    resume_remembering,
)
from appliance.assistant.actions.memories import change_visibility, correct_memory, save_memory
from appliance.assistant.actions.pairs import join_pair, part_pair
from appliance.assistant.models import Audience, Likeness, Memory, Source
from appliance.assistant.queries import searching
from appliance.assistant.queries.export import Scope, exported
from appliance.assistant.queries.history import history_of
from appliance.assistant.queries.memories import Standing, Wanted, memories_seen, memory_seen
from appliance.assistant.queries.overview import asked_about
from appliance.assistant.queries.pairs import Two, pairs_open
from appliance.assistant.queries.searching import search_memories
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from tests.support.house import House


async def tell(house: House, name: str, text: str, audience: Audience = Audience.PRIVATE) -> Memory:
    async with house.office.work(house.people[name]) as work:
        return await save_memory(work, text, visible_to=audience)


async def found(house: House, name: str, wanted: str) -> list[str]:
    async with house.office.reading(house.people[name]) as look:
        return [hit.memory.text for hit in await search_memories(look, wanted, None)]


async def pairs(house: House, name: str) -> list[Two]:
    async with house.office.reading(house.people[name]) as look:
        return await pairs_open(look)


async def test_what_is_told_twice_is_one_memory_with_both_sources(house: House) -> None:
    first = await tell(house, "Leo", "My locker code is 4711")
    house.clock.forward(days=2)
    again = await tell(house, "Leo", "my locker code is 4711!")
    assert again.id == first.id
    assert (await tell(house, "Leo", "My locker code is 4712")).id != first.id
    async with house.office.reading(house.people["Leo"]) as look:
        (wording,) = await history_of(look, (await memory_seen(look, first.id or 0)).memory)
        assert len(await memories_seen(look)) == 2
    assert [(told.by, told.door, told.at.day) for told in wording.told] == [
        ("Leo", "page", 10),
        ("Leo", "page", 12),
    ]


async def test_words_that_turn_a_sentence_around_are_never_taken_for_the_same(house: House) -> None:
    texts = ["Leo may eat peanuts", "Leo may not eat peanuts", "Leo can eat olives", "Leo can't eat olives"]
    texts += ["I am allergic to milk", "She is allergic to milk", "Leo is taller than Maya"]
    texts += ["Maya is taller than Leo", "The key is in the box", "The key is on the box"]
    for text in texts:
        await tell(house, "Elena", text)
    async with house.office.reading(house.people["Elena"]) as look:
        assert sorted(one.memory.text for one in await memories_seen(look)) == sorted(texts)


async def test_a_fact_that_contradicts_an_older_one_is_asked_about_and_replaces_it(house: House) -> None:
    old = await tell(house, "Elena", "The spare key is under the frog", Audience.FAMILY)
    await tell(house, "Elena", "The spare key is with the neighbours", Audience.FAMILY)
    (two,) = await pairs(house, "Elena")
    assert two.pair.likeness == Likeness.CONTRARY and two.older.id == old.id
    assert not await pairs(house, "Leo")
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Leo"]) as work:
            await join_pair(work, two.id, two.newer.id or 0)
    with pytest.raises(NotFound):
        async with house.office.work(house.people["Ada"]) as work:
            await join_pair(work, two.id, two.newer.id or 0)
    with pytest.raises(Invalid):
        async with house.office.work(house.people["Elena"]) as work:
            await join_pair(work, two.id, 4711)
    async with house.office.work(house.people["Elena"]) as work:
        kept = await join_pair(work, two.id, two.newer.id or 0)
    assert await found(house, "Leo", "where is the spare key?") == [kept.text]
    async with house.office.reading(house.people["Leo"]) as look:
        wordings = await history_of(look, (await memory_seen(look, kept.id or 0)).memory)
    assert [one.memory.text for one in wordings] == [kept.text, "The spare key is under the frog"]
    assert not await pairs(house, "Elena")


async def test_two_that_may_both_stay_are_asked_about_once(house: House) -> None:
    await tell(house, "Elena", "The yellow bin is collected on Mondays")
    await tell(house, "Elena", "The yellow bin is collected on Fridays")
    (two,) = await pairs(house, "Elena")
    async with house.office.work(house.people["Elena"]) as work:
        await part_pair(work, two.id)
    assert not await pairs(house, "Elena")
    assert len(await found(house, "Elena", "yellow bin")) == 2
    with pytest.raises(RuleBroken):
        async with house.office.work(house.people["Elena"]) as work:
            await part_pair(work, two.id)


async def test_what_somebody_told_nobody_else_is_compared_with_nothing_of_others(house: House) -> None:
    await tell(house, "Leo", "The treasure box is under my bed")
    await tell(house, "Elena", "The treasure box is in the cellar")
    await tell(house, "Marco", "The treasure box is in the attic", Audience.FAMILY)
    for name in ("Leo", "Elena", "Marco"):
        assert not await pairs(house, name)


async def test_a_private_wording_stays_private_when_its_correction_is_shared(house: House) -> None:
    first = await tell(house, "Leo", "I am in love with Nora")
    async with house.office.work(house.people["Leo"]) as work:
        second = await correct_memory(work, first.id or 0, "I play chess with Nora")
    async with house.office.work(house.people["Leo"]) as work:
        await change_visibility(work, second.id or 0, Audience.FAMILY)
    for name, expected in (("Leo", 2), ("Maya", 1)):
        async with house.office.reading(house.people[name]) as look:
            seen = await memory_seen(look, second.id or 0)
            assert len(await history_of(look, seen.memory)) == expected


async def test_a_guess_counts_only_after_a_tap_and_nobody_else_sees_it_before(house: House) -> None:
    leo = house.people["Leo"]
    async with house.office.work(leo) as work:
        guess = await save_memory(
            work, "Leo likes climbing", visible_to=Audience.FAMILY, source=Source.GUESSED
        )
    assert await found(house, "Leo", "climbing") == []
    for name in ("Elena", "Maya"):
        async with house.office.reading(house.people[name]) as look:
            assert not await memories_seen(look, wanted=Wanted(standing=Standing.GUESSED))
            with pytest.raises(NotFound):
                await memory_seen(look, guess.id or 0)
    async with house.office.reading(leo) as look:
        assert [one.id for one in await asked_about(look)] == [guess.id]
    async with house.office.work(leo) as work:
        await confirm_memory(work, guess.id or 0)
    assert await found(house, "Maya", "climbing") == ["Leo likes climbing"]


async def test_what_nobody_needed_for_a_year_is_asked_about_once(house: House) -> None:
    leo = house.people["Leo"]
    old = await tell(house, "Leo", "My bike lock is 1234")
    await tell(house, "Elena", "The vet is in Mill Lane", Audience.FAMILY)
    house.clock.forward(days=360)
    async with house.office.reading(leo) as look:
        assert not await asked_about(look)
    house.clock.forward(days=10)
    async with house.office.reading(leo) as look:
        assert [one.id for one in await asked_about(look)] == [old.id]
    async with house.office.work(leo) as work:
        await confirm_memory(work, old.id or 0)
    house.clock.forward(days=800)
    async with house.office.reading(leo) as look:
        assert not await asked_about(look)
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Leo"]) as work:
            vet = next(one for one in await memories_seen(work) if "vet" in one.memory.text)
            await confirm_memory(work, vet.id)


async def test_a_memory_holds_until_its_end_and_can_be_given_another(house: House) -> None:
    elena = house.people["Elena"]
    memory = await tell(house, "Elena", "The scaffolding stands in the yard", Audience.FAMILY)
    with pytest.raises(Invalid):
        async with house.office.work(elena) as work:
            await end_memory(work, memory.id or 0, work.now - timedelta(hours=1))
    async with house.office.work(elena) as work:
        await end_memory(work, memory.id or 0, work.now + timedelta(days=3))
    house.clock.forward(days=4)
    assert await found(house, "Leo", "scaffolding") == []
    async with house.office.reading(elena) as look:
        ended = await memories_seen(look, wanted=Wanted(standing=Standing.ENDED))
        assert [one.id for one in ended] == [memory.id] and not await memories_seen(look)
    async with house.office.work(elena) as work:
        await end_memory(work, memory.id or 0, None)
    assert await found(house, "Leo", "scaffolding") == [memory.text]


async def test_while_it_is_paused_nothing_new_is_remembered_of_that_member_alone(house: House) -> None:
    async with house.office.work(house.people["Leo"]) as work:
        await pause_remembering(work)
        await pause_remembering(work)
    with pytest.raises(RuleBroken, match="paused"):
        await tell(house, "Leo", "My locker code is 4711")
    await tell(house, "Maya", "My hamster is called Biscuit")
    async with house.office.work(house.people["Leo"]) as work:
        await resume_remembering(work)
    assert (await tell(house, "Leo", "My locker code is 4711")).id


async def test_one_takes_along_what_is_ones_own_and_an_owner_what_the_family_shares(house: House) -> None:
    first = await tell(house, "Leo", "My shoe size is 40")
    async with house.office.work(house.people["Leo"]) as work:
        await correct_memory(work, first.id or 0, "My shoe size is 41")
    await tell(house, "Maya", "The hamster is called Biscuit", Audience.FAMILY)
    await tell(house, "Elena", "Leo gets a bicycle")
    async with house.office.reading(house.people["Leo"]) as look:
        (mine,) = await exported(look, Scope.MINE)
        with pytest.raises(NotAllowed):
            await exported(look, Scope.FAMILY)
    assert (mine.text, [one.text for one in mine.earlier]) == ("My shoe size is 41", ["My shoe size is 40"])
    assert [told.by for told in mine.told] == ["Leo", "Leo"]
    async with house.office.reading(house.people["Elena"]) as look:
        texts = {row.text for row in await exported(look, Scope.FAMILY)}
    assert texts == {"The hamster is called Biscuit", "Leo gets a bicycle"}


async def test_all_that_one_told_is_erased_at_once_and_nothing_of_others(house: House) -> None:
    for text, audience in (("Mine alone", Audience.PRIVATE), ("For us all", Audience.FAMILY)):
        await tell(house, "Leo", text, audience)
    await tell(house, "Maya", "The hamster is called Biscuit", Audience.FAMILY)
    with pytest.raises(RuleBroken):
        async with house.office.work(house.people["Leo"]) as work:
            await erase_mine(work, 1)
    async with house.office.work(house.people["Leo"]) as work:
        assert await erase_mine(work, 2) == 2
    async with house.office.reading(house.people["Leo"]) as look:
        assert [one.owner.name for one in await memories_seen(look)] == ["Maya"]


async def test_what_others_keep_to_themselves_never_hides_ones_own(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "FIRST", 5)
    await tell(house, "Leo", "My jam is apricot")
    async with house.office.work(house.people["Elena"]) as work:
        for number in range(8):
            await save_memory(work, f"Jar {number} holds jam")
    assert await found(house, "Leo", "jam") == ["My jam is apricot"]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Schlüssel", "Der Waschmaschinenschlüssel liegt im Keller"),
        ("schluessel fahrrad", "Der Fahrradschlüssel hängt neben der Tür"),
        ("Wo ist der Geburtstagskuchen?", "Omas Geburtstag ist am fünften Juni"),
        ("Mülltonne", "Die Mülltonnen werden dienstags geleert"),
        ("Müll", "Die Restmülltonne steht im Hof"),
        ("Zahnärztin", "Unsere Zahnärztin heißt Frau Möbius"),
        ("straße größe", "Leos Schuhgröße ist 38"),
        ("Was mag Oma?", "Omas liebster Kuchen ist Streusel"),
        ("Omas Kuchen", "Am liebsten isst Oma Streusel"),
    ],
)
async def test_german_compounds_and_umlauts_are_found(house: House, asked: str, text: str) -> None:
    await tell(house, "Elena", "Der Hund frisst keine Karotten")
    await tell(house, "Elena", text)
    assert (await found(house, "Elena", asked))[:1] == [text]
