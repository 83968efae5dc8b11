"""The last question is asked again, or in other words; what was done for it is never undone in silence."""

import pytest
from sqlmodel import col, select

from appliance.assistant.models import State, Utterance
from appliance.core.errors import NotFound, RuleBroken
from tests.assistant.conftest import Talk, plain
from tests.assistant.test_ask import states


async def said_in(talk: Talk, chat: int) -> list[Utterance]:
    async with talk.house.office.database.reading() as db:
        found = select(Utterance).where(Utterance.conversation_id == chat).order_by(col(Utterance.id))
        return list((await db.exec(found)).all())


async def test_an_answer_is_given_anew_in_its_place(talk: Talk) -> None:
    answer = await talk.say("Maya", "what do I have to do today?")
    await talk.say("Maya", "I fed the cat")
    asked = await talk.assistant.ask_again(talk.house.people["Maya"], answer.id or 0)
    again = await talk.answer("Maya", asked.answer_id)
    assert again.id == answer.id and again.state == State.DONE and again.tool == "chores_list"
    assert len(await said_in(talk, answer.conversation_id)) == 2
    browser = await talk.house.browser("Maya")
    shown = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert f'action="/ask/answers/{answer.id}/retry"' in shown
    assert (await browser.post(f"/ask/answers/{answer.id}/retry")).status_code == 303


async def test_what_was_done_is_not_done_twice(talk: Talk) -> None:
    answer = await talk.say("Maya", "I fed the cat")
    with pytest.raises(RuleBroken):
        await talk.assistant.ask_again(talk.house.people["Maya"], answer.id or 0)
    browser = await talk.house.browser("Maya")
    assert "/retry" not in (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert await states(talk, "Feed the cat") == ["waiting"]


async def test_only_the_last_question_is_asked_anew(talk: Talk) -> None:
    first = await talk.say("Maya", "what do I have to do today?")
    await talk.say("Maya", "how many stars do I have?", first.conversation_id)
    with pytest.raises(RuleBroken):
        await talk.assistant.ask_again(talk.house.people["Maya"], first.id or 0)
    question = (await said_in(talk, first.conversation_id))[0]
    with pytest.raises(RuleBroken):
        await talk.assistant.reword(talk.house.people["Maya"], question.id or 0, "what do I have to do?")


async def test_a_question_in_other_words_takes_the_place_of_the_old_one(talk: Talk) -> None:
    answer = await talk.say("Maya", "what is the quixotry of France?")
    question, _answer = await said_in(talk, answer.conversation_id)
    browser = await talk.house.browser("Maya")
    chat = f"/ask/{answer.conversation_id}"
    shown = (await browser.get(f"{chat}?change={question.id}")).text
    assert (
        f'action="/ask/questions/{question.id}/rewording"' in shown
        and "quixotry of France?</textarea>" in shown
    )
    sent = {"text": "what do I have to do today?"}
    assert (await browser.post(f"/ask/questions/{question.id}/rewording", sent)).headers["location"] == chat
    said = await said_in(talk, answer.conversation_id)
    assert [one.id for one in said] == [question.id, answer.id]
    assert said[0].text == sent["text"] and said[1].tool == "chores_list"
    assert "quixotry" not in (await browser.get(chat)).text
    empty = await browser.post(f"/ask/questions/{question.id}/rewording", {"text": ""})
    assert empty.status_code == 422 and 'aria-invalid="true"' in empty.text


async def test_what_was_done_for_the_old_words_stays_with_its_card(talk: Talk) -> None:
    answer = await talk.say("Maya", "I fed the cat")
    question, _answer = await said_in(talk, answer.conversation_id)
    await talk.assistant.reword(talk.house.people["Maya"], question.id or 0, "what do I have to do today?")
    said = await said_in(talk, answer.conversation_id)
    assert len(said) == 4 and said[0].reworded_at is not None and said[0].text == "I fed the cat"
    assert await states(talk, "Feed the cat") == ["waiting"]
    browser = await talk.house.browser("Maya")
    shown = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert "What was done for it stays done" in plain(shown) and f'action="{answer.undo_href}"' in shown


async def test_nobody_asks_for_somebody_else(talk: Talk) -> None:
    answer = await talk.say("Leo", "what do I have to do today?")
    question = (await said_in(talk, answer.conversation_id))[0]
    for name in ("Elena", "Maya", "Ada"):
        with pytest.raises(NotFound):
            await talk.assistant.ask_again(talk.house.people[name], answer.id or 0)
        with pytest.raises(NotFound):
            await talk.assistant.reword(talk.house.people[name], question.id or 0, "hello")


async def test_a_program_asks_anew(talk: Talk) -> None:
    api = await talk.house.api("Maya")
    answer = (await api.post("/api/v1/ask", json={"text": "what do I have to do today?"})).json()
    again = (await api.post(f"/api/v1/ask/answers/{answer['id']}/retry")).json()
    assert again == answer
    question = (await said_in(talk, answer["chat"]))[0]
    sent = {"text": "how many stars do I have?"}
    assert (await api.put(f"/api/v1/ask/questions/{question.id}", json=sent)).json()[
        "tool"
    ] == "points_balance"
