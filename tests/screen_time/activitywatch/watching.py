"""A device of the family with a watcher's token, and what its watchers send."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from sqlmodel import select

from appliance.screen_time.actions import add_device
from appliance.screen_time.jobs.watching import derive_what_was_told
from appliance.screen_time.models import UsageInterval
from tests.support.house import House

WINDOW, AFK, WEB = "aw-watcher-window_pc", "aw-watcher-afk_pc", "aw-watcher-web-firefox_pc"


@dataclass
class Computer:
    house: House
    client: httpx.AsyncClient
    id: int
    token: str = ""

    async def beat(
        self,
        bucket: str,
        at: datetime | str,
        words: dict[str, object],
        seconds: float = 0,
        pulse: float = 2.0,
    ) -> httpx.Response:
        said = at if isinstance(at, str) else at.isoformat()
        event = {"id": None, "timestamp": said, "duration": seconds, "data": words}
        return await self.client.post(f"/api/0/buckets/{bucket}/heartbeat?pulsetime={pulse}", json=event)

    async def window(self, at: datetime, app: str, seconds: float = 0) -> httpx.Response:
        return await self.beat(WINDOW, at, {"app": app, "title": f"Secret of {app}"}, seconds)

    async def afk(self, at: datetime, status: str, seconds: float) -> httpx.Response:
        return await self.beat(AFK, at, {"status": status}, seconds, 185)

    async def site(self, at: datetime, url: str, seconds: float, incognito: bool = False) -> httpx.Response:
        words = {"url": url, "title": "Secret", "audible": False, "incognito": incognito, "tabCount": 3}
        return await self.beat(WEB, at, words, seconds, 80)

    async def events(self, bucket: str = WINDOW, **asked: object) -> list[dict[str, object]]:
        answer = await self.client.get(f"/api/0/buckets/{bucket}/events", params=asked)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        found: list[dict[str, object]] = answer.json()
        return found


def basic(token: str) -> dict[str, str]:
    return {"authorization": "Basic " + b64encode(f"anybody:{token}".encode()).decode()}


async def computer(house: House, whose: str | None = "Leo", by: str = "Elena") -> Computer:
    member = house.people[whose].member_id if whose else None
    async with house.office.work(house.people[by]) as work:
        device, token = await add_device(work, f"PC of {whose}", way="activitywatch", member_id=member)
    client = house.new_client()
    client.headers.update(basic(token))
    return Computer(house, client, device.id or 0, token)


async def minutes(house: House, device: Computer | None = None) -> dict[str, float]:
    """By app, after what was told has become use."""
    await derive_what_was_told(house.office)
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(UsageInterval))).all()
    found: dict[str, float] = {}
    for row in rows:
        if device is None or row.device_id == device.id:
            found[row.app] = found.get(row.app, 0) + (row.end_at - row.start_at) / timedelta(minutes=1)
    return {app: round(used, 2) for app, used in found.items()}
