"""`POST /api/0/import`: a file of any size is stored while it arrives."""

from appliance.screen_time.actions.importing import bring_in_export
from appliance.screen_time.api.activitywatch.telling import teller_of
from appliance.screen_time.api.activitywatch.visits import Reply, Visit, told


async def bring(visit: Visit) -> Reply:
    found = await bring_in_export(
        visit.office, visit.mailbox, visit.who.viewer, teller_of(visit), visit.pieces()
    )
    return told({"buckets": found.buckets, "events": found.events, "unreadable": found.unreadable})
