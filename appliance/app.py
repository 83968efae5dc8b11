"""The process as a whole: the only place, beside wiring, that knows every feature."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, ControllerRouterHandler, Message, Scope

from appliance import wiring
from appliance.assistant.actions.falls import tell_of_falls
from appliance.assistant.engine_room import BlackBox, Models
from appliance.assistant.jobs import close_open_answers, jobs_with
from appliance.assistant.queries.figures import figures_of
from appliance.assistant.turn import Assistant
from appliance.backups.actions.runs import close_broken_runs
from appliance.backups.jobs import jobs_with as backup_jobs
from appliance.backups.jobs.returning import jobs_after
from appliance.backups.queries.reminder import SheetReminder
from appliance.backups.restoring.attempt import Restorations
from appliance.chores.jobs import jobs_with as photo_jobs
from appliance.chores.queries.proposals import WaitingProposals
from appliance.core.clock import Clock, system_clock
from appliance.core.database import Database
from appliance.core.errors import AtRest, NoRoom, Refusal
from appliance.core.files import Files
from appliance.core.jobs import Schedule
from appliance.core.migrate import migrate
from appliance.core.secrets import open_secrets
from appliance.core.settings import MIB, Settings
from appliance.core.signals import Signals
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.screen_time.activitywatch.mailbox import Mailbox
from appliance.screen_time.api.activitywatch import for_watchers
from appliance.screen_time.jobs.watching import NAME as DERIVE
from appliance.screen_time.queries import KnownRequests
from appliance.system.api import api_document
from appliance.system.doctor.rounds import Rounds
from appliance.system.jobs import JOB as LOOK_AFTER_DISK
from appliance.system.jobs import rounds_with
from appliance.web.api.door import for_programs
from appliance.web.api.limits import Limits, limited
from appliance.web.api.manners import polite
from appliance.web.api.once import once
from appliance.web.api.pages import page_asked
from appliance.web.api.versions import versioned
from appliance.web.assets import static_file
from appliance.web.csrf import only_our_own_pages
from appliance.web.errors import fault, http_error, refused
from appliance.web.gate import add_headers, hosts_only
from appliance.web.guards import numbers_of_rows, signed_in
from appliance.web.live import live
from appliance.web.request import Recognise
from appliance.web.sessions import OpenSessions
from appliance.web.tally import Tally

log = structlog.get_logger("house")
Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]
# Packed already, told line by line, or packed where the version is known.
PLAIN = ["/live", "/display/live", "/static", r"/ask/answers/\d+/stream", "^/api/v1", "/download"]
MAX_BODY = 16 * 1024 * 1024  # bytes


def open_office(settings: Settings, clock: Clock = system_clock) -> Office:
    """The directory with its secrets and its migrated database."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secrets = open_secrets(settings.data)
    migrate(settings.database)
    database = Database(settings.database, settings.readers)
    return Office(database, clock, secrets, Signals(), wiring.REACTIONS)


def create_app(
    settings: Settings,
    clock: Clock = system_clock,
    *,
    jobs: bool = True,
    office: Office | None = None,
    box: BlackBox | None = None,
) -> Litestar:
    """`jobs=False` leaves the clockwork still: a test runs each job when it wants to."""
    return furnish(build_doors(), settings, clock, jobs=jobs, office=office, box=box)


@dataclass(frozen=True)
class Doors:
    """Every route, with no house behind it yet. `routed` answers before anybody looked at the host."""

    app: Litestar
    routed: ASGIApp


def build_doors() -> Doors:
    """Half a second of work that knows no house: many houses, one after the other, may use the same doors."""
    app = Litestar(
        route_handlers=[_pages(), _api()],
        middleware=[Recognise],
        guards=[signed_in, numbers_of_rows],
        dependencies={name: Provide(given, sync_to_thread=False) for name, given in GIVEN.items()},
        exception_handlers={Refusal: refused, HTTPException: http_error, Exception: fault},
        before_send=[add_headers, _counted],
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=4, exclude=PLAIN),
        lifespan=[_lived_in],
        openapi_config=api_document(),
        logging_config=None,
        request_max_body_size=MAX_BODY,
    )
    return Doors(app, app.asgi_handler)


