"""What an app is and how it counts, as somebody sends it."""

from typing import Annotated, Literal

from pydantic import Field

from appliance.core.forms import Sent
from appliance.screen_time.forms.minutes import App

Kind = Literal["games", "video", "chat", "music", "creative", "school", "web", "other"]
Counts = Literal["counted", "free", "learning"]
ForWhom = Annotated[int, Field(ge=0, le=2**63 - 1)]


class AppChoiceSent(Sent):
    """Without `category` or `standing` that part stays as the map says. `member_id` 0: for all children."""

    app: App
    category: Kind | None = None
    standing: Counts | None = None
    member_id: ForWhom = 0
