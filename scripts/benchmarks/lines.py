"""Clients that open a line for each request, as aw-client does: `python -m scripts.benchmarks.lines`.

All of them in one process, so that on a small machine the servers are measured and not the clients.
"""

import base64
import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Client:
    port: int
    asking: Iterator[bytes]
    seconds: list[float] = field(default_factory=list)
    began: float = 0.0
    got: bytes = b""

    def dial(self, lines: selectors.BaseSelector) -> bool:
        request = next(self.asking, None)
        if request is None:
            return False
        self.began, self.got = time.perf_counter(), b""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        line.sendall(request)
        lines.register(line, selectors.EVENT_READ, self)
        return True

    def hear(self, line: socket.socket, lines: selectors.BaseSelector) -> bool:
        """Whether there is more to ask."""
        self.got += line.recv(65536)
        head, ends, body = self.got.partition(b"\r\n\r\n")
        if not ends or len(body) < _length(head):
            return True
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(self.got[:300])
        lines.unregister(line)
        line.close()
        self.seconds.append(time.perf_counter() - self.began)
        return self.dial(lines)


def _length(head: bytes) -> int:
    rows = (row.split(b":")[1] for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    return int(next(rows))


def main() -> None:
    plan = json.load(sys.stdin)
    clients = [Client(plan["port"], map(base64.b64decode, asking)) for asking in plan["clients"]]
    with selectors.DefaultSelector() as lines:
        began = time.perf_counter()
        open_lines = sum(client.dial(lines) for client in clients)
        while open_lines:
            for key, _event in lines.select():
                assert isinstance(key.fileobj, socket.socket)
                open_lines -= not key.data.hear(key.fileobj, lines)
        took = time.perf_counter() - began
    json.dump({"took": took, "seconds": [one for client in clients for one in client.seconds]}, sys.stdout)


if __name__ == "__main__":
    main()
