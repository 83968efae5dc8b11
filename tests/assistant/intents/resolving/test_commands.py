"""Tagged words of a sentence, resolved with the names, chores and rewards of one family."""

import re
from datetime import datetime

import pytest

from appliance.assistant.intents import ChoreName, Household, Person, Understanding
from appliance.assistant.intents.heard import Slot
from appliance.assistant.intents.resolving.commands import resolved
from appliance.assistant.intents.resolving.spoken import Spoken

FOUR = datetime(2026, 3, 10, 16, 0)
IDA, UWE = Person("Ida", "parent", ("mum", "mama")), Person("Uwe", "parent", ("dad", "papa"))
MIO, ZOE, KAI = Person("Mio", "child"), Person("Zoe", "teen"), Person("Kai Uwe", "child")
TANTE = Person("Berta", "guest")
HOME = Household(
    (IDA, UWE, MIO, ZOE),
    (
        ChoreName("Polish the silver", ("Mio",)),
        ChoreName("Rake the leaves", ("Mio", "Zoe")),
        ChoreName("Tidy your room", ("Zoe",)),
        ChoreName("Feed the white cat", ("Mio",)),
        ChoreName("Feed the black cat", ("Mio",)),
        ChoreName("Empty the dishwasher", ("Zoe",)),
        ChoreName("Take out the trash", ()),
    ),
    ("Bowling", "Pizza evening", "30 minutes of tablet"),
)
SMALL_HOME = Household((IDA, MIO), (), ())


def tagged(marked: str) -> tuple[str, tuple[Slot, ...]]:
    """ "give [Mio](member) more" as the sentence and its slots."""
    text, slots = "", []
    for words, kind, rest in re.findall(r"\[([^]]+)\]\((\w+)\)|([^[]+)", marked):
        if kind:
            slots.append(Slot(kind, words, len(text), len(text) + len(words), 0.9))
        text += words or rest
    return text, tuple(slots)


def call(tool: str, marked: str, speaker: Person, home: Household = HOME) -> Understanding | None:
    text, slots = tagged(marked)
    people = home.people if speaker in home.people else (*home.people, speaker)
    household = Household(people, home.chores, home.rewards)
    return resolved(tool, Spoken(text, speaker, household, FOUR, slots), 0.9, "by hand")


