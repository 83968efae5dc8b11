"""The words by which chats are found. What was deleted lies in the index until its parts are joined."""

from sqlalchemy import text

from appliance.core.database import Database

A_BIT = 200  # pages that are joined in one transaction: nobody waits longer for theirs
JOIN = text("INSERT INTO chat_words (chat_words, rank) VALUES ('merge', :pages)")
CHANGES = text("SELECT total_changes()")


async def join_parts(database: Database) -> None:
    """Where nothing was deleted since, nothing is written."""
    pages = -A_BIT  # below zero: all parts are to be joined, not only where there are many
    while await _joined(database, pages):
        pages = A_BIT


async def _joined(database: Database, pages: int) -> bool:
    """False when there was nothing left to do: SQLite counts one change for the asking itself."""
    async with database.writing() as db:
        connection = await db.connection()
        before: int = (await connection.execute(CHANGES)).scalar_one()
        await connection.execute(JOIN, {"pages": pages})
        after: int = (await connection.execute(CHANGES)).scalar_one()
    return after - before > 1
