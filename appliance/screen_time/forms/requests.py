"""Asking for more time, and answering."""

from datetime import UTC, datetime, time
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from appliance.core.forms import Sent
from appliance.screen_time.rules import Reply, Saying

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class AskSent(Sent):
    minutes: int = Field(ge=1, le=240)
    reason: Words = ""


class AskTyped(AskSent):
    back: str = ""


class AnswerSent(Sent):
    """`minutes` for less, `at` for later: left out, in an hour. `note`: a word for the child."""

    answer: Saying
    minutes: int | None = Field(default=None, ge=1, le=240)
    note: Words = ""
    at: Moment | None = None

    @property
    def reply(self) -> Reply:
        return Reply(self.answer, self.minutes, self.note, self.at)


class AnswerTyped(Sent):
    """`at` is a time of today."""

    answer: Saying
    minutes: int | None = Field(default=None, ge=1, le=240)
    note: Words = ""
    at: time | None = None
    back: str = ""

    def reply(self, at: datetime | None) -> Reply:
        return Reply(self.answer, self.minutes, self.note, at)


class PressSent(Sent):
    press: Annotated[str, StringConstraints(max_length=300)]
