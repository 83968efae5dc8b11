"""The web server in this process: one worker, told what to do when it is ready and when it stops."""

import asyncio
import gc
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import uvicorn
from litestar import Litestar
from litestar.types import ASGIApp

from appliance.cli.again import kept_open
from appliance.cli.terminal import Plain
from appliance.core.settings import Settings

CONNECTIONS = 400  # a family's pages keep one open each; more than this is no family


CANCELS, PATIENCE = 5, 1.0  # seconds for each


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.when_ready: Callable[[], None] = lambda: None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self.when_ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Unlike the base's, it does not raise the signal again: being asked to stop is no fault."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


class HouseServer(Server):
    def __init__(self, app: Litestar) -> None:
        super().__init__(config_of(app))
        self.again = False
        self._app = app

    def begin_again(self) -> None:
        """Closes as when it is stopped; whoever ran it then lets the same process start anew."""
        self.again = self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # or one page in a hundred waits while all that was loaded is looked through again

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Live pages would be waited for until the patience of uvicorn ends: they are closed first."""
        tell_systemd(
            f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}" if self.again else "STOPPING=1"
        )
        self._app.state.signals.close_all()
        await super().shutdown(sockets)


def config_of(app: ASGIApp, lifespan: Literal["on", "off"] = "on") -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan=lifespan,
        log_config=None,
        access_log=False,  # addresses carry enrolment codes
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=65,
        timeout_graceful_shutdown=3,
    )


def run_loop() -> asyncio.Runner:
    return asyncio.Runner(loop_factory=uvicorn.Config("", log_config=None).get_loop_factory())


def open_port(settings: Settings) -> socket.socket:
    """Bound before anything is loaded, so that a port in use is told at once."""
    kept = kept_open()
    if kept is not None:
        return kept
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as fault:
        listener.close()
        raise Plain(_why_not(settings, fault)) from None
    listener.set_inheritable(False)
    return listener


def at_port(settings: Settings, listener: socket.socket) -> Settings:
    """Where systemd opened the port its unit says which: the cookies' names and the Host gate go by it."""
    return settings.model_copy(update={"port": listener.getsockname()[1]})


def _why_not(settings: Settings, fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return f"Port {settings.port} is reserved for root. Choose one above 1023, such as --port 8080."
    if isinstance(fault, socket.gaierror) or fault.errno in (99, 97):
        return (
            f"This machine does not have the address {settings.host}. Leave --host out, or name one it has."
        )
    return (
        f"Port {settings.port} is in use by another program. Stop that one, or choose another port, "
        f"such as --port {settings.port + 1}."
    )


def tell_systemd(state: str) -> None:
    """systemd waits for READY=1 where the unit is of type notify; elsewhere nothing is listening."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.settimeout(1)
        try:
            line.connect("\0" + address[1:] if address.startswith("@") else address)
            line.send(state.encode())
        except OSError:
            return


async def end_what_hangs() -> None:
    """Ends every other task of the loop, as its runner would do with one cancel, and then wait for ever.

    A connection that was given up while it was being closed waits for a thread that has ended already
    (aiosqlite 0.22): the first cancel leads it into that wait, the second one out of it.
    """
    for _cancel in range(CANCELS):
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if not others:
            return
        for task in others:
            task.cancel()
        await asyncio.wait(others, timeout=PATIENCE)
