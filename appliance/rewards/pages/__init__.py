"""The pages of rewards: the shop, the wishes, the ledger."""

from appliance.rewards.pages.ledger import LedgerPages
from appliance.rewards.pages.shop import ShopPages
from appliance.rewards.pages.wishes import RewardChanges, WishPages

PAGES = (ShopPages, LedgerPages, RewardChanges, WishPages)
