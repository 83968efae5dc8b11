"""Whether the house is well."""

from litestar import Response, get
from litestar.di import NamedDependency

from appliance import __version__
from appliance.core.jobs import Schedule
from appliance.core.work import Office
from appliance.system.queries import Wellness, wellness
from appliance.web.guards import PUBLIC
from appliance.web.request import AppRequest


# Asked without looking up who asks: that needs the database, which may be what is ill.
@get("/health", opt={**PUBLIC, "exclude_from_auth": True})
async def health(request: AppRequest, office: NamedDependency[Office]) -> Response[dict[str, object]]:
    schedule: Schedule = request.app.state.schedule
    found = await wellness(office, schedule)
    return Response(_shown(found), status_code=200 if found.well else 503)


def _shown(found: Wellness) -> dict[str, object]:
    return {
        "status": "ok" if found.well else "unwell",
        "version": __version__,
        "database": "ok" if found.database else "does not answer",
        "disk": found.trouble.value if found.trouble else "ok",
        "jobs": {
            name: {"at": at.isoformat(), "result": trouble or "ok"}
            for name, (at, trouble) in sorted(found.jobs.items())
        },
    }
