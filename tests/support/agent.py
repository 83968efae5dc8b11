"""A device that reports, built on the protocol module alone: what an agent on a child's computer will do."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from appliance.agent.protocol import (
    SIGNATURE,
    Identity,
    device_proof,
    identity_from,
    new_nonce,
    root_of,
)

V1 = "/api/v1/device"
PAUSE = 180.0  # seconds without a key or the mouse until nobody is there
MOST = 1000


@dataclass(frozen=True)
class Clocks:
    """As the operating system tells them: ticks go on in sleep and begin anew with each boot."""

    boot: str
    ticks: float
    clock: float


@dataclass
class Stretch:
    app: str
    account: str
    boot: str
    start: float
    end: float
    clock: float

    @property
    def told(self) -> dict[str, object]:
        return {
            "app": self.app,
            "account": self.account,
            "boot": self.boot,
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "clock": round(self.clock, 3),
        }


@dataclass
class Message:
    """Keeps its number until it was answered; what it says of the clocks is said anew at each try."""

    number: int
    intervals: list[dict[str, object]]
    state: str


@dataclass
class Agent:
    identity: Identity
    clocks: Callable[[], Clocks]
    jumped: float = 0.0  # by how much somebody has set the clock while we looked
    last: Clocks | None = None
    open: Stretch | None = None
    done: list[Stretch] = field(default_factory=list)
    waiting: list[Message] = field(default_factory=list)
    state: str = "on"

    def look(self, app: str | None, account: str = "", idle: float = 0.0) -> None:
        """`app`: what is in front, None while locked. Called when that changes and once in a while."""
        now = self._noted()
        seen = now.ticks - idle
        if self.open is not None and not self._goes_on(self.open, now, seen):
            self.close()
        if self.open is not None:
            self.open.end = max(self.open.end, seen)
        if app is None or idle > PAUSE:
            self.close()
            return
        if self.open is None or (self.open.app, self.open.account) != (app, account):
            self.close()
            self.open = Stretch(app, account, now.boot, seen, seen, now.clock - self.jumped - idle)

    def _goes_on(self, stretch: Stretch, now: Clocks, seen: float) -> bool:
        return stretch.boot == now.boot and seen - stretch.end <= PAUSE

    def _noted(self) -> Clocks:
        """A step of the clock that the ticks did not make was made by a hand, or by the network's time."""
        now, before = self.clocks(), self.last
        if before is not None and before.boot == now.boot:
            step = (now.clock - before.clock) - (now.ticks - before.ticks)
            self.jumped += step if abs(step) > 2 else 0.0
        self.last = now
        return now

    def close(self) -> None:
        if self.open is not None and self.open.end > self.open.start:
            self.done.append(self.open)
        self.open = None

    def pack(self, state: str = "on") -> None:
        """What is open goes on: the house joins what touches."""
        if self.open is not None and self.open.end > self.open.start:
            part = self.open
            self.done.append(part)
            clock = part.clock + part.end - part.start
            self.open = Stretch(part.app, part.account, part.boot, part.end, part.end, clock)
        told = [stretch.told for stretch in self.done]
        self.done = []
        for first in range(0, max(1, len(told)), MOST):
            number = self.identity.next_number()
            self.waiting.append(Message(number, told[first : first + MOST], state))

    def body(self, message: Message) -> bytes:
        now = self._noted()
        said = {
            "boot": now.boot,
            "ticks": round(now.ticks, 3),
            "clock": round(now.clock - self.jumped, 3),
            "state": message.state,
            "version": "reference 1",
            "intervals": message.intervals,
        }
        return json.dumps(said).encode()

    async def send(self, client: httpx.AsyncClient) -> None:
        """All that waits; what was answered, by the house itself, waits no longer."""
        for message in list(self.waiting):
            answer = await self.post(client, message)
            if self.is_answered(message, answer):
                self.waiting.remove(message)

    async def post(self, client: httpx.AsyncClient, message: Message) -> httpx.Response:
        body = self.body(message)
        headers = self.identity.headers(message.number, "POST", f"{V1}/reports", body)
        headers["content-type"] = "application/json"
        return await client.post(f"{V1}/reports", headers=headers, content=body)

    def is_answered(self, message: Message, answer: httpx.Response) -> bool:
        signature = answer.headers.get(SIGNATURE, "")
        signed = self.identity.believes(signature, message.number, answer.status_code, answer.content)
        return signed and answer.status_code == 200

    async def ask(self, client: httpx.AsyncClient, account: str = "") -> dict[str, object]:
        path = f"{V1}/decision" + (f"?account={account}" if account else "")
        number = self.identity.next_number()
        answer = await client.get(path, headers=self.identity.headers(number, "GET", path))
        signature = answer.headers.get(SIGNATURE, "")
        assert self.identity.believes(signature, number, answer.status_code, answer.content), answer.text
        told: dict[str, object] = answer.json()
        return told


async def enrolled(client: httpx.AsyncClient, code: str) -> Identity:
    nonce = new_nonce()
    sent = {"nonce": nonce, "proof": device_proof(root_of(code), nonce)}
    answer = await client.post(f"{V1}/enrolments", json=sent)
    assert answer.status_code == 200, answer.text
    identity = identity_from(code, nonce, answer.json())
    assert identity is not None
    return identity
