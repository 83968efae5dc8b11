"""Where the running service is found, for a command that looks at it from outside."""

from pydantic import BaseModel

from appliance.console.place import Place


class Nothing(BaseModel):
    """It needs to be told nothing."""


async def served_at(place: Place, _wish: Nothing) -> dict[str, object]:
    return {"host": place.settings.host, "port": place.settings.port, "resting": [*place.resting()]}
