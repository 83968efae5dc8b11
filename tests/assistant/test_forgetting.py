"""A forgotten memory is nowhere any more: in no file of the house, in no chat, in nothing that waits."""

import re

import numpy

from appliance.assistant.actions.memories import correct_memory, save_memory
from appliance.assistant.intents import Understanding
from appliance.assistant.jobs import let_go
from appliance.assistant.models import Audience, Memory
from appliance.assistant.queries.memories import memories_seen
from tests.assistant.conftest import Talk, plain
from tests.assistant.test_confirmations import buttons, call, tap, waiting, way_of

SECRET = "The Xylophonkiste code is Quetzalcoatl 730915"
WORDS = ("xyloph", "quetzal", "730915", "lophonk", "popocat")


def left_of(talk: Talk, *vectors: bytes) -> list[str]:
    """What of it still stands in any file of the data directory."""
    files = [path for path in talk.house.settings.data.rglob("*") if path.is_file()]
    raw = b"".join(path.read_bytes() for path in files)
    found = [word for word in WORDS if word.encode() in raw.lower()]
    return found + ["a vector" for vector in vectors if vector[:64] in raw or signs(vector) in raw]


def signs(vector: bytes) -> bytes:
    """As sqlite-vec keeps them: a bit for each dimension."""

    return bytes(numpy.packbits(numpy.frombuffer(vector, "<f4") > 0, bitorder="little").tobytes())


async def only_one(talk: Talk, name: str) -> Memory:
    async with talk.house.office.reading(talk.house.people[name]) as look:
        (one,) = await memories_seen(look)
        return one.memory


async def test_no_file_of_the_house_holds_a_byte_of_what_was_told_asked_and_forgotten(talk: Talk) -> None:
    house, models = talk.house, talk.assistant.models
    browser, api = await house.browser("Elena"), await house.api("Elena")
    told = await talk.say("Elena", f"remember that {SECRET}")
    asked = Understanding("memory_search", {"query": "what is the Xylophonkiste code?"}, 1.0)
    answer = await call(talk, "Elena", asked, await way_of(talk, browser, "Elena"))
    assert SECRET in answer.text
    await api.post(
        "/api/v1/memories",
        json={"text": "The Xylophonkiste lock is Popocatepetl"},
        headers={"idempotency-key": "12345678-a"},
    )
    await browser.get("/memories?q=Xylophonkiste")
    async with house.office.reading(house.people["Elena"]) as look:
        ids = [one.id for one in await memories_seen(look)]
    meanings = [await models.meaning_of(text) for text in (SECRET, "The Xylophonkiste lock is Popocatepetl")]
    vectors = [meaning.vector for meaning in meanings if meaning]
    await house.office.database.truncate_log()
    assert len(vectors) == 2 and len(left_of(talk, *vectors)) == len(WORDS) + 2
    async with house.office.work(house.people["Elena"]) as work:
        later = await correct_memory(work, ids[-1], f"{SECRET} or Popocatepetl")
    for memory in (later.id, ids[0]):
        assert (await browser.post(f"/memories/{memory}/forgetting")).status_code == 303
    await let_go(models, house.office)
    assert left_of(talk, *vectors) == []
    page = plain((await browser.get(f"/ask/{told.conversation_id}")).text)
    assert "(forgotten)" in page and "Xylophon" not in page


