"""Learns the assistant's sentences and keeps what was learnt: `python -m scripts.training.head`.

To be run when sentences, examples of tools or the embedding model have changed; until then every first start
learns them itself, which takes it some seconds. A test says when it is time.
"""

import asyncio

from appliance import wiring
from appliance.assistant.engine import Embedding
from appliance.assistant.engine_room import examples_of
from appliance.assistant.intents import IntentIndex
from appliance.core.settings import Settings


async def learn() -> None:
    embedding = Embedding(Settings().embedding)
    await IntentIndex.learn(examples_of(wiring.REGISTRY), embedding.embed, embedding.fingerprint)
    await embedding.close()


if __name__ == "__main__":
    asyncio.run(learn())
