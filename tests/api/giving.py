"""A process that gives points over the API until it is killed. Tells what has begun and what was answered."""

import asyncio
import sys
from pathlib import Path

from tests.support.house import open_house


async def give(folder: Path, bearer: str) -> None:
    async with open_house(folder, empty=True) as house:
        client = house.new_client()
        client.headers["authorization"] = bearer
        for n in range(10_000):
            print("begun", f"n{n}", flush=True)
            sent = {"member_id": 4, "amount": 1, "reason": f"n{n}", "key": f"power-cut-n{n}"}
            headers = {"idempotency-key": f"cut-n{n}"}
            answer = await client.post("/api/v1/points", json=sent, headers=headers)
            print("answered" if answer.status_code == 201 else "refused", f"n{n}", flush=True)


if __name__ == "__main__":
    asyncio.run(give(Path(sys.argv[1]), sys.argv[2]))
