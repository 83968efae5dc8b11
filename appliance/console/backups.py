"""A restore that a command has staged is taken over by the service that runs."""

from appliance.backups.archive.swap import restore_is_staged
from appliance.console.place import Place
from appliance.console.served import Nothing


async def take_over_staged(place: Place, _wish: Nothing) -> bool:
    """True where the service does it by starting again. Where none runs, opening the place has done it."""
    if not restore_is_staged(place.settings.data):
        return False
    place.office.begin_again()
    return True
