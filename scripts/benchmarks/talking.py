"""The same pages while a chat model answers, one of random weights that says fifty small words a second."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from scripts.benchmarks import pages
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.household import Made
from scripts.benchmarks.serving import Serving, api, command
from tests.support.tiny_model import make_tiny_model

QUESTION = "Tell us a long story about the moon, the river and the house by the garden, please"
CALM, BUSY = "alone ", ""


def measure(ours: Serving, made: Made) -> list[Figure]:
    command(made.data, "model", "add", str(make_tiny_model(made.data / "talker.gguf", layers=8, width=768)))
    tokens = [command(made.data, "token", "create", "--as", name) for name in ("Nora", "Jonas")]
    targets = [pages.page(ours, made, "parent", path) for path in ("/today", "/chores")]
    calm = pages.asked_in_turns(targets, rounds=100)
    with _talking(ours, tokens) as answering:
        busy = pages.asked_in_turns(targets, rounds=100)
        if not answering():
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
def _talking(ours: Serving, tokens: Sequence[str]) -> Iterator[Callable[[], bool]]:
    """Two people's chats, one beginning where the other ends; gives what tells that they still go on."""
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
    try:
        if not speaking.acquire(timeout=60):
            raise RuntimeError("the model says nothing")
        yield lambda: all(talker.is_alive() for talker in talkers) and speaking.acquire(timeout=30)
    finally:
        enough.set()
        for talker in talkers:
            talker.join()
