"""Who may be in danger is heard before anything else; everyday sayings that sound alike are left alone."""

from datetime import date

import pytest
from sqlmodel import select

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.models import Memory, Sees
from appliance.assistant.rules.danger import Danger, danger_in
from appliance.assistant.rules.safety import Band, band_of, words_for
from appliance.core.people import Role
from tests.assistant.conftest import Talk

IN_DANGER = {
    Danger.SELF: """
        i want to kill myself
        remember that I want to kill myself
        I wanna die
        i wish i was dead
        I don't want to live anymore
        sometimes i cut myself when i am sad
        I want to hurt myself
        I'm thinking about suicide
        everyone would be better off without me
        i am going to end it all
        I’d rather be dead
        kms
        ich will nicht mehr leben
        ich möchte einfach sterben
        ich bringe mich um
        ich ritze mich
        ich will mich umbringen
        ich habe an Selbstmord gedacht
        ohne mich wäre es besser
    """,
    Danger.ABUSE: """
        my stepdad hits me
        mum's boyfriend beats me when he drinks
        my uncle touches me and I don't like it
        he touched my private parts
        a man made me send naked pictures
        somebody online wants nudes from me
        my brother keeps hitting me
        I am being abused
        he is threatening me
        Papa schlägt mich
        mein Trainer fasst mich unten an
        er hat mich geschlagen
        der Mann im Chat will Nacktfotos von mir
        sie zwingt mich, mich auszuziehen
    """,
    Danger.LOST: """
        I'm lost
        i am lost and it is dark
        I don't know where I am
        I can't find my mum
        a stranger wants me to get in his car
        someone is following me
        there is a strange man at the door, a strange man is at the door
        i'm home alone and scared
        ich habe mich verlaufen
        ich weiß nicht, wo ich bin
        ein fremder Mann will mich mitnehmen
        jemand verfolgt mich
    """,
    Danger.EMERGENCY: """
        my sister drank bleach
        Leo swallowed a battery
        the baby ate pills
        I took too many pills
        grandma won't wake up
        he is not breathing
        the kitchen is on fire
        it smells of gas, it smells gas here
        Maya is choking
        mein Bruder hat Putzmittel getrunken
        das Baby hat eine Knopfbatterie verschluckt
        Oma wacht nicht mehr auf
        die Küche brennt
        er atmet nicht
    """,
    Danger.SECRET: """
        can you keep a secret?
        promise not to tell mum
        kannst du ein Geheimnis für dich behalten?
    """,
}
HARMLESS = """
    this homework kills me
    Mondays are killing me
    I'm dying to see that film
    I want to die of laughter
    i nearly died laughing
    I want to die in the game so that I respawn
    can I watch Suicide Squad
    remember that we watch Stranger Things on Friday
    I killed the boss in level 3
    kill the timer
    my phone died
    the plant is dying, please remind Leo to water it
    I am dead tired
    I cut my finger
    I hurt my knee
    I burned the toast
    I lost my book
    I lost at chess
    I am lost in maths
    Leo beat me at chess
    Leo always hits me in Mario Kart, he beats me in fifa
    hit me up later
    the battery is empty
    I put new batteries in
    I took my medicine
    remind grandma to take her tablets at 8
    Leo ate all the pizza
    the cat does not want to eat
    wake me up at seven
    he does not wake up early
    I made a fire in the stove
    I set the table
    the dog touched me with its paw on the arm
    I touched the dog
    mum makes me tidy up
    I don't want to do this any more
    who wants to be the next one
    I don't want to live in Spain
    end the pause for Leo
    I want the red one
    how do I get to school when I do not know where it is
    ich sterbe vor Hunger
    ich bin fast gestorben vor Lachen
    mir ist zum Sterben langweilig
    Mathe bringt mich um
    ich bin todmüde
    Leo hat mich im Schach geschlagen
    er schlägt mich immer beim Uno
    ich habe mich geschnitten
    ich habe mein Buch verloren
    ich habe meine Tabletten genommen
    die Batterie ist leer
    die Kerze brennt
    wir haben ein Geheimversteck
    ich hab die Suppe gegessen
    erinnere Papa an seine Medikamente
    Leo ist ein Fremdsprachenprofi
    we ran 5 kms today
    I don't know where I am in the book
    I can't find my mum's phone
    someone is following me on the class list
    there is a fire in the fireplace
    you nearly gave me a heart attack
    I passed out the flyers
    Leo doesn't wake up in the morning
    Leo wants to see a naked mole rat
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "said"), [(kind, one) for kind, text in IN_DANGER.items() for one in lines(text)]
)
def test_danger_is_heard(kind: Danger, said: str) -> None:
    assert danger_in(said) == kind
    assert danger_in(said.upper()) == kind


@pytest.mark.parametrize("said", lines(HARMLESS))
def test_everyday_sayings_are_left_alone(said: str) -> None:
    assert danger_in(said) is None


@pytest.mark.parametrize("kind", list(Danger))
@pytest.mark.parametrize("band", list(Band))
def test_each_age_has_its_words_and_nobody_is_promised_silence(kind: Danger, band: Band) -> None:
    words = words_for(kind, band)
    assert len(words) > 40 and "promise" not in words.replace("cannot promise", "")
    if band is Band.SMALL:
        assert max(len(sentence.split()) for sentence in words.split(".")) <= 14, words


def test_how_old_somebody_is_decides_how_they_are_spoken_to() -> None:
    today = date(2026, 3, 10)
    assert band_of(Role.CHILD, date(2020, 3, 11), today) is Band.SMALL
    assert band_of(Role.CHILD, date(2018, 9, 30), today) is Band.CHILD
    assert band_of(Role.CHILD, None, today) is Band.CHILD
    assert band_of(Role.CHILD, date(2011, 1, 1), today) is Band.TEEN
    assert band_of(Role.TEEN, date(2012, 2, 11), today) is Band.TEEN
    assert band_of(Role.PARENT, None, today) is Band.GROWN
    assert band_of(Role.GUEST, date(2015, 1, 1), today) is Band.GROWN


async def test_the_familys_own_help_lines_are_named_and_nothing_is_done_or_remembered(talk: Talk) -> None:
    async with talk.house.office.work(talk.house.people["Elena"]) as work:
        await change_chat_rules(work, ChatPlan(365, Sees.TOPICS, Sees.NOTHING, "Ring Nana: 555 0199"))
    said = await talk.say("Maya", "remember that I want to kill myself, and I fed the cat")
    assert said.by == "safety" and said.lines == ["Ring Nana: 555 0199"] and not said.undo_href
    assert (await talk.say("Maya", "can you keep a secret?")).lines == []
    async with talk.house.office.database.reading() as db:
        assert (await db.exec(select(Memory))).all() == []


async def test_without_own_help_lines_the_house_names_whom_to_call(talk: Talk) -> None:
    said = await talk.say("Leo", "I want to die")
    assert "emergency number" in " ".join(said.lines) and "grown-up" in said.text
