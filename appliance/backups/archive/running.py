"""Runs a verb of the archive in a child, which ends when whoever waits for it is cancelled."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import cast

from appliance.backups.archive.facts import Say
from appliance.backups.archive.faults import Reason, Unusable

LINE = 64 * 1024 * 1024  # a list of backups is one line


class ChildFailed(Exception):
    """It ended without an answer. What it wrote on its standard error is in the message."""


async def in_child(verb: str, arguments: Mapping[str, object], say: Say) -> Mapping[str, object]:
    """The line with `result` and `peak_kib`. Raises Unusable as the verb itself would."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "appliance.backups.archive.child", verb),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=LINE,
    )
    try:
        complaints = asyncio.ensure_future(_all_of(child))
        answer = await _answered(child, arguments, say)
        said = (await complaints)[-2000:].decode(errors="replace")
        await child.wait()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if answer is None:
        raise ChildFailed(f"{verb} ended with {child.returncode}: {said}")
    return answer


async def _all_of(child: Process) -> bytes:
    assert child.stderr is not None
    return await child.stderr.read()


async def _answered(child: Process, arguments: Mapping[str, object], say: Say) -> Mapping[str, object] | None:
    assert child.stdin is not None and child.stdout is not None
    told = {**arguments, "parent": os.getpid()}
    child.stdin.write(json.dumps(told, default=str).encode() + b"\n")
    child.stdin.close()
    async for line in child.stdout:
        row = json.loads(line)
        if "unusable" in row:
            told = row["unusable"]
            raise Unusable(cast(Reason, told["reason"]), str(told["sentence"]), **told["values"])
        if "result" in row:
            return cast(Mapping[str, object], row)
        say(str(row["step"]), float(row["done"]))
    return None
