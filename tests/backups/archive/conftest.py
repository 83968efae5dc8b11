"""A family's house, made once, copied for each test."""

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, insert

from appliance.assistant.models import SIGNS, Memory
from appliance.core.outbox import OutboxRow
from appliance.household.models import FoundingCode, Invitation, Member, Tries
from appliance.notifications.models import NotifyTarget
from appliance.rewards.models import PointEntry
from tests.support.house import House, open_house
from tests.support.vault import Kept, backed_up, put_files


@pytest.fixture(scope="session")
def _furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "house"
    asyncio.run(_furnish(folder))
    put_files(folder)
    backed_up(folder, folder / "backups")
    return folder


@pytest.fixture
def kept(_furnished: Path, tmp_path: Path) -> Kept:
    data = Path(shutil.copytree(_furnished, tmp_path / "house"))
    target = data / "backups"
    shutil.rmtree(target)
    return backed_up(data, target)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Another machine, on which nobody lives yet."""
    folder = tmp_path / "fresh"
    folder.mkdir(mode=0o700)
    return folder


async def _furnish(folder: Path) -> None:
    async with open_house(folder) as house:
        for name in ("Elena", "Leo"):
            await house.session(name)
            await house.api(name)
        await house.device("Elena")
        async with house.office.database.writing() as db:
            db.add_all(_rows(house))
            await db.flush()
            near = {
                "memory_id": 1,
                "audience": "1",
                "owner_id": 1,
                "signs": func.vec_bit(b"\x5a" * 48),
            }
            await (await db.connection()).execute(insert(SIGNS).values(**near))
            for name in ("Leo", "Maya"):
                member = await db.get(Member, house.people[name].member_id)
                assert member is not None
                member.pin = f"$argon2id$verifier-of-{name}"


def _rows(house: House) -> list[object]:
    now, elena, leo = house.clock(), house.people["Elena"], house.people["Leo"]
    ours = {"family_id": elena.family_id}
    later = {"created_by": elena.member_id, "created_at": now, "expires_at": now.replace(year=2030)}
    return [
        Memory(
            **ours, owner_id=elena.member_id, text="The key is under the pot", created_by=1, created_at=now
        ),
        PointEntry(
            **ours,
            member_id=leo.member_id,
            amount=7,
            kind="earned",
            cause="a chore",
            title="Dishes",
            by_member_id=elena.member_id,
            at=now,
        ),
        OutboxRow(
            **ours,
            member_id=elena.member_id,
            channel="ntfy",
            key="old",
            payload="{}",
            due_at=now,
            created_at=now,
        ),
        Invitation(**ours, **later, code_hash="invited", role="guest"),
        FoundingCode(**later, code_hash="founding"),
        Tries(key="member:1", failed=3, last_at=now),
        NotifyTarget(
            **ours,
            member_id=elena.member_id,
            server="http://ntfy.local",
            topic="home",
            token=house.office.secrets.seal("a token of ntfy"),
            changed_at=now,
        ),
    ]
