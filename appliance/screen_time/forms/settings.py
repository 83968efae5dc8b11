"""What the settings of measuring take in."""

from typing import Literal

from appliance.core.forms import Sent


class ScreenPolicySent(Sent):
    """`keep_titles` and `alert_silence` left out of a form are off."""

    keep_titles: bool = False
    keep_days: int
    keep_told_days: int
    silence: Literal["nothing", "used"]
    silence_after: int
    alert_silence: bool = False
    request_hours: int
