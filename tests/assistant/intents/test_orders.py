"""Plain orders without any model, in both languages."""

from datetime import datetime

import pytest

from appliance.assistant.intents import ChoreName, Household, IntentIndex, Person

FOUR = datetime(2026, 3, 10, 16, 0)
IDA, UWE = Person("Ida", "parent", ("mum", "mama")), Person("Uwe", "parent", ("dad", "papa"))
MIO, ZOE = Person("Mio", "child"), Person("Zoe", "teen")
HOME = Household(
    (IDA, UWE, MIO, ZOE), (ChoreName("Polish the silver", ("Mio",)),), ("Bowling", "Pizza evening")
)
GIVEN = {"member": "Mio", "minutes": 30}


@pytest.mark.parametrize(
    ("speaker", "text", "tool", "args"),
    [
        (IDA, "give Mio 30 minutes", "screen_time_grant", GIVEN),
        (IDA, "hey, can you give mio half an hour more please", "screen_time_grant", GIVEN),
        (IDA, "gib Mio 30 Minuten", "screen_time_grant", GIVEN),
        (IDA, "Mio darf noch eine halbe Stunde spielen", "screen_time_grant", GIVEN),
        (MIO, "mum, can I have 20 more minutes?", "screen_time_request", {"minutes": 20}),
        (
            MIO,
            "darf ich noch 20 Minuten spielen, weil mein Freund da ist",
            "screen_time_request",
            {"minutes": 20, "reason": "mein Freund da ist"},
        ),
        (
            IDA,
            "limit Zoe to 90 minutes on weekdays",
            "screen_time_limit",
            {"member": "Zoe", "minutes": 90, "days": "weekdays"},
        ),
        (IDA, "pause Zoe's tablet", "screen_time_pause", {"member": "Zoe"}),
        (IDA, "sperre Zoes Tablet", "screen_time_pause", {"member": "Zoe"}),
        (IDA, "unpause Zoe", "screen_time_resume", {"member": "Zoe"}),
        (IDA, "approve Mio's silver", "chore_approve", {"chore": "Polish the silver", "member": "Mio"}),
        (
            IDA,
            "add a chore for Zoe: wash the car by Saturday for 10 points",
            "chore_add",
            {"title": "wash the car", "member": "Zoe", "due": "2026-03-14", "points": 10},
        ),
        (
            IDA,
            "Zoe muss jeden Tag den Tisch decken",
            "chore_add",
            {"title": "den Tisch decken", "member": "Zoe", "repeat": "daily"},
        ),
        (MIO, "redeem bowling", "reward_redeem", {"reward": "Bowling"}),
        (IDA, "forget what I told you about the key", "memory_forget", {"query": "the key"}),
        (MIO, "tell dad that dinner is ready", "message_send", {"to": "Uwe", "text": "dinner is ready"}),
        (MIO, "sag Papa, dass das Essen da ist", "message_send", {"to": "Uwe", "text": "das Essen da ist"}),
        (
            IDA,
            "remind me tomorrow at 8 to call the school",
            "reminder_add",
            {"text": "call the school", "when": "2026-03-11T08:00", "member": "Ida"},
        ),
        (
            IDA,
            "erinnere mich morgen um 8 an den Zahnarzt",
            "reminder_add",
            {"text": "den Zahnarzt", "when": "2026-03-11T08:00", "member": "Ida"},
        ),
        (IDA, "find the insurance contract", "file_find", {"query": "insurance contract"}),
        (IDA, "how did Zoe do last week", "report_show", {"member": "Zoe", "period": "last_week"}),
    ],
)
async def test_a_plain_order_is_understood_without_a_model(
    speaker: Person, text: str, tool: str, args: dict[str, str | int]
) -> None:
    seen = await IntentIndex().understand(text, speaker=speaker, household=HOME, now=FOUR)
    assert (seen.tool, seen.args, seen.allowed) == (tool, args, True)


@pytest.mark.parametrize(
    "text",
    [
        "tell me a joke",
        "give me a minute",
        "Zoe should be nicer",
        "Zoe has to calm down",
        "find the value of x",
        "forget about it",
        "give Lukas 30 minutes",
        "do not pause Zoe",
        "das muss ich mir ansehen",
    ],
)
async def test_what_only_sounds_like_an_order_does_nothing(text: str) -> None:
    seen = await IntentIndex().understand(text, speaker=IDA, household=HOME, now=FOUR)
    assert seen.tool == "none"


async def test_her_is_whom_the_part_before_named() -> None:
    seen = await IntentIndex().understand(
        "pause Zoe's tablet and tell her dinner is ready", speaker=IDA, household=HOME, now=FOUR
    )
    assert [(one.tool, one.args) for one in (seen, *seen.more)] == [
        ("screen_time_pause", {"member": "Zoe"}),
        ("message_send", {"to": "Zoe", "text": "dinner is ready"}),
    ]


async def test_who_did_the_first_thing_did_the_second() -> None:
    home = Household(HOME.people, (*HOME.chores, ChoreName("Feed the cat", ("Zoe",))))
    for speaker, text, who in (
        (IDA, "Mio polished the silver and fed the cat", "Mio"),
        (IDA, "I polished the silver and fed the cat", "Ida"),
        (IDA, "the silver is polished and the cat is fed", None),
    ):
        seen = await IntentIndex().understand(text, speaker=speaker, household=home, now=FOUR)
        members = [one.args["member"] for one in (seen, *seen.more)]
        assert members == ([who, who] if who else ["Mio", "Zoe"])
