"""A child who earns, and wishes for something as soon as there is enough for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from appliance.chores.models import Occurrence
from appliance.chores.rules.states import approval_cause
from appliance.core.clock import local_day
from appliance.demo.chance import chance, minutes_later
from appliance.demo.people import Home
from appliance.rewards.models import Reward
from appliance.rewards.rules import grant_cause, reversal_cause, wish_cause
from appliance.screen_time.models import Kind

KEPT = 45  # points that are left in the last weeks, for wishes of today
LAST_WEEKS = timedelta(days=25)
DECLINED = 0.12
Row = dict[str, object]


@dataclass
class Booked:
    """Rows for the three tables. Entries go by their cause until all of them have their numbers."""

    next_wish: int
    entries: list[Row] = field(default_factory=list)
    wishes: list[Row] = field(default_factory=list)
    minutes: list[Row] = field(default_factory=list)


@dataclass
class Purse:
    home: Home
    member_id: int
    rewards: Sequence[Reward]
    has: int
    now: datetime
    booked: Booked
    settled: datetime | None = None  # when the last wish was answered: one at a time

    def live(self, earned: Sequence[Occurrence]) -> None:
        wanted, spare = self._next_goal(self.now)
        for one in earned:
            assert one.approved_at is not None and one.id is not None
            self._earn(one, one.approved_at)
            self.has += one.paid
            if wanted is not None and self._can_afford(wanted, spare, one.approved_at):
                self._wish(wanted, one.approved_at)
                wanted, spare = self._next_goal(one.approved_at)

    def _earn(self, one: Occurrence, approved: datetime) -> None:
        cause = approval_cause(one.id or 0, one.round)
        self._book(one.paid, "earned", cause, one.title, one.approved_by, approved)
        self.booked.entries[-1]["occurrence_id"] = one.id

    def _can_afford(self, reward: Reward, spare: int, moment: datetime) -> bool:
        left = KEPT if moment > self.now - LAST_WEEKS else spare
        return self.has >= reward.points + left and (self.settled is None or moment > self.settled)

    def _next_goal(self, moment: datetime) -> tuple[Reward | None, int]:
        luck = chance("goal", self.member_id, moment)
        return (luck.choice(self.rewards) if self.rewards else None), luck.randint(0, 25)

    def _wish(self, reward: Reward, earned_at: datetime) -> None:
        luck = chance("wish", self.member_id, earned_at)
        asked = minutes_later(earned_at, luck, 5, 90)
        decided = minutes_later(asked, luck, 5, 400)
        if decided > self.now:
            return
        self.settled = decided
        granted, parent = luck.random() >= DECLINED, luck.choice(self.home.parents)
        wish_id = self._note(reward, asked, decided, parent, granted)
        self._book(-reward.points, "spent", wish_cause(wish_id), reward.title, self.member_id, asked, wish_id)
        if granted:
            self.has -= reward.points
            self._give_minutes(reward, wish_id, decided, parent)
        else:
            back, cause = reversal_cause(wish_cause(wish_id)), wish_cause(wish_id)
            self._book(reward.points, "reversal", back, reward.title, parent, decided, wish_id, cause)

    def _note(self, reward: Reward, asked: datetime, decided: datetime, parent: int, granted: bool) -> int:
        wish_id = self.booked.next_wish
        self.booked.next_wish += 1
        self.booked.wishes.append(
            {
                "id": wish_id,
                "family_id": self.home.id,
                "reward_id": reward.id,
                "member_id": self.member_id,
                "title": reward.title,
                "points": reward.points,
                "minutes": reward.minutes,
                "state": "redeemed" if granted else "declined",
                "asked_at": asked,
                "decided_by": parent,
                "decided_at": decided,
                "redeemed_by": parent if granted else None,
                "redeemed_at": decided if granted else None,
                "round": int(granted),
            }
        )
        return wish_id

    def _give_minutes(self, reward: Reward, wish_id: int, decided: datetime, parent: int) -> None:
        if reward.minutes:
            self.booked.minutes.append(
                {
                    "family_id": self.home.id,
                    "member_id": self.member_id,
                    "day": local_day(decided, self.home.zone),
                    "minutes": reward.minutes,
                    "kind": Kind.BOUGHT.value,
                    "cause": f"bought:{grant_cause(wish_id, 1)}",
                    "why": reward.title,
                    "by_member_id": parent,
                    "at": decided,
                }
            )

    def _book(
        self,
        amount: int,
        kind: str,
        cause: str,
        title: str,
        by: int | None,
        at: datetime,
        wish_id: int | None = None,
        reverses: str | None = None,
    ) -> None:
        self.booked.entries.append(
            {
                "family_id": self.home.id,
                "member_id": self.member_id,
                "amount": amount,
                "kind": kind,
                "cause": cause,
                "reverses_id": reverses,
                "wish_id": wish_id,
                "title": title,
                "by_member_id": by or self.member_id,
                "at": at,
            }
        )
