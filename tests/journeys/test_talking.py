"""The family talks with the house: commands at once, the rest by a chat model that is added meanwhile."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import Home
from tests.support.tiny_model import make_tiny_model

QUESTION = "why is the sky blue?"
A_WHILE = 60_000  # ms: the first sentence of a new house waits until its examples are learned
AT_ONCE = 3.0  # seconds until an answer that was stopped has ended, on a busy machine; well under one else
MODEL = "chatterbox"


@pytest.fixture(scope="module")
def maya(riveras: Home) -> Page:
    return riveras.page_of("Maya")


@pytest.fixture(scope="module")
def leo(riveras: Home) -> Page:
    return riveras.page_of("Leo", "desk")


@pytest.fixture(scope="module")
def chatty(riveras: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A model slow enough that it still talks when somebody stops it; taken out for whoever comes next."""
    file = tmp_path_factory.mktemp("model") / f"{MODEL}.gguf"
    make_tiny_model(file, layers=8, width=640)
    yield appliance(riveras, "model", "add", file)
    appliance(riveras, "model", "remove", MODEL)


def appliance(home: Home, *words: str | Path) -> str:
    """A command beside the running service."""
    command = [
        str(Path(sys.executable).parent / "appliance"),
        *map(str, words),
        "--data",
        str(home.served.data),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def ask(page: Page, home: Home, text: str) -> Locator:
    """The first words of a new chat; what is answered to them."""
    page.goto(home.at("/ask"))
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    page.wait_for_url(re.compile(r"/ask/\d+$"), timeout=A_WHILE)
    return page.get_by_role("log").locator(".answer").last


def spoken(answer: Locator) -> str:
    return answer.locator("[data-said]").inner_text()


def talks(page: Page, longer_than: int = 0) -> None:
    page.wait_for_function(
        "(length) => (document.querySelector('[data-said]')?.textContent.length ?? 0) > length",
        arg=longer_than,
    )


def stop(page: Page) -> None:
    """By the keyboard: the button moves down with every line, and a finger of a test hits where it was."""
    with page.expect_response(re.compile("/stop$")):
        page.get_by_role("button", name="Stop answering").press("Enter")


def test_i_fed_the_cat_is_done_and_can_be_undone(riveras: Home, maya: Page) -> None:
    answer = ask(maya, riveras, "i fed the cat!")
    expect(answer).to_contain_text("Feed the cat")
    riveras.open(maya, "/today")
    expect(maya.locator(".kcard", has_text="Feed the cat")).to_contain_text("Waiting for Mum or Dad")
    maya.go_back()
    with maya.expect_response(re.compile(r"/undo(\?|$)")):
        maya.get_by_role("log").get_by_role("button", name="Undo").click()
    expect(maya.get_by_role("log")).to_contain_text("Taken back.")
    riveras.open(maya, "/today")
    expect(maya.get_by_role("button", name=re.compile("Feed the cat"))).to_be_visible()


def test_without_a_chat_model_the_house_says_so_and_does_nothing(riveras: Home, leo: Page) -> None:
    answer = ask(leo, riveras, QUESTION)
    expect(answer).to_contain_text("I did nothing")
    expect(answer).to_contain_text("I would need a chat model: ask a parent.")


def test_the_last_question_is_asked_again_and_in_other_words(riveras: Home, maya: Page) -> None:
    ask(maya, riveras, "please polish the moon")
    log = maya.get_by_role("log")
    with maya.expect_response(re.compile("/retry$")):
        log.get_by_role("button", name="Ask again").click()
    expect(maya.locator("#toasts")).to_contain_text("Asked again.")
    log.get_by_role("link", name="Ask differently").click()
    expect(maya.get_by_label("Your message")).to_have_value("please polish the moon")
    maya.get_by_label("Your message").fill("how many stars do i have?")
    maya.get_by_label("Your message").press("Enter")
    expect(log.locator(".answer").last).to_contain_text(re.compile(r"\d+ (stars|points)"))
    expect(log).not_to_contain_text("polish the moon")


def test_a_chat_is_renamed_found_by_its_words_and_deleted(riveras: Home, leo: Page) -> None:
    leo.get_by_role("link", name="Rename").click()
    leo.get_by_label("Title").fill("The sky")
    leo.get_by_role("button", name="Save").click()
    expect(leo.get_by_role("heading", name="The sky")).to_be_visible()
    leo.get_by_role("link", name="Earlier chats").click()
    leo.get_by_label("Search your chats").fill("sky blu")
    leo.get_by_role("button", name="Search", exact=True).click()
    found = leo.locator("li.row")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("why is the sky blue?")
    found.get_by_role("button", name="Delete this chat: The sky").click()
    expect(leo.locator("#toasts")).to_contain_text("The chat is deleted.")
    leo.goto(riveras.at("/ask/chats?q=sky"))
    expect(leo.get_by_text("Nothing found")).to_be_visible()


def test_what_parents_see_is_decided_told_and_shown(riveras: Home, maya: Page) -> None:
    """Not backwards: what Maya said until now stays as she was told then."""
    elena = riveras.page_of("Elena", "desk")
    elena.goto(riveras.at("/settings/chats"))
    child = elena.get_by_role("group", name="What parents see of a child’s chats")
    child.get_by_role("radio", name="Everything").check(force=True)
    elena.get_by_role("button", name="Save").click()
    maya.goto(riveras.at("/ask"))
    expect(maya.get_by_role("main")).to_contain_text("This is new. Your parents can read what you say here.")
    answer = ask(maya, riveras, "what do i have to do today?")
    expect(answer).to_contain_text("to do")
    elena.get_by_role("link", name="Chats of Maya").click()
    expect(elena.get_by_role("link", name=re.compile("Open the chat"))).to_have_count(1)
    elena.get_by_role("link", name=re.compile("Open the chat")).click()
    expect(elena.get_by_role("main")).not_to_contain_text("what do i have to do today?")
    elena.get_by_role("button", name="Read this chat").click()
    expect(elena.get_by_role("main")).to_contain_text("what do i have to do today?")
    maya.reload()
    expect(maya.get_by_role("main")).to_contain_text("Elena read this chat")
    elena.context.close()


def test_a_model_is_added_beside_the_running_house(chatty: str, riveras: Home) -> None:
    assert MODEL in chatty and "answers with it from now on" in chatty
    elena = riveras.page_of("Elena")
    elena.goto(riveras.at("/settings/assistant"))
    expect(elena.get_by_text(MODEL).first).to_be_visible()
    elena.context.close()


def test_an_answer_grows_word_by_word_and_stop_ends_it(chatty: str, riveras: Home, leo: Page) -> None:
    answer = ask(leo, riveras, QUESTION)
    talks(leo)
    early = spoken(answer)
    talks(leo, longer_than=len(early))
    assert spoken(answer).startswith(early)
    began = time.monotonic()
    stop(leo)
    assert time.monotonic() - began < AT_ONCE
    expect(answer).to_contain_text("You stopped this answer.")
    expect(leo.get_by_role("button", name="Stop answering")).to_have_count(0)
    expect(answer.locator(".spoken-by-model")).to_contain_text(early.split()[0])
    leo.reload()
    expect(answer).to_contain_text("You stopped this answer.")
    expect(leo.locator("form[data-unread]")).to_have_count(0)
    leo.goto(riveras.at("/ask/chats"))
    expect(leo.locator("li.row").first).not_to_contain_text("New answer")


def test_who_asks_meanwhile_sees_that_somebody_was_first(chatty: str, riveras: Home, leo: Page) -> None:
    elena = riveras.page_of("Elena")
    ask(leo, riveras, "tell me about whales")
    talks(leo)
    second = ask(elena, riveras, "tell me about rivers")
    expect(second).to_contain_text("Somebody else asked first. Before you: 1")
    stop(leo)
    talks(elena)
    stop(elena)
    expect(second).to_contain_text("You stopped this answer.")
    elena.context.close()


def test_commands_are_still_done_at_once(chatty: str, riveras: Home, leo: Page, maya: Page) -> None:
    ask(leo, riveras, "tell me about volcanoes")
    talks(leo)
    answer = ask(maya, riveras, "how many stars do i have?")
    expect(answer).to_contain_text(re.compile(r"\d+ (stars|points)"))
    stop(leo)


def test_minutes_for_a_child_wait_for_a_tap_on_a_button_that_says_so(riveras: Home) -> None:
    elena = riveras.page_of("Elena")
    answer = ask(elena, riveras, "give Maya 5 minutes more")
    give = answer.get_by_role("button", name="Give Maya 5 minutes")
    expect(give).to_be_visible()
    expect(answer.get_by_role("button", name="Not now")).to_be_visible()
    give.click()
    expect(elena.get_by_role("log")).to_contain_text("Maya has 5 minutes more today.")
    elena.get_by_role("log").get_by_role("button", name="Undo").last.click()
    expect(elena.get_by_role("log")).to_contain_text("Taken back.")


def test_the_house_remembers_asks_which_is_right_and_forgets(riveras: Home, leo: Page) -> None:
    expect(ask(leo, riveras, "remember that my skateboard code is 4711")).to_contain_text("I will remember")
    again = ask(leo, riveras, "remember that my skateboard code is 9999")
    expect(again).to_contain_text("Replace it?")
    chat = leo.url
    again.get_by_role("link", name="Show it").click()
    leo.get_by_role("button", name="Replace it").click()
    expect(leo.get_by_role("heading", name="my skateboard code is 9999")).to_be_visible()
    expect(leo.get_by_role("main")).to_contain_text("my skateboard code is 4711 (earlier wording)")
    expect(ask(leo, riveras, "what is my skateboard code?")).to_contain_text("9999")
    leo.get_by_text(re.compile(r"Used \d memor")).click()
    expect(leo.get_by_role("log")).to_contain_text("You may see it because you told it.")
    leo.get_by_role("link", name="Forget").first.click()
    leo.get_by_role("button", name="Forget it").click()
    expect(leo.get_by_role("heading", name="Memories")).to_be_visible()
    leo.goto(chat)
    expect(leo.get_by_role("log")).to_contain_text("(forgotten)")
    expect(leo.get_by_role("log")).not_to_contain_text("9999")


def test_remembering_is_paused_with_one_tap_and_goes_on_with_another(riveras: Home, leo: Page) -> None:
    riveras.open(leo, "/memories/keeping")
    leo.get_by_role("button", name="Pause remembering").click()
    leo.get_by_role("button", name="Remember again").click()
    expect(leo.get_by_role("button", name="Pause remembering")).to_be_visible()