@pytest.mark.parametrize(
    ("tool", "marked", "speaker", "args"),
    [
        ("chores_list", "what do i have to do", MIO, {"member": "Mio", "day": "2026-03-10"}),
        ("chores_list", "what is there to do [tomorrow](day)", IDA, {"day": "2026-03-11"}),
        ("chores_list", "show me [Zoe's](member) jobs", IDA, {"member": "Zoe", "day": "2026-03-10"}),
        ("chores_list", "what does everyone have to do", MIO, {"day": "2026-03-10"}),
        (
            "chore_complete",
            "I [polished the silver](chore)",
            MIO,
            {"chore": "Polish the silver", "member": "Mio"},
        ),
        (
            "chore_complete",
            "the [silver](chore) is done",
            IDA,
            {"chore": "Polish the silver", "member": "Mio"},
        ),
        (
            "chore_complete",
            "[Zoe](member) did the [leaves](chore)",
            UWE,
            {"chore": "Rake the leaves", "member": "Zoe"},
        ),
        (
            "chore_complete",
            "I [emptied the dishwasher](chore)",
            UWE,
            {"chore": "Empty the dishwasher", "member": "Uwe"},
        ),
        ("chore_complete", "[bins](chore) are out", ZOE, {"chore": "Take out the trash", "member": "Zoe"}),
        (
            "chore_complete",
            "die [Spülmaschine ausgeräumt](chore)",
            ZOE,
            {"chore": "Empty the dishwasher", "member": "Zoe"},
        ),
        (
            "chore_approve",
            "the [dishwasher](chore) counts",
            IDA,
            {"chore": "Empty the dishwasher", "member": "Zoe"},
        ),
        (
            "chore_approve",
            "[Zoe's](member) [leaves](chore) are fine",
            UWE,
            {"chore": "Rake the leaves", "member": "Zoe"},
        ),
        ("chore_add", "put [wash the car](title) on the list", IDA, {"title": "wash the car"}),
        (
            "chore_add",
            "[Zoe](member) has to [water the ferns](title) [every tuesday and friday](repeat), [ten](points)",
            IDA,
            {"title": "water the ferns", "member": "Zoe", "points": 10, "repeat": "tuesday, friday"},
        ),
        (
            "chore_add",
            "new chore for [Mio](member): [sort the socks](title) [by saturday](day)",
            IDA,
            {"title": "sort the socks", "member": "Mio", "due": "2026-03-14"},
        ),
        ("points_balance", "how many stars have i got", MIO, {"member": "Mio"}),
        ("points_balance", "how many points does [Zoe](member) have", IDA, {"member": "Zoe"}),
        ("reward_redeem", "i want [bowling](reward)", MIO, {"reward": "Bowling"}),
        ("reward_redeem", "give me the [pizza evening](reward)", MIO, {"reward": "Pizza evening"}),
        ("screen_time_left", "how long may i play", ZOE, {"member": "Zoe"}),
        ("screen_time_request", "mum, can i have [half an hour](minutes)?", MIO, {"minutes": 30}),
        (
            "screen_time_request",
            "[20](minutes) more minutes because [my friend is online](reason), please",
            ZOE,
            {"minutes": 20, "reason": "my friend is online"},
        ),
        (
            "screen_time_grant",
            "give [Mio](member) [a quarter of an hour](minutes)",
            IDA,
            {"member": "Mio", "minutes": 15},
        ),
        (
            "screen_time_limit",
            "[two hours](minutes) for [Zoe](member) [on school days](days)",
            IDA,
            {"member": "Zoe", "minutes": 120, "days": "weekdays"},
        ),
        (
            "screen_time_limit",
            "[Mio](member) gets [1h](minutes) [a day](days)",
            IDA,
            {"member": "Mio", "minutes": 60},
        ),
        ("screen_time_pause", "screens off for [mio](member)", UWE, {"member": "Mio"}),
        ("screen_time_resume", "[Zoe](member) may go on", UWE, {"member": "Zoe"}),
        (
            "memory_save",
            "remember that [the plumber comes on monday](text)",
            IDA,
            {"text": "the plumber comes on monday"},
        ),
        ("memory_search", "when does the plumber come?", IDA, {"query": "when does the plumber come"}),
        ("memory_forget", "forget [the spare key](query).", IDA, {"query": "the spare key"}),
        (
            "message_send",
            "tell [dad](to) that [dinner is ready](text)",
            MIO,
            {"to": "Uwe", "text": "dinner is ready"},
        ),
        (
            "message_send",
            "tell [everyone](to) [we leave at 5!](text)",
            IDA,
            {"to": "everyone", "text": "we leave at 5"},
        ),
        (
            "reminder_add",
            "remind me [tomorrow](when) to [call the school](text) [at 8](when)",
            IDA,
            {"text": "call the school", "when": "2026-03-11T08:00", "member": "Ida"},
        ),
        (
            "reminder_add",
            "remind [Zoe](member) [at half past six](when) about [the recital](text)",
            IDA,
            {"text": "the recital", "when": "2026-03-10T18:30", "member": "Zoe"},
        ),
        ("file_find", "where is the [vaccination record](query) pdf", IDA, {"query": "vaccination record"}),
        (
            "report_show",
            "how did [Zoe](member) do [last week](period)",
            IDA,
            {"member": "Zoe", "period": "last_week"},
        ),
        ("report_show", "show the report", IDA, {}),
        ("report_show", "how was i [this month](period)", ZOE, {"member": "Zoe", "period": "month"}),
    ],
)
def test_the_words_become_the_contracts_arguments(
    tool: str, marked: str, speaker: Person, args: dict[str, str | int]
) -> None:
    seen = call(tool, marked, speaker)
    assert seen is not None
    assert (seen.tool, seen.args, seen.allowed, seen.missing) == (tool, args, True, "")


@pytest.mark.parametrize(
    ("tool", "marked", "speaker", "could"),
    [
        ("screen_time_grant", "give [Mio](member) [30](minutes)", ZOE, ("Ida", "Uwe")),
        ("screen_time_grant", "give [Mio](member) [45](minutes)", TANTE, ("Ida", "Uwe")),
        ("screen_time_pause", "pause [Mio](member)", ZOE, ("Ida", "Uwe")),
        ("chore_complete", "I [emptied the dishwasher](chore)", MIO, ()),
        ("chore_complete", "[Zoe](member) [emptied the dishwasher](chore)", MIO, ("Zoe", "Ida", "Uwe")),
        ("chore_approve", "approve my [silver](chore)", MIO, ("Ida", "Uwe")),
        ("points_balance", "how many points has [Zoe](member)", MIO, ("Zoe", "Ida", "Uwe")),
        ("reminder_add", "remind [Zoe](member) [at 8](when) of [the bus](text)", MIO, ("Zoe", "Ida", "Uwe")),
        ("memory_save", "remember [the door sticks](text)", TANTE, ("Ida", "Uwe", "Mio", "Zoe")),
    ],
)
def test_what_is_not_theirs_to_ask_names_those_who_could(
    tool: str, marked: str, speaker: Person, could: tuple[str, ...]
) -> None:
    seen = call(tool, marked, speaker)
    assert seen is not None and not seen.allowed
    assert (set(could) <= set(seen.could) and seen.could[: len(could)] == could) or not could


