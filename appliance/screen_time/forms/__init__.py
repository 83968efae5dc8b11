from appliance.screen_time.forms.minutes import (
    App,
    Category,
    GiftSent,
    GiftTyped,
    IntervalSent,
    Once,
    RulesSent,
    UsageSent,
    UsageTyped,
    Why,
)

__all__ = [
    "App",
    "Category",
    "GiftSent",
    "GiftTyped",
    "IntervalSent",
    "Once",
    "RulesSent",
    "UsageSent",
    "UsageTyped",
    "Why",
]
