"""What the two families own when somebody knocks, made by their own verbs. Nearly all of it is Maya's."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from sqlmodel import col, select

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.actions.chats import rename_chat
from appliance.assistant.actions.confirmations import Proposal, propose
from appliance.assistant.actions.conversations import Told, ask_question, give_answer
from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Audience, ChatModelFile, Sees
from appliance.assistant.queries.pairs import pairs_open
from appliance.backups.actions.runs import Outcome, ask_for_run, begin_run, end_run
from appliance.backups.archive.create import create
from appliance.backups.archive.facts import quietly
from appliance.backups.archive.keys import open_key
from appliance.backups.models import Kind
from appliance.backups.rules.sheet import groups_of
from appliance.chores import actions as chores
from appliance.chores.actions import ChorePlan, PausePlan
from appliance.chores.actions.feeds import share_calendar
from appliance.chores.actions.offers import offer_occurrence
from appliance.chores.actions.proposals import Idea, decline_proposal, propose_chore
from appliance.chores.models import Feed, Occurrence
from appliance.chores.queries import occurrences_for
from appliance.chores.rules.repeats import Repeat, every_days
from appliance.core.buttons import press_of
from appliance.core.files import Files
from appliance.core.people import Role, the_house
from appliance.core.receipts import write_receipt
from appliance.core.secrets import token_hash
from appliance.core.work import Work
from appliance.household.actions import (
    NewInvitation,
    invite,
    make_enrolment_link,
    make_founding_code,
    make_token,
    set_password,
)
from appliance.household.credentials import Hashed
from appliance.household.models import (
    ApiToken,
    Device,
    Family,
    Invitation,
    Member,
    MemberPicture,
    SignIn,
)
from appliance.household.queries.founding import open_founding_codes
from appliance.notifications.actions import save_target
from appliance.rewards import actions as rewards
from appliance.screen_time import actions as screen
from appliance.screen_time.rules import Reply, Saying, same_every_week
from appliance.screen_time.rules.presses import words_of
from tests.access.screens import devices_and_days
from tests.support.access import add_nora, add_rosa
from tests.support.house import House

Things = dict[str, int | str]
WALRUS = '{"reward":"A reward: reward"}'
ONLY_MAYA = frozenset({"maya"})
MAYA_AND_PARENTS = frozenset({"maya", "marco", "elena", "reader"})
WORDS_FOR = {
    "under the plum tree": ONLY_MAYA,
    "rhymes with walrus": ONLY_MAYA,
    "do otters hold hands": MAYA_AND_PARENTS,
    "About otters": ONLY_MAYA,
    "afraid of thunder": MAYA_AND_PARENTS,
    "spots like a ladybird": MAYA_AND_PARENTS | {"rosa"},
    "brave at the dentist": MAYA_AND_PARENTS,
    "the finger slipped": MAYA_AND_PARENTS,
    "never after brushing teeth": MAYA_AND_PARENTS,
    "Seahorse Opera": MAYA_AND_PARENTS,
    "the film is not over": MAYA_AND_PARENTS,
    "the sun is out": MAYA_AND_PARENTS,
    "one more song with grandma": MAYA_AND_PARENTS | {"rosa"},
    "brave as a snail": MAYA_AND_PARENTS,
    "before it is summer": MAYA_AND_PARENTS,
}
"""Words that only these may read, on whatever page they are."""


async def furnish(house: House) -> Things:
    await add_nora(house)
    await add_rosa(house)
    await give_ada_a_password(house)
    async with house.office.work(house.people["Ada"]) as work:
        await the_okafors(work, [house.people["Tobi"].member_id])
        await save_target(work, "https://ntfy.example", "alerts-of-ada")
    things: Things = {"okafors": house.people["Ada"].family_id, "version": "0", "sheet": "app.css"}
    things["ada_there"] = await another_home_of_ada(house)
    made = await a_model(house) | await furnish_riveras(house)
    made["press"] = button_of(house, made)
    steps = {"step": 1, "ticked": 2}
    return things | {"anything": "anything"} | steps | made | await a_backup(house)


async def furnish_riveras(house: House) -> Things:
    things: Things = {name.lower(): actor.member_id for name, actor in house.people.items()}
    for name in ("Elena", "Marco"):
        async with house.office.work(house.people[name]) as work:
            await save_target(work, "https://ntfy.example", f"alerts-of-{name.lower()}")
    async with house.office.work(house.people["Elena"]) as work:
        things |= await chores_of_maya(work, house)
        things |= await points_and_minutes(work, house.people["Maya"].member_id)
        things["days_of_maya"] = await share_calendar(work, house.people["Maya"].member_id)
        things["calendar"] = await a_calendar_that_was_read(work)
    async with house.office.work(house.people["Maya"]) as work:
        things |= await done_and_wished(work, things)
        things |= await said_and_remembered(work)
    async with house.office.work(house.people["Elena"]) as work:
        await change_chat_rules(work, ChatPlan(365, Sees.EVERYTHING, Sees.TOPICS, "Dial 555 0199"))
    async with house.office.work(house.people["Maya"]) as work:
        things |= await said_openly(work)
    things |= await asked_for_time(house)
    async with house.office.work(house.people["Elena"]) as work:
        for yes in ("granted", "promised"):
            await rewards.grant_wish(work, int(things[yes]))
        await rewards.decline_wish(work, int(things["refused"]), "never after brushing teeth")
        await chores.approve(work, int(things["approved"]))
        await write_receipt(work, "one-of-elenas-requests", "POST /api/v1/chores", "0" * 64)
    await shown_by_maya(house, things)
    return things | await asked_by_maya(house, things) | await ways_in(house)


async def asked_for_time(house: House) -> Things:
    """One that was answered, and one that waits."""
    maya, elena = house.people["Maya"], house.people["Elena"]
    async with house.office.work(maya) as work:
        first = (await screen.ask_for_time(work, 10, "the film is not over")).id or 0
    async with house.office.work(elena) as work:
        await screen.answer_request(work, first, Reply(Saying.NO, note="the sun is out"))
    async with house.office.work(maya) as work:
        second = (await screen.ask_for_time(work, 20, "one more song with grandma")).id or 0
    return {"said_no": first, "request": second}


def button_of(house: House, things: Things) -> str:
    """Of an alert on Elena's phone: whoever holds it may press it."""
    words = words_of(int(things["request"]), 0, Saying.NO, 0)
    return press_of(house.office.secrets, house.people["Elena"].member_id, words)


