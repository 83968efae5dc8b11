from appliance.rewards.api.points import PointsApi
from appliance.rewards.api.shop import RewardsApi, WishesApi

API = (PointsApi, RewardsApi, WishesApi)
