"""The appliance with one more command: it starts itself again when it is told to."""

from collections.abc import Mapping

from appliance.cli import main
from appliance.console.commands import COMMANDS
from appliance.console.place import Place


async def begin_again(place: Place, _nothing: Mapping[str, object]) -> str:
    place.office.begin_again()
    return "soon"


COMMANDS["begin again"] = begin_again

if __name__ == "__main__":
    main()