async def give_ada_a_password(house: House) -> None:
    async with house.office.work(the_house(house.people["Ada"].family_id)) as work:
        await set_password(work, house.people["Ada"].member_id, Hashed("of no use here"))


async def another_home_of_ada(house: House) -> int:
    """A third family, in which she is a guest."""
    async with house.office.database.writing() as db:
        family = Family(name="Lindgren", created_at=house.clock())
        ada = await db.get_one(Member, house.people["Ada"].member_id)
        ada.person = "ada of two homes"
        db.add_all((family, ada))
        await db.flush()
        there = Member(
            family_id=family.id or 0,
            name="Ada",
            role=Role.GUEST.value,
            person=ada.person,
            password=ada.password,
            guest_until=house.clock() + timedelta(days=30),
            created_at=house.clock(),
        )
        db.add(there)
        await db.flush()
        return there.id or 0


async def asked_by_maya(house: House, things: Things) -> Things:
    """A brother is asked; one idea waits, and one is answered."""
    async with house.office.work(house.people["Maya"]) as work:
        await offer_occurrence(work, int(things["offered"]), int(things["leo"]))
        waiting = await propose_chore(work, Idea("An idea of Maya", 2, "saturday", "as brave as a snail"))
        answered = await propose_chore(work, Idea("Another idea of Maya", 2))
    async with house.office.work(house.people["Elena"]) as work:
        await decline_proposal(work, answered.id or 0, "not before it is summer")
    return {"idea": waiting.id or 0, "answered": answered.id or 0}


async def shown_by_maya(house: House, things: Things) -> None:
    """The photo of two chores is one file: taking it from the one leaves it to the other."""
    stored = await Files(house.office.database.disk, 0).put(a_photo())
    async with house.office.database.writing() as db:
        for name in ("shown", "approved"):
            row = await db.get_one(Occurrence, int(things[name]))
            row.photo = stored.sha256
            row.ticks = [1] if name == "shown" else []
            db.add(row)


async def a_photo() -> AsyncIterator[bytes]:
    yield b"a photo, as far as anybody can tell here"


async def the_okafors(work: Work, children: list[int]) -> None:
    await chores.add_chore(work, ChorePlan("Water the fern", tuple(children), daily(work)))
    await chores.complete(work, (await occurrences_for(work, None, work.today, work.today))[0].id)
    await rewards.add_reward(work, rewards.RewardPlan("A fern of my own", 10))
    await save_memory(work, "The fern is called Okafor the Second.", visible_to=Audience.FAMILY)
    await a_confirmation(work, None)