def furnish(
    doors: Doors,
    settings: Settings,
    clock: Clock = system_clock,
    *,
    jobs: bool = True,
    office: Office | None = None,
    box: BlackBox | None = None,
) -> Litestar:
    office = office or open_office(settings, clock)
    office.database.disk.ballast.wanted = settings.ballast_bytes
    assistant = open_assistant(office, settings, box)
    rounds = Rounds(settings.data)
    restorations = Restorations(settings, office)
    backups = (*backup_jobs(settings.data), *jobs_after(restorations))
    files = Files(office.database.disk, settings.upload_floor * MIB)
    further = (*jobs_with(assistant.models), *backups, *rounds_with(rounds), *photo_jobs(files))
    schedule = Schedule(office, (*wiring.JOBS, *further))
    app = doors.app
    app.state = _state(settings, office, schedule, assistant)
    mailbox = Mailbox(office.database, office.clock, lambda: office.wake(DERIVE))
    app.state.update({"rounds": rounds, "files": files, "restorations": restorations, "mailbox": mailbox})
    app.state.lives = (_running(office, schedule, assistant, jobs), restorations.open)
    app.asgi_handler = hosts_only(for_watchers(for_programs(doors.routed, app), office, mailbox), settings)
    return app


def open_assistant(office: Office, settings: Settings, box: BlackBox | None) -> Assistant:
    models = Models(settings, box=box)
    return Assistant(office, models, wiring.REGISTRY, settings.models)


def _office(state: State) -> Office:
    office: Office = state.office
    return office


def _credentials(state: State) -> Credentials:
    credentials: Credentials = state.credentials
    return credentials


def _assistant(state: State) -> Assistant:
    assistant: Assistant = state.assistant
    return assistant


def _models(state: State) -> Models:
    models: Models = state.models
    return models


def _restorations(state: State) -> Restorations:
    restorations: Restorations = state.restorations
    return restorations


GIVEN: dict[str, Callable[[State], object]] = {
    "office": _office,
    "credentials": _credentials,
    "assistant": _assistant,
    "models": _models,
    "restorations": _restorations,
}


async def _counted(message: Message, scope: Scope) -> None:
    tally: Tally = scope["litestar_app"].state.tally
    await tally.note(message, scope)


@asynccontextmanager
async def _lived_in(app: Litestar) -> AsyncIterator[None]:
    async with AsyncExitStack() as life:
        for begin in app.state.lives:
            await life.enter_async_context(begin(app))
        yield


def _state(settings: Settings, office: Office, schedule: Schedule, assistant: Assistant) -> State:
    return State(
        {
            "settings": settings,
            "office": office,
            "secrets": office.secrets,
            "signals": office.signals,
            "sessions": OpenSessions(office.database, timedelta(days=settings.session_idle_days)),
            "schedule": schedule,
            "sheet": SheetReminder(office.database),
            "proposals": WaitingProposals(office.database),
            "requests": KnownRequests(office.database),
            "registry": wiring.REGISTRY,
            "navigation": wiring.NAVIGATION,
            "assistant": assistant,
            "models": assistant.models,
            "demo": settings.is_demo,
            "limits": Limits(settings, office.clock),
            "tally": Tally(),
            "credentials": Credentials(office.secrets, settings.password_memory_kib, settings.sign_in_pause),
            "figures": (figures_of(assistant.models), *wiring.FIGURES),
            "answering": set[tuple[int, str]](),  # requests with an Idempotency-Key, by member
        }
    )


def _pages() -> Router:
    handlers: list[ControllerRouterHandler] = [static_file, live, *wiring.PAGES]
    return Router("/", route_handlers=handlers, before_request=only_our_own_pages, include_in_schema=False)


def _api() -> Router:
    return Router(
        "/api/v1",
        route_handlers=list(wiring.API),
        middleware=[limited, polite, once, versioned],
        dependencies={"page": Provide(page_asked, sync_to_thread=False)},
    )


async def _write_first_things(office: Office, assistant: Assistant) -> None:
    try:
        await close_open_answers(office)
        await tell_of_falls(office, assistant.models)
    except (AtRest, NoRoom):
        log.warning("the disk took nothing at the start; the pages are served all the same")


async def _end_what_was_cut_off(office: Office) -> None:
    """Not in a rehearsal: in a copy the very backup that it came from still runs."""
    try:
        await close_broken_runs(office)
    except (AtRest, NoRoom):
        log.warning("the disk took nothing at the start; what was cut off is told at the next one")


def _running(office: Office, schedule: Schedule, assistant: Assistant, jobs: bool) -> Lifespan:
    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        office.database.disk.ballast.clean()
        app.state.files.clean()
        await _write_first_things(office, assistant)
        if jobs:
            await _end_what_was_cut_off(office)
            office.database.disk.noticed = partial(schedule.wake, LOOK_AFTER_DISK)
            assistant.models.open()
            schedule.start()
            office.wake = schedule.wake
        try:
            yield
        finally:
            schedule.stop()
            office.signals.close_all()
            await assistant.close()
            await office.database.close()

    return running
