"""Lists of the API: plain arrays, and the way to the next page in a header."""

from collections.abc import Callable
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from litestar import Response
from litestar.params import QueryParameter

from appliance.core.paging import LARGEST, USUAL, Page, Part
from appliance.web.request import AppRequest

R = TypeVar("R")
T = TypeVar("T")
LARGEST_ROW = 2**63 - 1

Limit = Annotated[int, QueryParameter(ge=1, le=LARGEST, description="How many at most")]
After = Annotated[
    str, QueryParameter(max_length=300, description="Where the page before ended: from its Link")
]

Row = Annotated[int | None, QueryParameter(ge=1, le=LARGEST_ROW, description="The number of a row")]


def page_asked(limit: Limit = USUAL, after: After = "") -> Page:
    return Page(limit, after)


def listed(request: AppRequest, part: Part[R], shown: Callable[[R], T]) -> Response[list[T]]:
    """RFC 8288: the address of the next page, with all that was asked for."""
    headers = {}
    if part.next:
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        following = urlencode([*asked, ("after", part.next)])
        headers["link"] = f'<{request.url.path}?{following}>; rel="next"'
    return Response([shown(row) for row in part.rows], headers=headers)
