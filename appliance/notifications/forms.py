"""What a parent types in for alerts."""

from typing import Annotated

from pydantic import Field, StringConstraints

from appliance.core.forms import Sent

Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Token = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class TargetSent(Sent):
    """`token`: left out keeps the stored one. `home`: the address of this house that a tap opens."""

    server: Address
    topic: Topic
    token: Token | None = None
    home: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class TargetTyped(TargetSent):
    no_token: bool = Field(default=False, description="Forget the stored token")
