"""What is typed into the assistant's pages and sent to its API."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.assistant.models import Audience


class QuestionTyped(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str = Field(min_length=1, max_length=2000)


class MemoryTyped(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str = Field(min_length=1, max_length=500)
    visible_to: Audience = Audience.PRIVATE


class CorrectionTyped(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str = Field(min_length=1, max_length=500)


class AudienceTyped(BaseModel):
    model_config = ConfigDict(extra="ignore")

    visible_to: Audience


class QuestionSent(QuestionTyped):
    """`chat`: the number of an earlier chat to go on with."""

    model_config = ConfigDict(extra="forbid")

    chat: int | None = None


class MemorySent(MemoryTyped):
    model_config = ConfigDict(extra="forbid")


class CorrectionSent(CorrectionTyped):
    model_config = ConfigDict(extra="forbid")


class AudienceSent(AudienceTyped):
    model_config = ConfigDict(extra="forbid")
