"""Heartbeats of watchers beside ActivityWatch's own server: a line for each, durable before its answer."""

import asyncio
import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from appliance.agent.protocol import Identity, device_proof, new_nonce, root_of
from appliance.app import open_office
from appliance.core.clock import system_clock
from appliance.core.people import Actor, Role, the_house
from appliance.core.settings import Settings
from appliance.screen_time.actions import add_device, enrol, make_device_code
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.household import FIRST_CHILD, PARENT, ZONE, make_household
from scripts.benchmarks.peers.aw_server import aw_server
from scripts.benchmarks.serving import ROOT, Serving, appliance, until_quiet

ROUNDS, ONE, EACH_OF_EIGHT = 5, 400, 150
REPORTS, IN_A_REPORT = 20, 100
SECOND = timedelta(seconds=1)
MS = 1000.0


@dataclass(frozen=True)
class Devices:
    token: str
    agent: Identity


@dataclass(frozen=True)
class Run:
    rate: float  # heartbeats a second
    seconds: Sequence[float]  # of each request


def measure(folder: Path) -> list[Figure]:
    made = make_household(folder / "year")
    devices = asyncio.run(_enrolled(made.data))
    found: dict[str, list[Run]] = {name: [] for name in ("one", "peer one", "eight", "peer eight", "report")}
    with appliance(made.data) as ours, aw_server(folder) as peer:
        until_quiet(ours.pid)
        for number in range(ROUNDS + 1):
            round_ = _round(ours, peer, devices, number)
            for name, run in round_.items() if number else ():  # the first one warms up what later ones have
                found[name].append(run)
    return _figures(found)


def _round(ours: Serving, peer: Serving, devices: Devices, number: int) -> dict[str, Run]:
    found = {}
    for name, clients, count in (("one", 1, ONE), ("eight", 8, EACH_OF_EIGHT)):
        buckets = [f"aw-watcher-window_{name}-{number}-{client}" for client in range(clients)]
        _introduce(peer, buckets)
        found[name] = _asked(ours, [_beats(ours, bucket, count, devices.token) for bucket in buckets])
        found[f"peer {name}"] = _asked(peer, [_beats(peer, bucket, count, "") for bucket in buckets])
    found["report"] = _asked(ours, [_reports(ours, devices.agent, number)], IN_A_REPORT)
    return found


def _figures(found: dict[str, list[Run]]) -> list[Figure]:
    rates = {name: median([run.rate for run in runs]) for name, runs in found.items()}
    one, eight = rates["peer one"], rates["peer eight"]
    rows = (
        ("one client", rates["one"], one, one),
        ("eight clients", rates["eight"], eight, 4 * eight),
        (f"signed reports of {IN_A_REPORT}, one client", rates["report"], one, 10 * one),
    )
    figures = [Figure("heartbeats", *row[:2], "a second", row[2], row[3], most=False) for row in rows]
    for name, clients in (("one", "one client"), ("eight", "eight clients")):
        ours, peers = ([s for run in found[way] for s in run.seconds] for way in (name, f"peer {name}"))
        figures += [
            Figure("heartbeats", f"{clients}, {said}", share(ours, part) * MS, "ms", share(peers, part) * MS)
            for part, said in ((0.5, "p50"), (0.99, "p99"))
        ]
    return figures


async def _enrolled(data: Path) -> Devices:
    office = open_office(Settings(data=data))
    parent = Actor(PARENT, 1, Role.PARENT, "Nora", zone=ZONE)
    async with office.work(parent, "benchmark", system_clock()) as work:
        _device, token = await add_device(work, "Watched", member_id=FIRST_CHILD)
        code = await make_device_code(work, "Reporting", member_id=FIRST_CHILD)
    nonce = new_nonce()
    async with office.work(the_house(), "benchmark", system_clock()) as work:
        made = await enrol(work, nonce, device_proof(root_of(code), nonce))
    await office.database.close()
    return Devices(token, Identity(made.device.id or 0, made.keys.key, made.keys.answer_key))


def _asked(server: Serving, clients: Sequence[Sequence[bytes]], in_each: int = 1) -> Run:
    plan = {
        "port": server.port,
        "clients": [[base64.b64encode(request).decode() for request in client] for client in clients],
    }
    command = [sys.executable, "-m", "scripts.benchmarks.lines"]
    said = subprocess.run(
        command, cwd=ROOT, input=json.dumps(plan), check=True, capture_output=True, text=True
    )
    answers = json.loads(said.stdout)
    return Run(len(answers["seconds"]) * in_each / answers["took"], answers["seconds"])


def _introduce(peer: Serving, buckets: Sequence[str]) -> None:
    """Theirs answers 404 to the heartbeat of a bucket that it does not know; ours makes it."""
    body = json.dumps({"client": "benchmark", "hostname": "here", "type": "currentwindow"}).encode()
    for bucket in buckets:
        address = f"http://127.0.0.1:{peer.port}/api/0/buckets/{bucket}"
        asking = urllib.request.Request(address, body, {"content-type": "application/json"})
        with urllib.request.urlopen(asking, timeout=60) as answer:
            answer.read()


def _beats(server: Serving, bucket: str, count: int, token: str) -> list[bytes]:
    """As aw-client sends them: a second apart, a new window every ten of them."""
    since, path = system_clock() - count * SECOND, f"/api/0/buckets/{bucket}/heartbeat?pulsetime=2.0"
    key = base64.b64encode(f"watcher:{token}".encode()).decode()
    asked = [f"Authorization: Basic {key}"] if token else []
    found = []
    for number in range(count):
        app = f"window {number // 10 % 7}"
        at = (since + number * SECOND).isoformat()
        event = {"id": None, "timestamp": at, "duration": 0.0, "data": {"app": app, "title": f"Of {app}"}}
        found.append(_post(server, path, json.dumps(event).encode(), asked))
    return found


def _reports(server: Serving, agent: Identity, round_: int) -> list[bytes]:
    """The same windows, a second each: what the agent gathers while the house cannot be reached."""
    now, path = system_clock().timestamp(), "/api/v1/device/reports"
    found = []
    for number in range(REPORTS):
        first = now - 86_400 + (round_ * REPORTS + number) * IN_A_REPORT
        intervals = [
            {"app": f"window {n // 10 % 7}", "start": first + n, "end": first + n + 1}
            for n in range(IN_A_REPORT)
        ]
        body = json.dumps({"clock": now, "state": "on", "intervals": intervals}).encode()
        headers = agent.headers(agent.next_number(), "POST", path, body)
        found.append(_post(server, path, body, [f"{name}: {value}" for name, value in headers.items()]))
    return found


def _post(server: Serving, path: str, body: bytes, more: Sequence[str]) -> bytes:
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "User-Agent: python-requests/2.34.2",
        "Accept-Encoding: gzip, deflate",
        "Accept: */*",
        "Connection: keep-alive",
        "Content-type: application/json",
        "charset: utf-8",
        f"Content-Length: {len(body)}",
        *more,
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
