"""Balances, wishes, the shop and the ledger. Parents see all children's, a child only their own."""

from appliance.rewards.queries.ledger import LedgerLine, ledger, line_of, story_of
from appliance.rewards.queries.purses import (
    Balance,
    Explained,
    Goal,
    Purse,
    balance_of,
    balances,
    explained,
    goals,
    penalties_allowed,
    purses,
    purses_with_goals,
)
from appliance.rewards.queries.shop import (
    Offer,
    Price,
    SeenReward,
    Shop,
    prices_of,
    reward_of,
    rewards_of,
    shop_of,
)
from appliance.rewards.queries.wishes import SeenWish, wish_of, wishes_open, wishes_waiting

__all__ = [
    "Balance",
    "Explained",
    "Goal",
    "LedgerLine",
    "Offer",
    "Price",
    "Purse",
    "SeenReward",
    "SeenWish",
    "Shop",
    "balance_of",
    "balances",
    "explained",
    "goals",
    "ledger",
    "line_of",
    "penalties_allowed",
    "prices_of",
    "purses",
    "purses_with_goals",
    "reward_of",
    "rewards_of",
    "shop_of",
    "story_of",
    "wish_of",
    "wishes_open",
    "wishes_waiting",
]
