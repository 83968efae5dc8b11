"""The door of devices that report: enrolment by a code, what was used, and what is allowed now."""

from typing import Annotated

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.agent.protocol import house_proof
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.screen_time.actions.devices import enrol
from appliance.screen_time.actions.openings import note_closing, note_opening
from appliance.screen_time.actions.reports import Report, take_report
from appliance.screen_time.api.minutes import MinutesBalance, shown
from appliance.screen_time.api.signed import OPEN_TO_DEVICES, calling, known_devices
from appliance.screen_time.forms.reports import ClosingSent, EnrolmentSent, OpeningSent, ReportSent
from appliance.screen_time.queries.devices import balance_at
from appliance.web.guards import PUBLIC
from appliance.web.request import AppRequest


class EnrolmentShown(BaseModel):
    """Keys, or a token, grow on both sides out of the code and the two nonces."""

    device_id: int
    name: str
    way: str
    nonce: str
    proof: str


class ReportTaken(BaseModel):
    """`stored`: intervals that were news. `left_out`: too old, in the future, or of an unknown time."""

    stored: int = 0
    left_out: int = 0
    repeated: bool = False


class WordTaken(BaseModel):
    repeated: bool = False


class DecisionTold(BaseModel):
    """`balance` is null where nobody's minutes run here. `sequence`: the highest number that was heard."""

    sequence: int
    balance: MinutesBalance | None


class EnrolmentApi(Controller):
    path = "/device/enrolments"
    tags = ["Devices that report"]
    opt = PUBLIC

    @post(status_code=200, summary="Prove that a code is known, and become a device that reports")
    async def enrol(self, office: NamedDependency[Office], data: JSONBody[EnrolmentSent]) -> EnrolmentShown:
        async with office.work(the_house(), "device") as work:
            made = await enrol(work, data.nonce, data.proof)
        device_id = made.device.id or 0
        return EnrolmentShown(
            device_id=device_id,
            name=made.device.name,
            way=made.device.way,
            nonce=made.house_nonce,
            proof=house_proof(made.keys.answer_key, device_id, made.house_nonce),
        )


class DeviceApi(Controller):
    path = "/device"
    tags = ["Devices that report"]
    middleware = [known_devices]
    opt = OPEN_TO_DEVICES

    @post("/reports", status_code=200, summary="What was used on this device, and how it is")
    async def report(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ReportSent]
    ) -> ReportTaken:
        caller = calling(request)
        told = [stretch.told for stretch in data.intervals]
        report = Report(data.clocks, told, data.state, data.account, data.version)
        async with office.work(caller.at.house, "device") as work:
            taken = await take_report(
                work, caller.at.id, report, sequence=caller.sequence, received=caller.received
            )
        return ReportTaken(stored=taken.stored, left_out=taken.left_out, repeated=taken.repeated)

    @post("/openings", status_code=200, summary="An app came to the front (for automations of phones)")
    async def opening(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[OpeningSent]
    ) -> WordTaken:
        caller = calling(request)
        async with office.work(caller.at.house, "device") as work:
            new = await note_opening(
                work, caller.at.id, data.app, sequence=caller.sequence, received=caller.received
            )
        return WordTaken(repeated=not new)

    @post("/closings", status_code=200, summary="It was left, or the screen went dark")
    async def closing(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ClosingSent]
    ) -> WordTaken:
        caller = calling(request)
        async with office.work(caller.at.house, "device") as work:
            new = await note_closing(
                work, caller.at.id, data.app, sequence=caller.sequence, received=caller.received
            )
        return WordTaken(repeated=not new)

    @get("/decision", summary="Whether the screen is open here now, why, until when, and what changes next")
    async def decision(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        account: Annotated[str, QueryParameter(max_length=80)] = "",
    ) -> DecisionTold:
        caller = calling(request)
        async with office.database.reading() as db:
            found = await balance_at(db, caller.at, account, office.clock())
        balance = None if found is None else shown(found)
        return DecisionTold(sequence=caller.at.device.sequence, balance=balance)
