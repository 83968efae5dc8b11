"""What is sent to be kept is refused by its first line where the disk is nearly full, before it is read."""

from litestar.handlers import BaseRouteHandler

from appliance.core.files import need_room
from appliance.core.settings import MIB, Settings
from appliance.web.guards import Connection


async def room_for_more(connection: Connection, _handler: BaseRouteHandler) -> None:
    settings: Settings = connection.app.state.settings
    need_room(settings.data, settings.upload_floor * MIB)
