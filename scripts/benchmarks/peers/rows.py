"""The floor of a page: bare Litestar and Jinja, 40 rows from four ORM queries through aiosqlite, no sign-in.

`python -m scripts.benchmarks.peers.rows PORT DATABASE`
"""

import sys
from datetime import timedelta

import uvicorn
from jinja2 import Environment
from litestar import Litestar, MediaType, get
from litestar.config.compression import CompressionConfig
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.chores.models import Chore, Occurrence
from appliance.core.clock import system_clock
from appliance.household.models import Member
from appliance.rewards.models import Wish

ROWS = Environment(autoescape=True).from_string(
    """<!doctype html><html><head><title>Rows</title></head><body>
<p>{{ people|length }} people, {{ chores|length }} chores, {{ wishes|length }} wishes</p><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.title }}</td>
<td>{{ row.due_at }}</td><td>{{ row.points }}</td></tr>
{% endfor %}</table></body></html>"""
)
engine = create_async_engine(f"sqlite+aiosqlite:///file:{sys.argv[2]}?mode=ro&uri=true")


@get("/", media_type=MediaType.HTML)
async def rows() -> str:
    today = system_clock().date()
    async with AsyncSession(engine) as db:
        people = (await db.exec(select(Member))).all()
        chores = (await db.exec(select(Chore))).all()
        wishes = (await db.exec(select(Wish).where(Wish.state == "waiting", Wish.family_id == 1))).all()
        near = col(Occurrence.due_local).between(today - timedelta(days=1), today + timedelta(days=1))
        due = select(Occurrence).where(Occurrence.family_id == 1, near).order_by(col(Occurrence.id)).limit(40)
        found = (await db.exec(due)).all()
    return ROWS.render(people=people, chores=chores, wishes=wishes, rows=found)


app = Litestar(
    [rows], compression_config=CompressionConfig(backend="gzip", gzip_compress_level=4), openapi_config=None
)
if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False)
