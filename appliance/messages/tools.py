"""Words for somebody of the family: understood already, and said to be not here yet."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.registry import Risk, Tool


class MessageSend(BaseModel):
    model_config = ConfigDict(extra="forbid")

    to: str = Field(min_length=1, max_length=80, description="To whom: a name, or everyone")
    text: str = Field(min_length=1, max_length=500, description="The message, in the speaker's own words")


TOOLS = (
    Tool(
        name="message_send",
        describes="Sends words to somebody of the family, or to everyone.",
        call=_("Tell %(to)s: %(text)s"),
        input=MessageSend,
        risk=Risk.OTHERS,
        coming=True,
        examples=(
            "tell Leo that dinner is ready",
            "send mum a message: I am at the library",
            "let everyone know that we leave at eight",
            "message dad that training ends later",
        ),
    ),
)
