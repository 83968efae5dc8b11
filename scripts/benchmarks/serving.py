"""Servers in processes of their own on loopback, ended by their own process ids."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


@dataclass(frozen=True)
class Serving:
    port: int
    pid: int
    first_answer: float  # seconds from its start


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@contextmanager
def appliance(data: Path, path: str = "/health", cookie: str = "") -> Iterator[Serving]:
    """`path` is asked for until it is answered. `cookie` is a session's token."""
    port = free_port()
    command = ["-m", "appliance", "serve", "--data", str(data), "--host", "127.0.0.1", "--port", str(port)]
    with started(command, port, path, cookie) as serving:
        yield serving


@contextmanager
def peer(name: str, *arguments: str, path: str = "/") -> Iterator[Serving]:
    port = free_port()
    with started(
        ["-m", f"scripts.benchmarks.peers.{name}", str(port), *arguments], port, path, ""
    ) as serving:
        yield serving


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    path: str,
    cookie: str,
    *,
    python: str = sys.executable,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Serving]:
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    running = subprocess.Popen([python, *command], cwd=ROOT, stdout=quiet, stderr=quiet, env=environment)
    try:
        _wait_for(running, port, path, cookie)
        yield Serving(port, running.pid, time.perf_counter() - began)
    finally:
        if running.poll() is None:
            os.kill(running.pid, signal.SIGTERM)
        running.wait(timeout=30)


def _wait_for(running: "subprocess.Popen[bytes]", port: int, path: str, cookie: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            if asked(port, path, cookie).startswith(b"HTTP/1.1 200"):
                return
        except OSError:
            pass
        time.sleep(0.01)
    raise RuntimeError(f"nothing answers at port {port}")


def asked(port: int, path: str, cookie: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request(port, path, cookie, keep=False))
        return b"".join(iter(lambda: line.recv(65536), b""))


def request(port: int, path: str, cookie: str, *, keep: bool = True) -> bytes:
    head = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "Accept: text/html"]
    head += [f"Cookie: session-{port}={cookie}"] if cookie else []
    head += [] if keep else ["Connection: close"]
    return "\r\n".join([*head, "", ""]).encode()


def cpu_seconds(pid: int) -> float:
    """All of its threads; nanoseconds are counted, where /proc/PID/stat only knows hundredths."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def until_quiet(pid: int, patience: float = 90.0) -> None:
    """Work that waits for the start (sentences to learn, memories to read) is not a page's."""
    until, calm = time.monotonic() + patience, 0
    while calm < 4 and time.monotonic() < until:
        before = cpu_seconds(pid)
        time.sleep(0.25)
        calm = calm + 1 if cpu_seconds(pid) - before < 0.02 else 0


def resident(pid: int) -> float:
    """MB, as `ps` and `systemd` count them."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


def api(ours: Serving, token: str, path: str, sent: dict[str, str] | None = None) -> dict[str, object]:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    body = json.dumps(sent).encode() if sent else None
    asking = urllib.request.Request(f"http://127.0.0.1:{ours.port}/api/v1{path}", body, headers)
    with urllib.request.urlopen(asking, timeout=60) as answer:
        found: dict[str, object] = json.loads(answer.read())
    return found


def command(data: Path, *words: str) -> str:
    command = [sys.executable, "-m", "appliance", *words, "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def seconds_until_awake(first: Serving, data: Path) -> float:
    """From its start until the assistant answers a question."""
    began = time.perf_counter()
    token = command(data, "token", "create", "--as", "Nora")
    answer: dict[str, object] = {}
    while answer.get("state") != "done":
        try:
            answer = api(first, token, "/ask", {"text": "How many points does Ben have?"})
        except urllib.error.HTTPError:  # it is still waking up
            time.sleep(0.1)
    return first.first_answer + time.perf_counter() - began
