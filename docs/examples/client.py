"""A small client for the appliance's REST API. It needs nothing but Python.

    python client.py http://localhost:8080 KEY

It reads lists to their end, asks again only for what has changed, repeats a request whose answer got lost
without doing it twice, waits when the house asks it to, and overwrites nothing that it has not seen.
"""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

TRIES = 5


class Refused(Exception):
    """The house said no: `status`, and a problem document with a sentence and perhaps the wrong fields."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status}: {problem.get('detail', '')} {problem.get('errors', '')}".strip())
        self.status = status
        self.problem = problem


class House:
    def __init__(self, address: str, key: str) -> None:
        self._address = address.rstrip("/")
        self._key = key
        self._known: dict[str, tuple[str, str, Any]] = {}  # by path: version, way to the next page, content

    def get(self, path: str) -> Any:
        """What has not changed since the last time does not travel again."""
        return self._read(path)[2]

    def walk(self, path: str) -> Iterator[Any]:
        """All rows of a list, page by page."""
        while path:
            _version, link, rows = self._read(path)
            yield from rows
            path = link.partition(">")[0].strip().removeprefix("<") if 'rel="next"' in link else ""

    def post(self, path: str, body: Any = None) -> Any:
        """The key is made once for all tries: however often it is sent, it is done once."""
        return self._ask("POST", path, body, {"Idempotency-Key": f'"{uuid.uuid4()}"'})[2]

    def put(self, path: str, body: Any) -> Any:
        return self._ask("PUT", path, body)[2]

    def patch(self, path: str, **changes: Any) -> Any:
        """Only if nobody else has changed it since it was read: else Refused with status 412."""
        version, _link, _content = self._read(path)
        return self._ask("PATCH", path, changes, {"If-Match": version})[2]

    def delete(self, path: str) -> None:
        self._ask("DELETE", path)

    def _read(self, path: str) -> tuple[str, str, Any]:
        known = self._known.get(path)
        found = self._ask("GET", path, headers={"If-None-Match": known[0]} if known else {})
        if found is not None:
            self._known[path] = found
        return self._known[path]

    def _ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        for n in range(TRIES):
            try:
                return self._once(method, path, body, headers or {})
            except urllib.error.HTTPError as answer:
                if answer.code == 304:
                    return None
                problem = json.loads(answer.read() or b"{}")
                wait = answer.headers.get("Retry-After")
                if wait is None or n == TRIES - 1:
                    raise Refused(answer.code, problem) from None
                time.sleep(float(wait))
            except OSError:  # the line broke, and nobody knows whether it was done
                if n == TRIES - 1 or (method != "GET" and not headers):
                    raise
                time.sleep(2**n / 10)
        raise AssertionError("unreachable")

    def _once(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[str, str, Any]:
        headers = {**headers, "Authorization": f"Bearer {self._key}", "Accept": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        if sent is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self._address + path, sent, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            content = json.loads(answer.read() or b"null")
            return answer.headers.get("ETag", ""), answer.headers.get("Link", ""), content


def main(address: str, key: str) -> None:
    house = House(address, key)
    me = house.get("/api/v1/me")
    print(f"{me['name']} of the family {me['family']}")
    today = house.get("/api/v1/today")
    if today["kind"] == "family":
        print(f"{today['needs']} things need you, {len(today['late'])} chores are late.")
    elif today["next"]:
        print(f"Next: {today['next']['title']}")
    for duty in house.walk(f"/api/v1/occurrences?member={me['member_id']}&limit=20"):
        print(f"- {duty['title']}: {duty['state']}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