async def a_calendar_that_was_read(work: Work) -> int:
    """Lately: so that another look is not noted."""
    feed = (await work.db.exec(select(Feed).where(Feed.family_id == work.actor.family_id))).one()
    feed.used_at = work.now
    work.db.add(feed)
    return feed.id or 0


def daily(work: Work) -> Repeat:
    return every_days(1, work.today, work.actor.zone)


async def chores_of_maya(work: Work, house: House) -> Things:
    maya, leo = house.people["Maya"].member_id, house.people["Leo"].member_id
    made: Things = {}
    for name in ("open", "waiting", "approved", "pool", "taken"):
        pool = name in ("pool", "taken")
        people, way = ((maya, leo), "pool") if pool else ((maya,), "one")
        plan = ChorePlan(f"The {name} one", people, daily(work), way=way, points=3)
        made["chore"] = await chores.add_chore(work, plan)
    spots = PausePlan("sick", work.today + timedelta(days=30), None, maya, "spots like a ladybird")
    made["pause"] = await chores.begin_pause(work, spots)
    await chores.add_chore(work, ChorePlan("The offered one", (maya,), daily(work)))
    steps = ChorePlan("The shown one", (maya,), daily(work), steps=("Find it", "Show it"), photo=True)
    await chores.add_chore(work, steps)
    for duty in await occurrences_for(work, None, work.today, work.today):
        made[duty.title.split()[1]] = duty.id
    card = ChorePlan("Tuck in the bear", (maya,), daily(work), part_of_day="evening")
    return made | {"card": await chores.add_chore(work, card)}


async def points_and_minutes(work: Work, maya: int) -> Things:
    entry = await rewards.give_points(work, maya, 100, "brave at the dentist", "dentist-0001")
    made: Things = {"entry": entry}
    for name in ("reward", "asked", "had"):
        made[name] = await rewards.add_reward(work, rewards.RewardPlan(f"A reward: {name}", 10, minutes=5))
    for name in ("promise", "never"):
        made[name] = await rewards.add_reward(work, rewards.RewardPlan(f"A reward: {name}", 5, stock=9))
    await rewards.set_price(work, made["promise"], maya, 4)
    await rewards.allow_penalties(work, True)
    wrong = await rewards.give_points(work, maya, 1, "pressed twice", "twice-0001")
    await rewards.reverse_entry(work, wrong, "the finger slipped")
    await screen.set_rules(work, maya, same_every_week(60, 90))
    gift = await screen.grant_minutes(work, maya, 15)
    used = await screen.add_usage_by_hand(work, maya, "Seahorse Opera", "video", 20)
    await work.db.flush()
    return made | {"gift": gift.id or 0, "usage": used.id or 0} | await devices_and_days(work, maya)


async def done_and_wished(work: Work, things: Things) -> Things:
    await chores.claim(work, int(things["taken"]))
    await chores.complete(work, int(things["waiting"]))
    await chores.complete(work, int(things["approved"]))
    wish = await rewards.ask_for_reward(work, int(things["asked"]))
    made = {"wish": wish.id or 0}
    for name, reward in {"granted": "had", "promised": "promise", "refused": "never"}.items():
        made[name] = (await rewards.ask_for_reward(work, int(things[reward]))).id or 0
    await rewards.save_for(work, int(things["reward"]))
    return dict(made)


async def said_and_remembered(work: Work) -> Things:
    private = await save_memory(work, "My treasure lies under the plum tree.")
    parents = await save_memory(work, "I am afraid of thunder.", visible_to=Audience.PARENTS)
    family = await save_memory(work, "The hamster is called Biscuit.", visible_to=Audience.FAMILY)
    await save_memory(work, "My paper lantern is red.")
    lantern = await save_memory(work, "My paper lantern is blue.")
    (two,) = await pairs_open(work)
    asked = await ask_question(work, None, "what rhymes with walrus?")
    await give_answer(work, asked.answer_id, Told("Nothing rhymes with walrus.", "house"))
    made = {"private": private.id, "for_parents": parents.id, "for_all": family.id}
    made |= await asked_back_and_waiting(work, asked.conversation_id)
    made |= {"lantern": lantern.id, "pair": two.id}
    return {name: found or 0 for name, found in made.items()} | {
        "chat": asked.conversation_id,
        "answer": asked.answer_id,
    }


