from appliance.rewards.api.points import PointsApi
from appliance.rewards.api.shop import RewardsApi
from appliance.rewards.api.wishes import WishesApi

API = (PointsApi, RewardsApi, WishesApi)
