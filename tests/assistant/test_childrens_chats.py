"""What a parent sees of a child's chats, and what the child is told of it."""

from sqlmodel import select

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.actions.conversations import Told, ask_question, give_answer
from appliance.assistant.models import Sees
from appliance.core.audit import AuditRow
from tests.assistant.conftest import plain
from tests.support.house import House


async def decide(house: House, child: Sees, teen: Sees = Sees.NOTHING) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await change_chat_rules(work, ChatPlan(365, child, teen))


async def talked(house: House, name: str, question: str, answer: str, tool: str = "") -> int:
    async with house.office.work(house.people[name], "ask") as work:
        asked = await ask_question(work, None, question)
        await give_answer(work, asked.answer_id, Told(answer, "instant", tool=tool))
    return asked.conversation_id


def chats_of(house: House, name: str) -> str:
    return f"/family/members/{house.people[name].member_id}/chats"


async def test_of_a_child_parents_see_when_and_about_what_and_no_word_of_it(house: House) -> None:
    chat = await talked(house, "Maya", "do I have to feed the ocelot?", "Yes, the ocelot.", "chores_list")
    browser = await house.browser("Elena")
    shown = (await browser.get(chats_of(house, "Maya"))).text
    assert "Chores" in plain(shown) and "1 question" in shown and "ocelot" not in shown
    assert (await browser.get(f"{chats_of(house, 'Maya')}/{chat}")).status_code == 404
    maya = await house.browser("Maya")
    assert "They cannot see your words." in plain((await maya.get("/ask")).text)


async def test_of_a_teenager_parents_see_nothing_unless_the_family_decides_otherwise(house: House) -> None:
    await talked(house, "Leo", "what is an ocelot?", "A cat.", "memory_search")
    browser = await house.browser("Elena")
    assert "Nothing to see here" in (await browser.get(chats_of(house, "Leo"))).text
    await decide(house, Sees.TOPICS, Sees.TOPICS)
    assert "Nothing to see here" in (await browser.get(chats_of(house, "Leo"))).text
    await talked(house, "Leo", "how much time is left?", "An hour.", "screen_time_left")
    shown = plain((await browser.get(chats_of(house, "Leo"))).text)
    assert "Screen time" in shown and "Things to remember" not in shown


async def test_a_chat_is_read_with_a_button_and_the_child_is_shown_it(house: House) -> None:
    await decide(house, Sees.EVERYTHING)
    chat = await talked(house, "Maya", "what is an ocelot?", "A spotted cat.")
    browser, page = await house.browser("Elena"), f"{chats_of(house, 'Maya')}/{chat}"
    before = await browser.get(page)
    assert "ocelot" not in before.text and "Maya sees that you read it" in plain(before.text)
    maya = await house.browser("Maya")
    assert "read this chat" not in (await maya.get(f"/ask/{chat}")).text
    assert (await browser.post(f"{page}/reading")).headers["location"] == page
    shown = (await browser.get(page)).text
    assert "ocelot" in shown and "spotted cat" in shown and "<form" not in shown.partition("<main")[2]
    assert "Elena read this chat" in plain((await maya.get(f"/ask/{chat}")).text)
    async with house.office.database.reading() as db:
        assert "ChatRead" in (await db.exec(select(AuditRow.verb))).all()
    assert "ocelot" not in (await (await house.browser("Marco")).get(page)).text
    house.clock.forward(hours=2)
    assert "ocelot" not in (await browser.get(page)).text


async def test_nothing_that_was_said_before_is_opened_by_a_change(house: House) -> None:
    chat = await talked(house, "Maya", "what is an ocelot?", "A spotted cat.")
    await decide(house, Sees.EVERYTHING)
    async with house.office.work(house.people["Maya"], "ask") as work:
        asked = await ask_question(work, chat, "and a lynx?")
        await give_answer(work, asked.answer_id, Told("A cat, too.", "house"))
    browser, page = await house.browser("Elena"), f"{chats_of(house, 'Maya')}/{chat}"
    await browser.post(f"{page}/reading")
    shown = (await browser.get(page)).text
    assert "lynx" in shown and "ocelot" not in shown
    await decide(house, Sees.TOPICS)
    assert (await browser.get(page)).status_code == 404


async def test_a_change_is_announced_until_the_child_has_asked_under_it(house: House) -> None:
    await talked(house, "Maya", "what is an ocelot?", "A spotted cat.")
    house.clock.forward(hours=1)
    await decide(house, Sees.EVERYTHING)
    browser = await house.browser("Maya")
    for page in ("/ask", "/ask/chats"):
        shown = plain((await browser.get(page)).text)
        assert "This is new. Your parents can read what you say here." in shown
        assert "Elena decided it" in shown and "What you said before stays as it was." in shown
    house.clock.forward(minutes=1)
    await talked(house, "Maya", "and a lynx?", "A cat, too.")
    shown = plain((await browser.get("/ask")).text)
    assert "This is new." not in shown and "Your parents can read what you say here." in shown
    assert "This is new." not in plain((await (await house.browser("Leo")).get("/ask")).text)


async def test_a_childs_own_memories_stay_theirs_in_a_chat_that_parents_read(house: House) -> None:
    await decide(house, Sees.EVERYTHING)
    chat = await talked(
        house, "Maya", "remember my ocelot is called Pim", "I will remember Pim", "memory_save"
    )
    page = f"{chats_of(house, 'Maya')}/{chat}"
    for name in ("Elena", "Marco"):
        browser = await house.browser(name)
        await browser.post(f"{page}/reading")
        shown = (await browser.get(page)).text
        assert "Pim" not in shown and "belongs to" in shown
    api = await house.api("Elena")
    maya = house.people["Maya"].member_id
    said = (await api.post(f"/api/v1/members/{maya}/chats/{chat}/reading")).json()
    assert {one["text"] for one in said} == {""} and {one["state"] for one in said} == {"private"}


async def test_parents_and_guests_have_their_chats_to_themselves_and_siblings_see_none(house: House) -> None:
    await decide(house, Sees.EVERYTHING, Sees.EVERYTHING)
    await talked(house, "Marco", "what is an ocelot?", "A spotted cat.")
    await talked(house, "Maya", "what is an ocelot?", "A spotted cat.")
    elena = await house.browser("Elena")
    assert (await elena.get(chats_of(house, "Marco"))).status_code == 404
    for name in ("Leo", "Maya", "Ada", "Tobi"):
        browser = await house.browser(name)
        assert (await browser.get(chats_of(house, "Maya"))).status_code == 404
    assert "parents" not in plain((await elena.get("/ask")).text).partition("Good")[0]


async def test_what_a_child_deletes_is_gone_for_the_parents_too(house: House) -> None:
    await decide(house, Sees.EVERYTHING)
    chat = await talked(house, "Maya", "what is an ocelot?", "A spotted cat.")
    page = f"{chats_of(house, 'Maya')}/{chat}"
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    await elena.post(f"{page}/reading")
    assert (await maya.post(f"/ask/{chat}/deletion")).status_code == 303
    assert (await elena.get(page)).status_code == 404