async def asked_back_and_waiting(work: Work, chat: int) -> dict[str, int | None]:
    """Maya's own: which of two she meant, and a wish that waits for her tap."""
    back = await ask_question(work, chat, "what about the walrus?")
    call = {"tool": "chores_list", "args": {"member": work.actor.name}, "text": "Show the chores"}
    told = Told("Which do you mean?", "instant", asks={"choices": [call, call]})
    await give_answer(work, back.answer_id, told)
    return {"unsure": back.answer_id, "tap": await a_confirmation(work, chat)}


async def a_confirmation(work: Work, chat: int | None) -> int | None:
    asked = await ask_question(work, chat, "a walrus, please")
    await give_answer(work, asked.answer_id, Told("Ask for “A reward: reward”", "instant"))
    call = Proposal(asked.conversation_id, asked.answer_id, "session:0", "reward_redeem", WALRUS)
    return (await propose(work, call)).id


async def said_openly(work: Work) -> Things:
    """Since parents may read it; nothing was asked after it."""
    asked = await ask_question(work, None, "do otters hold hands?")
    await give_answer(work, asked.answer_id, Told("They do, when they sleep.", "house"))
    await rename_chat(work, asked.conversation_id, "About otters")
    return {"open_chat": asked.conversation_id, "question": asked.question_id, "anew": asked.answer_id}


async def a_model(house: House) -> Things:
    async with house.office.database.writing() as db:
        model = ChatModelFile(
            name="small", file="small.gguf", sha256="0" * 64, size=1, added_by=0, added_at=house.clock()
        )
        db.add(model)
        await db.flush()
        return {"model": model.id or 0}


async def a_backup(house: House) -> Things:
    """Of the whole house, and the run that made it."""
    data = house.settings.data
    made = await asyncio.to_thread(create, data, data / "backups", house.clock(), quietly)
    house_itself = the_house(house.people["Elena"].family_id)
    async with house.office.work(house_itself) as work:
        run = await ask_for_run(work, Kind.BACKUP)
        await begin_run(work, run.id or 0)
        await end_run(work, run.id or 0, Outcome.of(made, data / "backups", fell_back=False))
    key = await asyncio.to_thread(open_key, data)
    return {"backup": made.name, "run": run.id or 0, "group": groups_of(key.text)[-1]}


async def a_picture(house: House, name: str) -> str:
    """In the room of one that somebody uploaded: what a row holds is no matter here."""
    actor = house.people[name]
    async with house.office.database.writing() as db:
        row = MemberPicture(
            family_id=actor.family_id,
            member_id=actor.member_id,
            hash="of-a-kite",
            large=b"kite",
            small=b"kite",
            made_at=house.clock(),
        )
        member = await db.get_one(Member, actor.member_id)
        member.picture = row.hash
        db.add_all((row, member))
        return row.hash


async def in_a_new_browser(house: House, name: str) -> int:
    token = await house.session(name)
    async with house.office.database.writing() as db:
        row = (await db.exec(select(SignIn).where(SignIn.token_hash == token_hash(token)))).one()
        row.news = True
        db.add(row)
        await db.flush()
        return row.id or 0


async def ways_in(house: House) -> Things:
    made: Things = {"picture": await a_picture(house, "Maya")}
    await house.device("Elena")
    for name in ("Elena", "Maya"):
        await house.session(name)
    async with house.office.work(house.people["Elena"]) as work:
        made["code"] = await make_enrolment_link(work, "Kitchen tablet", uses=3)
        ours = select(Device.id).where(Device.family_id == work.actor.family_id)
        made["device"] = (await work.db.exec(ours)).one() or 0
        made["founding_code"] = await make_founding_code(work)
        made["founding"] = (await open_founding_codes(work))[0].id or 0
        made["invited"] = await invite(work, NewInvitation(role="guest"))
        await invite(work, NewInvitation(role="parent"))
        theirs = select(Invitation.id).where(Invitation.family_id == work.actor.family_id)
        invitations = await work.db.exec(theirs.order_by(col(Invitation.id)))
        made["invitation"], made["for_a_parent"] = (found or 0 for found in invitations.all())
        for name in ("Elena", "Maya"):
            whose = select(SignIn.id).where(SignIn.member_id == house.people[name].member_id)
            made[f"{name.lower()}s_session"] = (await work.db.exec(whose)).one() or 0
    made["elenas_news"] = await in_a_new_browser(house, "Elena")
    for name in ("Elena", "Leo"):
        actor = house.people[name]
        async with house.office.work(actor) as work:
            await make_token(work, actor.member_id, "clock")
            whose_key = select(ApiToken.id).where(col(ApiToken.member_id) == actor.member_id)
            made[f"{name.lower()}s_key"] = (await work.db.exec(whose_key)).one() or 0
    return made
