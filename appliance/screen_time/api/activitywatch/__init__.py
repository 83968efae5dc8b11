"""ActivityWatch's own API, for watchers as they come: docs/activitywatch.md."""

from appliance.screen_time.api.activitywatch.door import for_watchers
from appliance.screen_time.api.activitywatch.routes import ROUTES

__all__ = ["ROUTES", "for_watchers"]
