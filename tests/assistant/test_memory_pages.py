"""Memories as the family meets them: on the page, through the API, and when no model is there."""

import re

import pytest

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.jobs import let_go, make_vectors
from appliance.assistant.models import Audience
from appliance.assistant.queries.searching import search_memories
from appliance.core.i18n import LANGUAGES
from tests.assistant.conftest import Talk, plain
from tests.support.house import House


async def tell(house: House, name: str, text: str, audience: Audience = Audience.FAMILY) -> int:
    async with house.office.work(house.people[name]) as work:
        return (await save_memory(work, text, visible_to=audience)).id or 0


async def test_a_memory_is_told_found_corrected_and_forgotten_without_scripts(house: House) -> None:
    browser = await house.browser("Elena")
    assert "Nothing yet" in (await browser.get("/memories")).text
    told = {"text": "The spare key lies under the <b>frog</b>", "visible_to": "parents"}
    assert (await browser.post("/memories", told)).status_code == 303
    shown = (await browser.get("/memories")).text
    assert "&lt;b&gt;frog" in shown and "seen by the parents" in shown
    memory = re.search(r'href="(/memories/\d+)"', shown)
    assert memory is not None
    corrected = await browser.post(f"{memory[1]}/correction", {"text": "The spare key lies under the toad"})
    assert corrected.status_code == 303
    where = corrected.headers["location"]
    assert "toad" in (await browser.get(where)).text
    assert (await browser.post(f"{where}/visibility", {"visible_to": "family"})).status_code == 303
    maya = await house.browser("Maya")
    assert "toad" in (await maya.get("/memories")).text
    assert "cannot be brought back" in (await browser.get(f"{where}/forgetting")).text
    assert (await browser.post(f"{where}/forgetting")).status_code == 303
    assert "toad" not in (await maya.get("/memories")).text
    assert (await browser.get(where)).status_code == 404


async def test_a_wrong_form_is_shown_again_as_typed(house: House) -> None:
    browser = await house.browser("Leo")
    empty = await browser.post("/memories", {"text": "", "visible_to": "family"})
    assert empty.status_code == 422 and "Please fill this in." in empty.text
    odd = await browser.post("/memories", {"text": "My code is 4711", "visible_to": "everybody"})
    assert odd.status_code == 422 and "My code is 4711</textarea>" in odd.text


async def test_a_child_sees_who_may_change_what_others_told(house: House) -> None:
    memory = await tell(house, "Marco", "Leo is allergic to peanuts")
    browser = await house.browser("Maya")
    shown = await browser.get(f"/memories/{memory}")
    assert "Only Marco or a parent can change this." in plain(shown.text) and "<textarea" not in shown.text
    assert (await browser.post(f"/memories/{memory}/forgetting")).status_code == 403
    assert (await browser.post(f"/memories/{memory}/correction", {"text": "no"})).status_code == 403
    assert (
        await browser.post(f"/memories/{memory}/visibility", {"visible_to": "private"})
    ).status_code == 403


async def test_one_familys_memories_do_not_exist_for_the_other(house: House) -> None:
    memory = await tell(house, "Elena", "The alarm code is 9876")
    browser, api = await house.browser("Ada"), await house.api("Ada")
    await browser.get("/memories")
    assert "9876" not in (await browser.get("/memories?q=alarm+code")).text
    for path in ("", "/forgetting"):
        assert (await browser.get(f"/memories/{memory}{path}")).status_code == 404
    assert (await browser.post(f"/memories/{memory}/forgetting")).status_code == 404
    assert (await api.get("/api/v1/memories", params={"q": "alarm code 9876"})).json() == []
    assert (await api.delete(f"/api/v1/memories/{memory}")).status_code == 404


async def test_the_api_does_what_the_page_does(house: House) -> None:
    api = await house.api("Leo")
    made = await api.post("/api/v1/memories", json={"text": "My bike lock is 1234"})
    assert made.status_code == 201 and made.json()["visible_to"] == "private"
    memory = made.json()["id"]
    assert (await api.get("/api/v1/memories", params={"q": "bike"})).json()[0]["id"] == memory
    new = (await api.put(f"/api/v1/memories/{memory}", json={"text": "My bike lock is 4321"})).json()
    shared = await api.put(f"/api/v1/memories/{new['id']}/visibility", json={"visible_to": "family"})
    assert shared.json()["visible_to"] == "family"
    assert (await api.delete(f"/api/v1/memories/{new['id']}")).status_code == 204
    assert (await api.get(f"/api/v1/memories/{new['id']}")).status_code == 404
    for wrong in ({"text": ""}, {"text": "x", "owner_id": 1}, {"text": "x", "visible_to": "all"}):
        assert (await api.post("/api/v1/memories", json=wrong)).status_code in (400, 422)


async def test_what_was_saved_without_the_model_gets_its_meaning_later(talk: Talk) -> None:
    house, elena = talk.house, talk.house.people["Elena"]
    await tell(house, "Elena", "Grandma Rosa's birthday is on June 5")
    meaning = await talk.assistant.models.meaning_of("when does granny celebrate?")
    async with house.office.reading(elena) as look:
        assert not await search_memories(look, "granny celebrate", meaning)
    assert await make_vectors(talk.assistant.models, house.office) == 1
    assert await make_vectors(talk.assistant.models, house.office) == 0
    async with house.office.reading(elena) as look:
        assert len(await search_memories(look, "granny celebrate", meaning)) == 1
    await let_go(talk.assistant.models, house.office)


async def test_without_the_small_model_pages_and_chat_work_and_say_so(house: House, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(type(house.settings), "embedding", house.settings.data / "gone.gguf")
    browser = await house.browser("Leo")
    sent = await browser.post("/ask", {"text": "remember that my locker code is 4711"})
    shown = (await browser.get(sent.headers["location"])).text
    assert "found by their words only" in shown
    assert "4711" in (await browser.get("/memories?q=locker")).text
    elena = await house.browser("Elena")
    assert "could not be opened" in (await elena.get("/settings/assistant")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_suggestion_is_understood_at_once(talk: Talk, language: str) -> None:
    for name in ("Elena", "Leo", "Maya"):
        browser = await talk.house.browser(name)
        looks = {"face": "fox", "hue": "sky", "theme": "auto", "language": language}
        assert (await browser.post("/me/looks", looks)).status_code == 303
        shown = (await browser.get("/ask")).text
        suggested = re.findall(r'class="chip" name="text" value="([^"]+)"', shown)
        assert len(suggested) >= 3
        for text in suggested:
            answer = await talk.say(name, text.replace("&#39;", "'"))
            assert answer.tool, text
