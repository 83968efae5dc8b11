"""Models with which the house fell more than once: they are told of, and may be tried again."""

from appliance.assistant.engine_room import Models
from appliance.assistant.events import ModelSetAside, ModelsLetTry
from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household.policy import may_keep_house
from appliance.household.queries.roster import families_named


async def tell_of_falls(office: Office, models: Models) -> None:
    """At the start that set them aside, to every family: all of them share the models."""
    if not models.fell:
        return
    async with office.database.reading() as db:
        families = await families_named(db, "")
    for family in families:
        async with office.work(the_house(family.id or 0, family.zone), "start") as work:
            for file, kind in models.fell:
                await work.emit(ModelSetAside(family_id=family.id or 0, file=file, kind=kind))


async def let_models_try(office: Office, actor: Actor, models: Models, door: str) -> None:
    async with office.work(actor, door) as work:
        if not may_keep_house(actor):
            raise NotAllowed(_("Who keeps the house lets a model try again."))
        if models.aside:
            await work.emit(ModelsLetTry(family_id=actor.family_id, files=tuple(models.aside)))
    models.let_try()
