"""The shop as it stands today: how many there are, a price for one child, what is saved for and promised."""

from datetime import timedelta

from sqlmodel import select

from appliance.core.errors import RuleBroken
from appliance.core.work import Office, Work
from appliance.demo.people import Home
from appliance.demo.plan import FAR, GOALS, PRICES, PROMISED, STOCK
from appliance.rewards.actions import RewardPlan, add_reward, ask_for_reward, grant_wish, save_for, set_price
from appliance.rewards.models import Reward

A_WHILE = timedelta(minutes=20)


async def furnish_shop(office: Office, home: Home) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo") as work:
        if FAR[0] in [GOALS[child.name] for child in home.plan.children]:
            await add_reward(work, RewardPlan(*FAR))
        rewards = await _by_title(work, home)
        for title, left in STOCK.items():
            if title in rewards:
                rewards[title].stock = left
        for (title, name), price in PRICES.items():
            if title in rewards and name in home.members:
                await set_price(work, rewards[title].id or 0, home.member_id(name), price)
    numbers = {title: reward.id or 0 for title, reward in rewards.items()}
    for child in home.plan.children:
        await _promise(office, home, child.name, numbers)
        async with office.work(home.actor(child.name), "demo") as work:
            await save_for(work, numbers[GOALS[child.name]])


async def _promise(office: Office, home: Home, name: str, numbers: dict[str, int]) -> None:
    """Where there are points enough for it on the day of the demo."""
    if name not in PROMISED:
        return
    moment = office.clock() - A_WHILE
    try:
        async with office.work(home.actor(name), "demo", moment) as work:
            wish = await ask_for_reward(work, numbers[PROMISED[name]])
        async with office.work(home.actor(home.plan.owner.name), "demo") as work:
            await grant_wish(work, wish.id or 0)
    except RuleBroken:
        return


async def _by_title(work: Work, home: Home) -> dict[str, Reward]:
    found = await work.db.exec(select(Reward).where(Reward.family_id == home.id))
    return {reward.title: reward for reward in found.all()}
