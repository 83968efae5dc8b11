"""The steps of a chore and the photo that shows it done, for other programs of the house."""

from litestar import Controller, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel

from appliance.chores.actions.checklist import tick_step
from appliance.chores.actions.photos import (
    LARGEST_FILE,
    ask_for_photo,
    complete_with_photo,
    put_photo,
    remove_photo,
    too_large,
)
from appliance.chores.queries import Duty, duty_of
from appliance.chores.queries.photos import photo_shown
from appliance.core.photos import KIND
from appliance.core.work import Office
from appliance.web.api.manners import PICTURES
from appliance.web.arrivals import receive_bytes
from appliance.web.request import AppRequest
from appliance.web.uploads import Held, kept_photo, room_for_more


class TickShown(BaseModel):
    step: str
    ticked: bool


class ProofShown(BaseModel):
    """`wants_photo`: it is only done with one. `photo`: it is there, for those who may see it."""

    occurrence_id: int
    state: str
    steps: list[TickShown]
    wants_photo: bool
    photo: bool


class ProofApi(Controller):
    path = "/occurrences/{occurrence_id:int}"
    tags = ["Chores"]

    @get("/proof", summary="The steps of a chore, and whether a photo is there")
    async def proof(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> ProofShown:
        return await _proof(request, office, occurrence_id)

    @put("/ticks/{step:int}", summary="Tick a step off; they count from 1")
    async def tick(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        step: FromPath[int],
    ) -> ProofShown:
        async with office.work(request.user, "api") as work:
            await tick_step(work, occurrence_id, step - 1)
            return _shown(await duty_of(work, occurrence_id))

    @delete("/ticks/{step:int}", status_code=200, summary="Take a tick away")
    async def untick(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        step: FromPath[int],
    ) -> ProofShown:
        async with office.work(request.user, "api") as work:
            await tick_step(work, occurrence_id, step - 1, ticked=False)
            return _shown(await duty_of(work, occurrence_id))

    @get(
        "/photo",
        summary="The photo, a JPEG: for whoever looks after the children, and whose chore it is",
        opt={PICTURES: True},
        media_type=KIND,
    )
    async def photo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Response[bytes]:
        async with office.reading(request.user) as look:
            sha256 = await photo_shown(look, occurrence_id)
        return kept_photo(request, sha256)

    @put(
        "/photo",
        summary="Send a JPEG, PNG, WebP or GIF of at most 12 MB as the body; `done`: with it, it is done",
        opt={PICTURES: True},
        guards=[room_for_more],
        request_max_body_size=None,
    )
    async def put_photo(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        done: FromQuery[bool] = False,
    ) -> ProofShown:
        held = Held(LARGEST_FILE, too_large)
        await ask_for_photo(office, request.user, occurrence_id, done=done)
        await receive_bytes(request, held, held.room)
        verb = complete_with_photo if done else put_photo
        await verb(office, request.app.state.files, request.user, occurrence_id, held.getvalue(), "api")
        return await _proof(request, office, occurrence_id)

    @delete("/photo", status_code=200, summary="Take the photo away")
    async def drop_photo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> ProofShown:
        await remove_photo(office, request.app.state.files, request.user, occurrence_id, "api")
        return await _proof(request, office, occurrence_id)


async def _proof(request: AppRequest, office: Office, occurrence_id: int) -> ProofShown:
    async with office.reading(request.user) as look:
        return _shown(await duty_of(look, occurrence_id))


def _shown(duty: Duty) -> ProofShown:
    steps = [TickShown(step=step, ticked=n in duty.ticks) for n, step in enumerate(duty.steps)]
    return ProofShown(
        occurrence_id=duty.id,
        state=duty.state,
        steps=steps,
        wants_photo=duty.photo,
        photo=duty.picture_of_it is not None,
    )
