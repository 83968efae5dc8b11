"""Devices as they are: clocks that jump by a day, lines that lose, double and disorder, power that goes."""

import copy
import random
from collections import Counter
from dataclasses import dataclass, field

import httpx

from tests.screen_time.year.script import Act
from tests.support.agent import V1, Agent, Clocks, Message
from tests.support.house import House

DAY = 86400.0


@dataclass
class Computer:
    """`ahead`: its own clock, set wrong by hand or by an empty battery. `fast`: its quartz."""

    name: str
    house: House
    chance: random.Random
    ahead: float
    fast: float
    agent: Agent = field(init=False)
    saved: Agent = field(init=False)
    boots: int = 0
    booted: float = 0.0
    offline: bool = False
    echoes: list[tuple[httpx.Headers, bytes]] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def clocks(self) -> Clocks:
        now = self.house.clock().timestamp()
        ticks = (now - self.booted) * (1 + self.fast)
        return Clocks(f"{self.name} {self.boots}", ticks, now + self.ahead)

    def boot(self) -> None:
        self.boots, self.booted = self.boots + 1, self.house.clock().timestamp() - 20

    def live(self, act: Act) -> None:
        if act.what == "wakes" and not self.booted:
            self.boot()
        elif act.what in ("locked", "asleep", "off"):
            self.agent.look(None, act.who)
        elif act.what == "looks":
            self.agent.look(act.app, act.who, act.idle)
            if not act.idle and self.chance.random() < 0.002:
                self.ahead += self.chance.choice((-DAY, DAY, 3600.0))  # somebody plays with the clock
                self.agent.look(act.app, act.who)
                self.met["clock jumps"] += 1
        self.save()

    def save(self) -> None:
        """To its disk, as an agent does with every look."""
        self.saved = copy.copy(self.agent)
        self.saved.identity = copy.copy(self.agent.identity)
        self.saved.open = copy.copy(self.agent.open)
        self.saved.done, self.saved.waiting = list(self.agent.done), list(self.agent.waiting)

    def lose_power(self, act: Act) -> None:
        """All that is not on the disk is gone: what was used since the last look, and answers heard since."""
        self.agent = self.saved
        self.agent.close()
        self.boot()
        self.agent.look(act.app, act.who)
        self.save()
        self.met["power cuts"] += 1

    async def report(self, client: httpx.AsyncClient, state: str) -> None:
        self.agent.pack(state)
        self.save()
        if self.offline:
            return
        for headers, body in self.echoes[:]:
            again = await client.post(f"{V1}/reports", headers=headers, content=body)  # a day later, perhaps
            self.met["repeats"] += again.json() == {"stored": 0, "left_out": 0, "repeated": True}
        self.echoes.clear()
        waiting = list(self.agent.waiting)
        self.chance.shuffle(waiting)
        for message in waiting:
            await self._send(client, message)

    async def _send(self, client: httpx.AsyncClient, message: Message) -> None:
        luck = self.chance.random()
        if luck < 0.05:
            self.met["lost"] += 1
            return
        answer = await self.agent.post(client, message)
        self.met["reports"] += 1
        if luck < 0.1:
            return  # it has arrived, and its answer got lost
        if luck < 0.15:
            self.echoes.append((answer.request.headers, answer.request.content))
        if self.agent.is_answered(message, answer):
            self.agent.waiting.remove(message)


@dataclass
class Phone:
    """Says only what opens and closes, and that now and then twice."""

    client: httpx.AsyncClient
    chance: random.Random

    async def live(self, act: Act) -> None:
        for _time in range(self.chance.choice((1, 1, 1, 2))):
            answer = await self.client.post(f"{V1}/{act.what}s", json={"app": act.app})
            assert answer.status_code == 200, answer.text
