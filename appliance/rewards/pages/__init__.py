"""The pages of rewards: the shop, the wishes, the ledger."""

from appliance.rewards.pages.ledger import LedgerPages
from appliance.rewards.pages.points import LinePages, PointChanges
from appliance.rewards.pages.rewards import RewardChanges
from appliance.rewards.pages.shop import GoalPages, ShopPages
from appliance.rewards.pages.wishes import AnswerPages, WishPages

PAGES = (ShopPages, GoalPages, LedgerPages, LinePages, PointChanges, RewardChanges, WishPages, AnswerPages)
