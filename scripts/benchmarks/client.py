"""One client with a kept line to each address: `python -m scripts.benchmarks.client`.

For each target it writes the seconds of each answer, and the processor time that its server spent on it. The
targets take turns, so that a busy moment meets all of them.
"""

import json
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import TypedDict

from scripts.benchmarks.serving import cpu_seconds, request


class Target(TypedDict):
    name: str
    port: int
    pid: int
    path: str
    cookie: str


class Answers(TypedDict):
    seconds: list[float]
    cpu: list[float]
    size: int


@dataclass
class Line:
    target: Target
    answers: Answers = field(default_factory=lambda: Answers(seconds=[], cpu=[], size=0))

    def __post_init__(self) -> None:
        self._line = socket.create_connection(("127.0.0.1", self.target["port"]), timeout=60)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._asking = request(self.target["port"], self.target["path"], self.target["cookie"])

    def ask(self, count: bool) -> None:
        before = cpu_seconds(self.target["pid"])
        began = time.perf_counter()
        self._line.sendall(self._asking)
        size = self._read()
        seconds = time.perf_counter() - began
        if count:
            self.answers["seconds"].append(seconds)
            self.answers["cpu"].append(cpu_seconds(self.target["pid"]) - before)
            self.answers["size"] = size

    def _read(self) -> int:
        got = self._line.recv(65536)
        while b"\r\n\r\n" not in got:
            got += self._line.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{self.target['path']}: {head[:40]!r}")
        lengths = [row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")]
        missing = int(lengths[0].split(b":")[1]) - len(body)
        while missing > 0:
            missing -= len(self._line.recv(65536))
        return len(head) + 4 + int(lengths[0].split(b":")[1])


def main() -> None:
    plan = json.load(sys.stdin)
    lines = [Line(target) for target in plan["targets"]]
    for number in range(-int(plan["before"]), int(plan["rounds"])):
        for line in lines:
            line.ask(count=number >= 0)
    json.dump({line.target["name"]: line.answers for line in lines}, sys.stdout)


if __name__ == "__main__":
    main()
