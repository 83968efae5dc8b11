"""What was already answered: a request that is sent again is not done again.

The row is written in the transaction of the change itself; the answer follows when it is known. A crash in
between leaves a row without an answer, which still says that it was done.
"""

from datetime import datetime, timedelta

from sqlalchemy import UniqueConstraint, delete, update
from sqlmodel import Field, SQLModel, col, select

from appliance.core.people import Actor, the_house
from appliance.core.work import Office, Work

JOB = "forget receipts"
KEPT = timedelta(hours=24)


class AnsweredRequest(SQLModel, table=True):
    """`answer` is sealed: it may hold a key that is shown once, or a family's words."""

    __tablename__ = "answered_request"
    __table_args__ = (UniqueConstraint("member_id", "key", name="answered_request_once"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    key: str
    route: str = Field(description="Method and path")
    fingerprint: str = Field(description="Of route and body, under a key of the house")
    status: int | None = None
    headers: str = Field(default="", description="JSON")
    answer: str = ""
    at: datetime = Field(index=True)


async def receipt_of(office: Office, actor: Actor, key: str) -> AnsweredRequest | None:
    async with office.reading(actor) as look:
        found = await look.db.exec(
            select(AnsweredRequest).where(
                AnsweredRequest.member_id == actor.member_id,
                AnsweredRequest.key == key,
                AnsweredRequest.at > look.now - KEPT,
            )
        )
        return found.first()


async def write_receipt(work: Work, key: str, route: str, fingerprint: str) -> None:
    """Under the unique key of the table: two changes cannot both have it."""
    mine = (col(AnsweredRequest.member_id) == work.actor.member_id, col(AnsweredRequest.key) == key)
    await work.db.exec(delete(AnsweredRequest).where(*mine, col(AnsweredRequest.at) <= work.now - KEPT))
    work.db.add(
        AnsweredRequest(
            family_id=work.actor.family_id,
            member_id=work.actor.member_id,
            key=key,
            route=route,
            fingerprint=fingerprint,
            at=work.now,
        )
    )
    await work.db.flush()


async def add_answer(office: Office, actor: Actor, key: str, status: int, headers: str, answer: str) -> None:
    mine = (col(AnsweredRequest.member_id) == actor.member_id, col(AnsweredRequest.key) == key)
    sealed = office.secrets.seal(answer)
    async with office.database.writing() as db:
        told = update(AnsweredRequest).where(*mine)
        await db.exec(told.values(status=status, headers=headers, answer=sealed))


async def forget_answers(work: Work, family_id: int, *routes: str) -> None:
    """What a family forgets must not live on in what it was once answered."""
    for route in routes:
        await work.db.exec(
            delete(AnsweredRequest).where(
                col(AnsweredRequest.family_id) == family_id, col(AnsweredRequest.route).startswith(route)
            )
        )


async def forget_receipts(office: Office) -> None:
    """After a day nobody sends the same request again."""
    async with office.work(the_house(), "receipts") as work:
        await work.db.exec(delete(AnsweredRequest).where(col(AnsweredRequest.at) <= work.now - KEPT))
