"""Every address of `/api/0`. `{}` is a bucket, and after `events` the number of one."""

from collections.abc import Awaitable, Callable, Mapping

from appliance.screen_time.api.activitywatch import asking, bringing, telling
from appliance.screen_time.api.activitywatch.visits import Reply, Visit

Answer = Callable[[Visit], Awaitable[Reply]]
ROOT = "/api/0/"
OPEN = {"info"}  # answered to anybody
ROUTES: Mapping[str, Mapping[str, Answer]] = {
    "info": {"GET": asking.say_who},
    "buckets": {"GET": asking.list_buckets},
    "buckets/{}": {
        "GET": asking.show_bucket,
        "POST": telling.introduce,
        "PUT": telling.introduce,
        "DELETE": telling.keep,
    },
    "buckets/{}/heartbeat": {"POST": telling.heartbeat},
    "buckets/{}/events": {"GET": asking.list_events, "POST": telling.add_events},
    "buckets/{}/events/count": {"GET": asking.count_events},
    "buckets/{}/events/{}": {"GET": asking.show_event, "DELETE": telling.keep},
    "buckets/{}/export": {"GET": asking.export_bucket},
    "export": {"GET": asking.export},
    "import": {"POST": bringing.bring},
}


def shape_of(parts: list[str]) -> str:
    """`parts` of the address after `/api/0/`."""
    shaped = list(parts)
    if parts[0] == "buckets" and len(parts) > 1:
        shaped[1] = "{}"
        if len(parts) == 4 and parts[2] == "events" and parts[3] != "count":
            shaped[3] = "{}"
    return "/".join(shaped)
