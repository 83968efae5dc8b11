"""What a child saves for: one thing at a time, their own choice."""

from sqlmodel import select

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.shop import reward_for
from appliance.rewards.events import GoalChosen, GoalDropped
from appliance.rewards.models import Reward, SavingGoal, Wish
from appliance.rewards.policy import may_wish


async def save_for(work: Work, reward_id: int) -> Reward:
    """Instead of what was saved for before."""
    reward = await reward_for(work, reward_id)
    if not may_wish(work.actor):
        raise NotAllowed(_("Rewards are for the children of the family."))
    if reward.put_away_at is not None:
        raise RuleBroken(_("This reward is not in the shop any more."))
    await _choose(work, work.actor.member_id, reward_id)
    await work.emit(
        GoalChosen(
            family_id=reward.family_id,
            reward_id=reward_id,
            title=reward.title,
            member_id=work.actor.member_id,
        )
    )
    return reward


async def stop_saving(work: Work) -> None:
    if not may_wish(work.actor):
        raise NotAllowed(_("Rewards are for the children of the family."))
    await drop_goal(work, work.actor.member_id)


async def drop_goal(work: Work, member_id: int) -> None:
    goal = await _goal(work, member_id)
    if goal is not None:
        await work.db.delete(goal)
        await work.emit(GoalDropped(family_id=goal.family_id, member_id=member_id))


async def end_saving_for(work: Work, wish: Wish) -> bool:
    """With the yes it is reached. False where something else is saved for, or nothing."""
    goal = await _goal(work, wish.member_id)
    if goal is None or goal.reward_id != wish.reward_id:
        return False
    await work.db.delete(goal)
    return True


async def go_on_saving_for(work: Work, wish: Wish) -> None:
    """Where nothing else was chosen meanwhile."""
    if await _goal(work, wish.member_id) is None:
        await _choose(work, wish.member_id, wish.reward_id)


async def _goal(work: Work, member_id: int) -> SavingGoal | None:
    found = await work.db.exec(
        select(SavingGoal).where(
            SavingGoal.member_id == member_id, SavingGoal.family_id == work.actor.family_id
        )
    )
    return found.first()


async def _choose(work: Work, member_id: int, reward_id: int) -> None:
    goal = await _goal(work, member_id)
    if goal is None:
        goal = SavingGoal(
            member_id=member_id, family_id=work.actor.family_id, reward_id=reward_id, chosen_at=work.now
        )
    goal.reward_id, goal.chosen_at = reward_id, work.now
    work.db.add(goal)
    await work.db.flush()
