"""The short-lived process of `probe` and of the doctor: prints what it saw as one line of JSON."""

import asyncio
import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from appliance.assistant.engine.embedding import Embedding
from appliance.assistant.engine.generation import Context, Taste
from appliance.assistant.engine.interface import Message, ModelUnusable
from appliance.assistant.engine.native import Halt, Model, spare_threads
from appliance.assistant.engine.probe import Probed
from appliance.assistant.engine.prompt import Prompter


def _look(path: Path) -> Probed:
    model = Model(path)
    prompter = Prompter(model)
    context = Context(model, size=512, threads=spare_threads(), halt=Halt())
    asked = [Message("system", "Answer shortly."), Message("user", "Hello, who are you?")]
    prompt = prompter.tokens(asked, room=context.size - 16)
    started = time.monotonic()
    pieces = list(context.answer(prompt, limit=8, taste=Taste(seed=1)))
    pace = len(pieces) / max(time.monotonic() - started, 1e-6)
    return Probed(
        usable=True,
        why="",
        name=model.fact("general.name") or path.stem,
        description=model.described(),
        parameters=model.parameters,
        context=model.trained_context,
        has_template=bool(model.template),
        tokens_per_second=round(pace, 1),
    )


def _look_at_embedding(path: Path) -> Probed:
    embedding = Embedding(path)
    started = time.monotonic()
    asyncio.run(embedding.embed(["Is anybody at home?"]))
    pace = 1 / max(time.monotonic() - started, 1e-6)
    return Probed(usable=True, why="", name=path.stem, tokens_per_second=round(pace, 1))


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        look = _look_at_embedding if "embedding" in sys.argv[2:] else _look
        seen = look(Path(sys.argv[1]))
    except ModelUnusable as fault:
        seen = Probed(False, str(fault))
    sys.stdout.write(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main()
