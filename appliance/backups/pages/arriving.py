"""A backup that is sent through the browser, by a keeper or by a newcomer."""

from typing import TypeVar

from pydantic import BaseModel

from appliance.backups.queries.returning import look_inside
from appliance.backups.restoring.attempt import Found, Restorations
from appliance.core.errors import Invalid, NotFound, Refusal
from appliance.core.i18n import mark as _
from appliance.core.i18n import say_refusal
from appliance.web.arrivals import receive_file
from appliance.web.forms import Form
from appliance.web.render import language_of, viewer_of
from appliance.web.request import AppRequest

M = TypeVar("M", bound=BaseModel)


async def arrive(request: AppRequest, restorations: Restorations) -> None:
    """Taken apart while it comes in; what is in it is looked at when all of it is there."""
    async with restorations.arriving() as sink:
        await receive_file(request, "file", sink, restorations.arrival.room)
    await choose_arrived(restorations)


async def choose_arrived(restorations: Restorations) -> Found:
    arrival = restorations.arrival
    restorations.chosen = await look_inside(restorations.data, arrival.folder, arrival.name)
    return restorations.chosen


def chosen_of(restorations: Restorations) -> Found:
    if restorations.chosen is None:
        raise NotFound(_("Choose a file or a folder first."))
    return restorations.chosen


def refused(request: AppRequest, form: Form[M], refusal: Refusal, field: str = "") -> Form[M]:
    """As it was filled in, with the sentence at the field that it is about."""
    viewer = viewer_of(request)
    language = viewer.language if viewer else language_of(request)
    if isinstance(refusal, Invalid):
        return form.refuse(refusal, language)
    form.errors[field] = say_refusal(language, refusal)
    return form
