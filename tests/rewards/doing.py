"""Short ways for tests to fill purses and the shop."""

from uuid import uuid4

from appliance.rewards import actions
from appliance.rewards.actions import RewardPlan
from appliance.rewards.models import Wish
from appliance.rewards.queries import Balance, balance_of
from tests.support.house import House


async def give(
    house: House, name: str, amount: int, reason: str = "Helped Grandma", by: str = "Elena"
) -> int:
    async with house.office.work(house.people[by]) as work:
        member_id = house.people[name].member_id
        return await actions.give_points(work, member_id, amount, reason, uuid4().hex)


async def offer(house: House, title: str, points: int, minutes: int = 0, by: str = "Elena") -> int:
    async with house.office.work(house.people[by]) as work:
        return await actions.add_reward(work, RewardPlan(title, points, minutes))


async def wish_for(house: House, name: str, reward_id: int) -> Wish:
    async with house.office.work(house.people[name]) as work:
        return await actions.ask_for_reward(work, reward_id)


async def purse(house: House, name: str, by: str = "") -> Balance:
    async with house.office.reading(house.people[by or name]) as look:
        return await balance_of(look, house.people[name].member_id)
