"""A process that offers rewards over the API until it is killed. It tells what has begun and was answered."""

import asyncio
import sys
from pathlib import Path

from tests.support.house import open_house


async def offer(folder: Path, bearer: str) -> None:
    async with open_house(folder, empty=True) as house:
        client = house.new_client()
        client.headers["authorization"] = bearer
        for n in range(10_000):
            print("begun", f"n{n}", flush=True)
            sent = {"title": f"n{n}", "points": 1}
            headers = {"idempotency-key": f"cut-n{n}"}
            answer = await client.post("/api/v1/rewards", json=sent, headers=headers)
            print("answered" if answer.status_code == 201 else "refused", f"n{n}", flush=True)


if __name__ == "__main__":
    asyncio.run(offer(Path(sys.argv[1]), sys.argv[2]))
