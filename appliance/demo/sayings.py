"""What the families say of their apps, and since when."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from appliance.core.clock import from_local, local_day
from appliance.core.work import Office, Work
from appliance.demo.people import Home
from appliance.screen_time.actions.apps import choose_app
from appliance.screen_time.models import AppChoice
from appliance.screen_time.queries.apps import EVERYONE
from appliance.screen_time.rules import AppMap, Chosen

EVENING = time(20, 15)


@dataclass(frozen=True)
class Saying:
    """`days`: so long ago; 0 is from the first day on. `member`: empty for all children."""

    app: str
    category: str = ""
    standing: str = ""
    member: str = ""
    by: str = ""
    days: int = 0


SAID = {
    "Rivera": (
        Saying("Video clips", "video"),
        Saying("Kart race", "games"),
        Saying("Animal videos", "video"),
        Saying("Puzzle farm", "games"),
        Saying("Drawing board", "creative"),
        Saying("Story reader", "school"),
        Saying("Films and series", "video"),
        Saying("Nature channel", "video"),
        Saying("Blender", "", "learning", "Leo", "Marco", 40),
        Saying("Music player", "", "free", "", "Marco", 9),
    ),
    "Okafor": (
        Saying("Animal videos", "video"),
        Saying("Puzzle farm", "games"),
        Saying("Story reader", "school"),
        Saying("Drawing board", "creative"),
        Saying("Films and series", "video"),
        Saying("Nature channel", "video"),
    ),
}


async def say_of_apps(office: Office, home: Home, since: datetime) -> None:
    for said in SAID[home.plan.name]:
        at = since
        if said.days:
            day = local_day(office.clock(), home.zone) - timedelta(days=said.days)
            at = from_local(day, EVENING, home.zone)
        member_id = home.member_id(said.member) if said.member else EVERYONE
        async with office.work(home.actor(said.by or home.plan.owner.name), "demo", at) as work:
            await choose_app(work, said.app, said.category, said.standing, member_id)


@dataclass
class Sayings:
    """How apps counted on each day of the year: a choice holds from its own day on."""

    zone: str
    choices: list[AppChoice]
    _maps: dict[tuple[int, int], AppMap] = field(default_factory=dict)

    def on(self, day: date, member_id: int) -> AppMap:
        held = [choice for choice in self.choices if local_day(choice.set_at, self.zone) <= day]
        known = self._maps.get((member_id, len(held)))
        if known is None:
            known = self._maps[(member_id, len(held))] = _map_of(held, member_id)
        return known


def _map_of(choices: list[AppChoice], member_id: int) -> AppMap:
    said: dict[int, dict[str, Chosen]] = {member_id: {}, EVERYONE: {}}
    for choice in choices:
        if choice.member_id in said:
            said[choice.member_id][choice.app] = Chosen(choice.category, choice.standing)
    return AppMap(said[member_id], said[EVERYONE])


async def sayings(work: Work, home: Home) -> Sayings:
    found = await work.db.exec(
        select(AppChoice).where(AppChoice.family_id == home.id).order_by(col(AppChoice.set_at))
    )
    return Sayings(home.zone, list(found))
