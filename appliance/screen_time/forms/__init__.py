from appliance.screen_time.forms.minutes import (
    App,
    Category,
    GiftSent,
    GiftTyped,
    IntervalSent,
    Once,
    UsageSent,
    UsageTyped,
    Why,
)
from appliance.screen_time.forms.rules import (
    CapTyped,
    DifferentSent,
    PauseSent,
    PauseTyped,
    RulesSent,
    RulesTyped,
)
from appliance.screen_time.forms.stretches import typed

__all__ = [
    "App",
    "CapTyped",
    "Category",
    "DifferentSent",
    "GiftSent",
    "GiftTyped",
    "IntervalSent",
    "Once",
    "PauseSent",
    "PauseTyped",
    "RulesSent",
    "RulesTyped",
    "UsageSent",
    "UsageTyped",
    "Why",
    "typed",
]