def test_a_guest_gives_up_to_thirty_minutes() -> None:
    seen = call("screen_time_grant", "give [Mio](member) [30](minutes)", TANTE)
    assert seen is not None and seen.allowed


@pytest.mark.parametrize(
    ("tool", "marked", "speaker", "missing"),
    [
        ("screen_time_request", "can i have more time", MIO, "minutes"),
        ("screen_time_grant", "give [Mio](member) a bit more", IDA, "minutes"),
        ("reminder_add", "remind me of [the recital](text)", IDA, "when"),
        ("reminder_add", "remind me of [the recital](text) [later](when)", IDA, "when"),
        ("message_send", "tell [dad](to)", MIO, "text"),
        ("message_send", "say [hi](text)", MIO, "to"),
        ("chore_add", "add a chore for [Mio](member)", IDA, "title"),
        ("reward_redeem", "i want a reward", MIO, "reward"),
        ("memory_forget", "forget it", IDA, "query"),
    ],
)
def test_one_thing_that_was_not_said_is_asked_for(
    tool: str, marked: str, speaker: Person, missing: str
) -> None:
    seen = call(tool, marked, speaker)
    assert seen is not None and (seen.tool, seen.missing) == (tool, missing)


@pytest.mark.parametrize(
    ("tool", "marked", "speaker", "choices"),
    [
        (
            "chore_complete",
            "I [fed the cat](chore)",
            MIO,
            [
                {"chore": "Feed the white cat", "member": "Mio"},
                {"chore": "Feed the black cat", "member": "Mio"},
            ],
        ),
        (
            "chore_complete",
            "[leaves](chore) are done",
            IDA,
            [{"chore": "Rake the leaves", "member": "Mio"}, {"chore": "Rake the leaves", "member": "Zoe"}],
        ),
        ("screen_time_pause", "screens off now", IDA, [{"member": "Mio"}, {"member": "Zoe"}]),
        (
            "chores_list",
            "what is there to do [this weekend](day)",
            IDA,
            [{"day": "2026-03-14"}, {"day": "2026-03-15"}],
        ),
        (
            "points_balance",
            "how many points do [the kids](member) have",
            IDA,
            [{"member": "Mio"}, {"member": "Zoe"}],
        ),
    ],
)
def test_what_may_mean_two_things_is_asked_back(
    tool: str, marked: str, speaker: Person, choices: list[dict[str, str]]
) -> None:
    seen = call(tool, marked, speaker)
    assert seen is not None and seen.tool == "none"
    assert [choice.args for choice in seen.choices] == choices


@pytest.mark.parametrize(
    ("tool", "marked", "speaker"),
    [
        ("screen_time_grant", "give [Lukas](member) [30](minutes)", IDA),
        ("screen_time_grant", "give [Mia](member) [30](minutes)", IDA),
        ("message_send", "tell [grandma](to) that [we are late](text)", IDA),
        ("chore_complete", "I [painted the fence](chore)", MIO),
        ("chore_complete", "I [tidied my room](chore)", IDA),
        ("reward_redeem", "i want [a pony](reward)", MIO),
        ("chore_add", "[Mio](member) has to [sweep](title) [in odd weeks](repeat)", IDA),
        ("screen_time_limit", "[1h](minutes) for [Mio](member) [on sundays](days)", IDA),
        ("screen_time_request", "can [Zoe](member) have [ten](minutes) more", MIO),
        ("screen_time_request", "Zoe wants [ten](minutes) more", MIO),
        ("chore_add", "[Zoe](member) has to [feed the cat](title)", MIO),
        ("reminder_add", "remind [everyone](member) of [dinner](text) [at 6](when)", IDA),
        ("report_show", "how did [Mio](member) do [in october](period)", IDA),
    ],
)
def test_what_this_family_does_not_have_or_the_house_cannot_say_does_nothing(
    tool: str, marked: str, speaker: Person
) -> None:
    assert call(tool, marked, speaker) is None


def test_two_things_done_are_two_commands() -> None:
    seen = call("chore_complete", "I [polished the silver](chore) and [raked the leaves](chore)", MIO)
    assert seen is not None and [one.args["chore"] for one in (seen, *seen.more)] == [
        "Polish the silver",
        "Rake the leaves",
    ]


def test_two_children_get_their_minutes_each() -> None:
    seen = call(
        "screen_time_grant", "[Mio](member) gets [20](minutes) and [Zoe](member) [half an hour](minutes)", IDA
    )
    assert seen is not None
    assert [one.args for one in (seen, *seen.more)] == [
        {"member": "Mio", "minutes": 20},
        {"member": "Zoe", "minutes": 30},
    ]


def test_the_only_child_needs_no_name() -> None:
    seen = call("screen_time_grant", "[20](minutes) more minutes", IDA, SMALL_HOME)
    assert seen is not None and seen.args == {"member": "Mio", "minutes": 20}
