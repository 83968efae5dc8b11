"""Who looks after the appliance where several families live on it."""

from sqlmodel import select

from appliance.core.people import the_house
from appliance.household.actions import NewFamily, NewMember
from appliance.household.actions.family import add_family
from appliance.household.models import Family, actor_of
from appliance.household.policy import may_keep_house
from tests.support.house import House


async def test_the_first_family_keeps_the_house_and_the_next_does_not(empty_house: House) -> None:
    parent = NewMember(name="Ada", role="parent", owner=True)
    async with empty_house.office.work(the_house()) as work:
        first, (ada,) = await add_family(work, NewFamily(name="First"), [parent])
        second, (other,) = await add_family(work, NewFamily(name="Second"), [parent])
    assert may_keep_house(actor_of(ada, first))
    assert not may_keep_house(actor_of(other, second))


async def test_only_an_owner_of_the_keeping_family_keeps_the_house(house: House) -> None:
    async with house.office.database.reading() as db:
        keeping = set(await db.exec(select(Family.id).where(Family.keeps_house)))
    keepers = {name for name, person in house.people.items() if may_keep_house(person)}
    assert keepers == {n for n, p in house.people.items() if p.owner and p.family_id in keeping} != set()
    assert may_keep_house(the_house())
