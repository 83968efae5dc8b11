"""How the house itself is, by API."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.system.actions import look_again
from appliance.system.doctor.rounds import Line
from appliance.system.queries.house import HouseSeen, house_seen
from appliance.web.request import AppRequest


class FindingShown(BaseModel):
    """`colour`: green, yellow (works, worth a look) or red. `mend` is empty where nothing is to be done."""

    check: str
    colour: str
    title: str
    says: str
    mend: str


class JobShown(BaseModel):
    """`at` is null before its first run; `trouble` is empty where it went well."""

    name: str
    at: datetime | None
    trouble: str


class HouseShown(BaseModel):
    """`state`: the worst colour, or unknown before the first look. Only who keeps the house sees the rest."""

    state: str
    looked_at: datetime | None
    looking: bool
    version: str
    since: datetime | None
    findings: list[FindingShown]
    jobs: list[JobShown]


class HouseApi(Controller):
    path = "/house"
    tags = ["House"]

    @get("/health", summary="How the house is (parents: the state alone)")
    async def health(self, request: AppRequest, office: NamedDependency[Office]) -> HouseShown:
        return await house_shown(request, office)

    @post("/checkups", status_code=202, summary="Look the house over again (who keeps it)")
    async def look(self, request: AppRequest, office: NamedDependency[Office]) -> HouseShown:
        look_again(office, request.user)
        return await house_shown(request, office)


async def house_shown(request: AppRequest, office: Office) -> HouseShown:
    state = request.app.state
    seen = await house_seen(office, request.user, state.rounds, state.schedule)
    return shown(seen, request.user.language)


def shown(seen: HouseSeen, language: str) -> HouseShown:
    lines = seen.round.lines if seen.round and seen.whole else ()
    return HouseShown(
        state=seen.state,
        looked_at=seen.round.at if seen.round else None,
        looking=seen.is_looking,
        version=seen.version,
        since=seen.since if seen.whole else None,
        findings=[finding(line, language) for line in lines],
        jobs=[JobShown(name=job.name, at=job.at, trouble=job.trouble) for job in seen.jobs],
    )


def finding(line: Line, language: str) -> FindingShown:
    said = line.told[language]
    return FindingShown(
        check=line.check, colour=line.colour.value, title=said.title, says=said.says, mend=said.mend
    )
