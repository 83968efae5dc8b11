"""Numbers about the models, for a program that watches the house."""

from collections.abc import Sequence
from functools import partial

from appliance.assistant.engine_room import Models
from appliance.core.figures import Figure, Gather, figure
from appliance.core.work import Office


async def model_figures(models: Models, _office: Office) -> Sequence[Figure]:
    return [
        figure(
            "appliance_small_model_ready",
            "1 where the small model finds things by meaning.",
            models.finds_by_meaning,
        ),
        figure("appliance_chat_model_loaded", "1 where a chat model lies in memory.", models.has_chat),
        figure("appliance_models_resting", "Models set aside after falls of the house.", len(models.aside)),
    ]


def figures_of(models: Models) -> Gather:
    return partial(model_figures, models)
