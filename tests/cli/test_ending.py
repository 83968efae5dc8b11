"""The house ends although something in it does not want to."""

import asyncio

from appliance.cli.server import end_what_hangs


class Closing:
    """As a connection that was given up while it was being closed: it waits anew when it is cancelled."""

    def __init__(self) -> None:
        self.never = asyncio.get_running_loop().create_future()
        self.again = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(self.close())

    async def close(self) -> None:
        try:
            await self.never
        finally:
            await self.again


async def begun() -> Closing:
    closing = Closing()
    await asyncio.sleep(0)
    return closing


def test_a_connection_that_hangs_in_its_own_closing_does_not_keep_the_house_awake() -> None:
    with asyncio.Runner() as runner:
        closing = runner.run(begun())
        runner.run(end_what_hangs())
        over = closing.task.done()
        closing.again.cancel()
    assert over
