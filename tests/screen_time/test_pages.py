"""The Screen pages and the API, as each of the family meets them."""

from datetime import timedelta

from tests.support.house import House


def mayas(house: House, rest: str = "") -> str:
    return f"/screen/members/{house.people['Maya'].member_id}{rest}"


def api(house: House, rest: str, name: str = "Maya") -> str:
    return f"/api/v1/screen-time/members/{house.people[name].member_id}{rest}"


RULES = {
    "weekday_minutes": "45",
    "weekend_minutes": "90",
    "bed_from": "19:30",
    "bed_until": "07:00",
    "weekend_bed_from": "19:30",
    "weekend_bed_until": "07:00",
    "bonus_cap": "60",
}
SENT = {"minutes": [45] * 5 + [90] * 2, "beds": [{"start": "19:30", "end": "07:00"}] * 7}


async def test_a_parent_sets_the_rules_and_maya_sees_who_did(house: House) -> None:
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    await elena.get(mayas(house, "/rules"))
    saved = await elena.post(mayas(house, "/rules"), RULES)
    assert (saved.status_code, saved.headers["location"]) == (303, mayas(house))
    seen = (await maya.get("/screen")).text
    assert "You have 45 minutes left." in seen and "Screens go to sleep at 19:30." in seen
    assert "Today you have 45 minutes. Elena decided that." in seen
    assert "19:30 bedtime, until 07:00" in (await elena.get(mayas(house))).text


async def test_a_wrong_rule_comes_back_as_it_was_typed(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get(mayas(house, "/rules"))
    answer = await elena.post(mayas(house, "/rules"), RULES | {"weekday_minutes": "lots", "bed_until": ""})
    assert answer.status_code == 422
    assert 'value="lots"' in answer.text
    assert "This is a whole number." in answer.text
    half = await elena.post(mayas(house, "/rules"), RULES | {"bed_until": ""})
    assert half.status_code == 422
    assert "Bedtime needs both times." in half.text


async def test_fifteen_minutes_more_and_back_again_without_scripts(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get(mayas(house, "/rules"))
    await elena.post(mayas(house, "/rules"), RULES)
    await elena.get("/screen")
    given = await elena.post(mayas(house, "/grants"), {"minutes": "15", "back": "/screen"})
    assert (given.status_code, given.headers["location"]) == (303, "/screen")
    page = await elena.get("/screen")
    assert "Maya has 15 minutes more today." in page.text
    assert "60 minutes left" in page.text
    undone = await elena.post("/screen/grants/1/undo")
    assert undone.status_code == 303
    assert "45 minutes left" in (await elena.get("/screen")).text


async def test_a_gift_never_leads_back_to_a_foreign_page(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/screen")
    given = await elena.post(mayas(house, "/grants"), {"minutes": "15", "back": "https://elsewhere.example"})
    assert given.headers["location"] == "/screen"


async def test_tv_is_written_down_by_hand(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get(mayas(house))
    form = {"app": "TV", "category": "video", "minutes": "30"}
    assert (await elena.post(mayas(house, "/usage"), form)).status_code == 303
    page = (await elena.get(mayas(house))).text
    assert "TV, 30 minutes: written down." in page
    assert "Video and TV" in page
    late = await elena.post(mayas(house, "/usage"), form | {"until": "23:00"})
    assert late.status_code == 422
    assert "This lies in the future." in late.text


async def test_a_child_cannot_change_anything_on_the_screen_pages(house: House) -> None:
    maya = await house.browser("Maya")
    await maya.get("/screen")
    assert (await maya.post(mayas(house, "/grants"), {"minutes": "15"})).status_code == 403
    assert (await maya.post(mayas(house, "/rules"), RULES)).status_code == 403
    assert (await maya.post(mayas(house, "/usage"), {"app": "TV", "minutes": "1"})).status_code == 403
    assert (await maya.get(f"/screen/members/{house.people['Leo'].member_id}")).status_code == 404


async def test_a_page_may_hold_what_a_family_typed(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get(mayas(house))
    form = {"app": "<b>100% %(x)s</b>", "category": "<i>%s", "minutes": "5"}
    assert (await elena.post(mayas(house, "/usage"), form)).status_code == 303
    page = await elena.get(mayas(house))
    assert page.status_code == 200
    assert "<b>100%" not in page.text


async def test_a_phone_reports_its_own_minutes_and_gets_the_balance(house: House) -> None:
    client = await house.api("Maya")
    start = house.clock() - timedelta(minutes=30)
    sent = {
        "device": "phone",
        "intervals": [
            {
                "start": start.isoformat(),
                "end": (start + timedelta(minutes=20)).isoformat(),
                "app": "YouTube",
                "category": "video",
            }
        ],
    }
    answer = await client.post(api(house, "/usage"), json=sent)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["stored"], answer.json()["balance"]["used_minutes"]) == (1, 20)
    assert (await client.post(api(house, "/usage"), json=sent)).json()["stored"] == 0
    assert (await client.post(api(house, "/usage", "Leo"), json=sent)).status_code == 404
    assert (await client.get(api(house, "/usage"))).json()["today"][0]["apps"] == {"YouTube": 20}


async def test_the_api_refuses_what_it_does_not_know(house: House) -> None:
    client = await house.api("Elena")
    assert (await client.put(api(house, "/rules"), json={"minutes": [45] * 6})).status_code in (400, 422)
    odd = SENT | {"role": "owner"}
    assert (await client.put(api(house, "/rules"), json=odd)).status_code in (400, 422)
    backwards = SENT | {"hours": [[{"start": "19:00", "end": "15:00"}]] * 7}
    refused = await client.put(api(house, "/rules"), json=backwards)
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("application/problem+json")


async def test_the_api_gives_sets_and_takes_back(house: House) -> None:
    client = await house.api("Elena")
    assert (await client.put(api(house, "/rules"), json=SENT)).status_code == 200
    assert (await client.get(api(house, "/rules"))).json()["set_by"] == "Elena"
    gift = (await client.post(api(house, "/grants"), json={"minutes": 15, "once": "a"})).json()
    again = (await client.post(api(house, "/grants"), json={"minutes": 15, "once": "a"})).json()
    assert gift["id"] == again["id"]
    assert (await client.get(api(house, "/balance"))).json()["minutes_left"] == 60
    assert (await client.delete(f"/api/v1/screen-time/grants/{gift['id']}")).status_code == 204
    assert [row["minutes_left"] for row in (await client.get("/api/v1/screen-time/balances")).json()] == [
        None,
        45,
    ]


async def test_a_childs_key_cannot_give_minutes(house: House) -> None:
    client = await house.api("Leo")
    assert (await client.post(api(house, "/grants", "Leo"), json={"minutes": 15})).status_code == 403
    assert (await client.get(api(house, "/balance"))).status_code == 404
