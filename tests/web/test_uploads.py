"""A picture is refused by its first line where the disk is nearly full, and not read to its end."""

from pathlib import Path

import pytest
from litestar.types import HTTPReceiveMessage, HTTPSendMessage

from tests.support.disks import mounted, needs_mounts
from tests.support.house import BASE, House, open_house


async def sent_to(house: House, path: str, headers: dict[str, str]) -> tuple[int, str, int]:
    """Status, text, and how often the body was asked for."""
    await house.start()
    asked, told = 0, []

    async def receive() -> HTTPReceiveMessage:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"\0" * 65536, "more_body": True}

    async def send(message: HTTPSendMessage) -> None:
        told.append(message)

    await house.app(scope(house, path, headers), receive, send)  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in told[1:])  # type: ignore[union-attr]
    return told[0]["status"], body.decode(), asked  # type: ignore[typeddict-item]


def scope(house: House, path: str, headers: dict[str, str]) -> dict[str, object]:
    said = {"host": BASE.removeprefix("http://"), "origin": BASE, "content-length": "8000000", **headers}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PUT" if path.startswith("/api") else "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "client": ("192.0.2.7", 4000),
        "server": ("192.0.2.1", 8080),
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }


@needs_mounts
@pytest.mark.parametrize("door", ["page", "api"])
async def test_a_picture_is_refused_in_words_before_it_is_read(tmp_path: Path, door: str) -> None:
    with mounted(tmp_path / "disk", "12m") as disk:
        async with open_house(disk.path / "house", upload_floor=200) as house:
            cookie = f"session-{house.settings.port}={await house.session('Elena')}"
            key = (await house.api("Elena")).headers["authorization"]
            disk.fill(spare=400 * 1024)
            path = (
                "/me/picture"
                if door == "page"
                else f"/api/v1/members/{house.people['Elena'].member_id}/picture"
            )
            proof = (
                {"cookie": cookie} if door == "page" else {"authorization": key, "content-type": "image/png"}
            )
            status, text, asked = await sent_to(house, path, proof)
            assert (status, asked) == (507, 0)
            assert "too little room left" in text
            disk.make_room()
