"""What is typed into the assistant's pages and sent to its API."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from appliance.assistant.models import Audience, Sees
from appliance.core.forms import LINES, RowId, Sent

Question = Annotated[str, Field(min_length=1, max_length=2000), LINES]
Fact = Annotated[str, Field(min_length=1, max_length=500), LINES]

LastDay = Annotated[
    date, Field(le=date(2999, 12, 31))
]  # its end is a moment, and the calendar has a last one


class QuestionTyped(Sent):
    text: Question


class MemoryTyped(Sent):
    """`until`: the last day on which it holds; none: for good."""

    text: Fact
    visible_to: Audience = Audience.PRIVATE
    until: LastDay | None = None


class MemorySent(Sent):
    text: Fact
    visible_to: Audience = Audience.PRIVATE
    expires_at: AwareDatetime | None = None


class EndTyped(Sent):
    until: LastDay | None = None


class EndSent(Sent):
    """`expires_at` null: it holds for good."""

    expires_at: AwareDatetime | None


class KeptTyped(Sent):
    """`keep`: which of the two stays."""

    keep: RowId


class ErasureTyped(Sent):
    """`count`: how many memories were shown to whoever says yes."""

    count: Annotated[int, Field(ge=0, le=1_000_000)]


class CorrectionTyped(Sent):
    text: Fact


class AudienceTyped(Sent):
    visible_to: Audience


class MarkSent(Sent):
    """`mark`: of the call with its arguments, as it was shown with the button."""

    mark: Annotated[str, Field(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")]


class QuestionSent(QuestionTyped):
    """`chat`: the number of an earlier chat to go on with."""

    chat: RowId | None = None


class ChatRulesTyped(Sent):
    """`keep_days`: 30, 90, 365, or 0 for until somebody deletes them."""

    keep_days: Annotated[int, Field(ge=0, le=365)]
    parents_see_child: Sees
    parents_see_teen: Sees
    help_lines: Annotated[str, Field(max_length=500), LINES] = ""


class TitleTyped(Sent):
    """Empty: the chat is called by its first question again."""

    title: Annotated[str, Field(max_length=80)] = ""


class AllOfThem(Sent):
    """How many there are, for whoever deletes all."""

    count: Annotated[int, Field(ge=0, le=10**9)]
