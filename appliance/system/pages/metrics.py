"""`/metrics`: numbers for Prometheus, for this machine itself and for who keeps the house."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from litestar import Response, get
from litestar.di import NamedDependency

from appliance.core.errors import NotFound
from appliance.core.figures import Figure, Gather
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.policy import may_keep_house
from appliance.system.queries.figures import disk_figures, house_figures, running_figures
from appliance.web.guards import PUBLIC
from appliance.web.request import AppConnection, AppRequest, by_token

HERE = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
HANDED_ON = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
ASKED = {"www-authenticate": "Bearer", "content-type": "text/plain"}
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@get("/metrics", opt=PUBLIC)
async def metrics(request: AppRequest, office: NamedDependency[Office]) -> Response[bytes]:
    if not is_from_here(request):
        actor = await _who_asks(request, office)
        if actor is None:
            return Response(b"Send a key.", status_code=401, headers=ASKED)
        if not may_keep_house(actor):
            raise NotFound(_("There is no such page."))
    state = request.app.state
    found = [
        *running_figures(state.tally.answers, state.schedule),
        *disk_figures(state.settings),
        *await house_figures(office),
    ]
    gathers: Sequence[Gather] = state.figures
    for gather in gathers:
        found += await gather(office)
    return Response(as_text(found), headers={"content-type": TEXT})


def is_from_here(request: AppRequest) -> bool:
    """A proxy on this machine speaks for somebody else."""
    host = request.client.host if request.client else ""
    return host in HERE and not any(name in request.headers for name in HANDED_ON)


async def _who_asks(request: AppRequest, office: Office) -> Actor | None:
    if "authorization" in request.headers:
        named: Actor | None = (await by_token(cast(AppConnection, request), office)).user
        return named
    known = request.scope.get("user")
    return known if isinstance(known, Actor) else None


def as_text(found: Iterable[Figure]) -> bytes:
    # Imported by the first who asks: most houses are watched by nobody.
    from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

    class Told:
        def collect(self) -> Iterator[Metric]:
            for one in found:
                family = CounterMetricFamily if one.counts else GaugeMetricFamily
                metric = family(one.name, one.told, labels=one.by)
                for parts, value in one.values.items():
                    metric.add_metric(parts, value)
                yield metric

    registry = CollectorRegistry()
    registry.register(Told())
    ProcessCollector(registry=registry)
    return generate_latest(registry)
