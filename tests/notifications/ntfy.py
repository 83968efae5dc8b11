"""A small ntfy by its documented protocol: JSON to the root, bearer tokens, limits; on loopback."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    status: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Ntfy:
    """`next_answers` come before the usual ones; `messages` were taken, `asked` counts every request."""

    address: str = ""
    token: str = ""
    next_answers: list[Answer] = field(default_factory=list)
    messages: list[dict[str, object]] = field(default_factory=list)
    asked: int = 0
    sequences: list[str] = field(default_factory=list)

    def answer(self, path: str, authorization: str, body: bytes) -> Answer:
        self.asked += 1
        if self.next_answers:
            return self.next_answers.pop(0)
        if path != "/":
            return Answer(404)
        if self.token and authorization != f"Bearer {self.token}":
            return Answer(401 if authorization else 403)
        message = json.loads(body)
        if len(body) > 8192:
            return Answer(413)
        if not re.fullmatch(r"[-_A-Za-z0-9]{1,64}", str(message.get("topic", ""))):
            return Answer(400)
        self.messages.append(message)
        return Answer(200)


@contextmanager
def running_ntfy(token: str = "") -> Iterator[Ntfy]:
    ntfy = Ntfy(token=token)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if "x-sequence-id" in self.headers:
                ntfy.sequences.append(self.headers["x-sequence-id"])
            answer = ntfy.answer(self.path, self.headers.get("authorization", ""), body)
            said = json.dumps({"id": "hwQ2YpKdmg", "event": "message"}).encode()
            self.send_response(answer.status)
            headers = {"content-type": "application/json", "content-length": str(len(said)), **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self) -> None:
            ntfy.asked += 1
            said = json.dumps({"healthy": True}).encode()
            self.send_response(200 if self.path == "/v1/health" else 404)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    ntfy.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ntfy
    finally:
        server.shutdown()
        server.server_close()