async def test_one_clear_memory_is_forgotten_after_a_tap_that_says_its_words(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    await talk.say("Leo", f"remember that {SECRET}")
    way = await way_of(talk, browser, "Leo")
    answer = await call(
        talk, "Leo", Understanding("memory_forget", {"query": "the code of the Xylophonkiste"}, 1.0), way
    )
    assert answer.text == f"Forget: {SECRET}"
    assert (await only_one(talk, "Leo")).text == SECRET
    assert await tap(talk, browser, answer.conversation_id, f"Forget: {SECRET}") == 303
    page = plain((await browser.get(f"/ask/{answer.conversation_id}")).text)
    assert "It is forgotten." in page and (await waiting(talk)).args == ""
    await let_go(talk.assistant.models, talk.house.office)
    assert left_of(talk) == []


async def test_of_several_that_may_be_meant_each_is_a_button_of_its_own(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    for text in ("My locker code is 4711", "My locker is in the second corridor"):
        await talk.say("Leo", f"remember that {text}")
    way = await way_of(talk, browser, "Leo")
    answer = await call(talk, "Leo", Understanding("memory_forget", {"query": "my locker"}, 1.0), way)
    shown = (await browser.get(f"/ask/{answer.conversation_id}")).text
    offered = [label for label in buttons(shown) if label.startswith("Forget: ")]
    assert sorted(offered) == [
        "Forget: My locker code is 4711",
        "Forget: My locker is in the second corridor",
    ]


async def test_what_was_changed_while_it_waited_is_not_forgotten(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    await talk.say("Leo", "remember that my locker code is 4711")
    way = await way_of(talk, browser, "Leo")
    answer = await call(talk, "Leo", Understanding("memory_forget", {"query": "locker code"}, 1.0), way)
    memory = await only_one(talk, "Leo")
    async with talk.house.office.work(talk.house.people["Leo"]) as work:
        await correct_memory(work, memory.id or 0, "my locker code is 9999")
    label = next(
        label
        for label in buttons((await browser.get(f"/ask/{answer.conversation_id}")).text)
        if "4711" in label
    )
    await tap(talk, browser, answer.conversation_id, label)
    assert (await only_one(talk, "Leo")).text == "my locker code is 9999"


async def test_nobody_forgets_what_somebody_else_told_them_alone(talk: Talk) -> None:
    await talk.say("Leo", "remember that my locker code is 4711")
    browser = await talk.house.browser("Elena")
    way = await way_of(talk, browser, "Elena")
    answer = await call(talk, "Elena", Understanding("memory_forget", {"query": "locker code"}, 1.0), way)
    assert answer.text == "I do not remember anything about that."


async def test_an_answer_says_why_it_was_given_and_where_it_was_told(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    told = await talk.say("Elena", "remember that Grandma Rosa's birthday is on June 5")
    answer = await talk.say("Elena", "when is Grandma's birthday?", told.conversation_id)
    page = plain((await browser.get(f"/ask/{told.conversation_id}")).text)
    assert answer.fits == ["both"]
    assert "Its words and what it means fit what you asked. You may see it because you told it." in page
    memory = (await browser.get(f"/memories/{answer.used[0]}")).text
    assert f'<a href="/ask/{told.conversation_id}">' in memory and "Last needed on" in memory


async def test_a_contradiction_is_asked_about_where_it_was_told(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    await talk.say("Leo", "remember that my locker code is 4711")
    again = await talk.say("Leo", "remember that my locker code is 9999")
    assert "You told me: “my locker code is 4711”. Replace it?" in again.lines[0]
    shown = (await browser.get(again.link)).text
    keep = re.search(r'action="(/memories/pairs/\d+/joining)".*?name="keep" value="(\d+)"', shown, re.S)
    assert keep and "Replace it?" in shown
    assert (await browser.post(keep[1], {"keep": keep[2]})).status_code == 303
    answer = await talk.say("Leo", "what is my locker code?")
    assert "9999" in answer.text and "4711" not in answer.text


async def test_what_two_people_told_is_one_answer_that_names_both(talk: Talk) -> None:
    for name in ("Elena", "Marco"):
        async with talk.house.office.work(talk.house.people[name]) as work:
            await save_memory(work, "The dog's vet is Dr. Brandt", visible_to=Audience.FAMILY)
    for name, said in (("Maya", "Marco, Elena told me"), ("Marco", "You and Elena told me")):
        answer = await talk.say(name, "who is the dog's vet?")
        assert answer.text == f"{said}: The dog's vet is Dr. Brandt" and len(answer.used) == 2


async def test_while_it_is_paused_the_chat_says_so_and_keeps_nothing(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    assert (await browser.post("/memories/pause")).status_code == 303
    answer = await talk.say("Leo", "remember that my locker code is 4711")
    assert answer.text.startswith("Remembering is paused for you.")
    assert "Remembering is paused for you since" in (await browser.get("/memories")).text
    assert (await browser.post("/memories/pause/end")).status_code == 303
    assert (await talk.say("Leo", "remember that my locker code is 4711")).undo_href
