"""What real watchers sent, as it went over the line: the window's recorded, afk and web as they are built."""

from datetime import UTC, datetime

from tests.screen_time.activitywatch.watching import AFK, WEB, WINDOW, computer, minutes
from tests.support.house import House

HEAD = {"user-agent": "python-requests/2.32", "content-type": "application/json", "charset": "utf-8"}
OF_WINDOW = (
    ("11:17:46.814000", 10.02, "Firefox", 10.02),
    ("11:17:56.834000", 10.022, "Firefox", 20.042),
    ("11:18:06.856000", 4.004, "Firefox", 24.046),
    ("11:18:11.861000", 10.008, "Minecraft", 10.008),
)
OF_AFK = (("11:17:40", 0.0, "not-afk"), ("11:18:10", 5.0, "not-afk"), ("11:18:15", 185.0, "afk"))
OF_WEB = (
    ("11:17:46.900Z", "https://www.youtube.com/watch?v=1", "A film"),
    ("11:17:59.999Z", "https://www.youtube.com/watch?v=1", "(1) A film"),
    ("11:18:00.000Z", "https://de.wikipedia.org/wiki/Walross", "Walross"),
)


async def test_a_minute_as_watchers_recorded_it(house: House) -> None:
    house.clock.now = datetime(2026, 11, 22, 11, 20, tzinfo=UTC)
    pc = await computer(house)
    pc.client.headers.update(HEAD)
    kinds = {WINDOW: "currentwindow", AFK: "afkstatus", WEB: "web.tab.current"}
    for bucket, kind in kinds.items():
        said = {"client": bucket.partition("_")[0], "hostname": "pc", "type": kind}
        assert (await pc.client.post(f"/api/0/buckets/{bucket}", json=said)).status_code == 200
    for at, seconds, app, whole in OF_WINDOW:
        words = {"app": app, "title": "Secret"}
        answer = await pc.beat(WINDOW, f"2026-11-22T{at}+00:00", words, seconds)
        assert (answer.status_code, answer.json()["duration"]) == (200, whole)
    for at, seconds, status in OF_AFK:
        await pc.beat(AFK, f"2026-11-22T{at}+00:00", {"status": status}, seconds, 185)
    for at, url, title in OF_WEB:
        page = {"url": url, "title": title, "audible": True, "incognito": False, "tabCount": 7}
        event = {"timestamp": f"2026-11-22T{at}", "duration": 0, "data": page}
        told = await pc.client.post(f"/api/0/buckets/{WEB}/heartbeat?pulsetime=80", json=event)
        assert told.status_code == 200
    assert [event["data"] for event in await pc.events(WEB)] == [
        {"audible": True, "url": "https://de.wikipedia.org/"},
        {"audible": True, "url": "https://www.youtube.com/"},
    ]
    used = await minutes(house)
    assert used["Minecraft"] == round(3.139 / 60, 2)  # until 11:18:15, when Leo had gone
    assert used["YouTube"] == round(13.1 / 60, 2)
    assert round(sum(used.values()) * 60) == 28
