"""The same pages while a chat model answers, one of random weights that says fifty small words a second."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scripts.benchmarks import pages
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.household import Made
from scripts.benchmarks.serving import Serving, api, command, cpu_seconds
from tests.support.tiny_model import make_tiny_model

QUESTION = "Tell us a long story about the moon, the river and the house by the garden, please"
CALM, BUSY = "alone ", ""


def measure(ours: Serving, made: Made) -> list[Figure]:
    command(made.data, "model", "add", str(make_tiny_model(made.data / "talker.gguf", layers=8, width=768)))
    tokens = [command(made.data, "token", "create", "--as", name) for name in ("Nora", "Jonas")]
    targets = [pages.page(ours, made, "parent", path) for path in ("/today", "/chores")]
    calm = pages.asked_in_turns(targets, rounds=100)
    with _talking(ours, tokens):
        began = cpu_seconds(ours.pid)
        busy = pages.asked_in_turns(targets, rounds=100)
        spent = cpu_seconds(ours.pid) - began
    if spent < 0.5:
        raise RuntimeError("the model did not answer while the pages were asked for")
    return [
        Figure(
            "pages", f"{name} {said} while the model answers, against not", found / alone, "times", limit=2.0
        )
        for name in calm
        for said, found, alone in (
            ("p50", median(busy[name]["seconds"]), median(calm[name]["seconds"])),
            ("p99", share(busy[name]["seconds"], 0.99), share(calm[name]["seconds"], 0.99)),
        )
    ]


@contextmanager
def _talking(ours: Serving, tokens: Sequence[str]) -> Iterator[None]:
    """Two people's chats, so that one answer begins where the other ends."""
    enough, speaking = threading.Event(), threading.Semaphore(0)

    def talk(token: str) -> None:
        while not enough.is_set():
            answer = api(ours, token, "/ask", {"text": QUESTION})
            while answer["state"] == "waiting" and not enough.wait(0.2):
                answer = api(ours, token, f"/ask/answers/{answer['id']}")
                speaking.release()

    talkers = [threading.Thread(target=talk, args=(token,)) for token in tokens]
    for talker in talkers:
        talker.start()
    speaking.acquire(timeout=60)
    try:
        yield
    finally:
        enough.set()
        for talker in talkers:
            talker.join()
