"""The short-lived process of `probe`: prints what it saw as one line of JSON."""

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

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


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        seen = _look(Path(sys.argv[1]))
    except ModelUnusable as fault:
        seen = Probed(False, str(fault))
    sys.stdout.write(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main()
