"""The household through the API: the same verbs, the same refusals."""

from tests.household.people import give_secrets
from tests.support.house import House


async def test_a_key_names_whom_it_belongs_to(house: House) -> None:
    leo = await house.api("Leo", ("read",))
    told = (await leo.get("/api/v1/me")).json()
    assert (told["name"], told["role"], told["family"], told["scopes"]) == ("Leo", "teen", "Rivera", ["read"])
    assert (await house.new_client().get("/api/v1/me")).status_code == 401


async def test_the_family_is_listed_without_a_secret(house: House) -> None:
    await give_secrets(house)
    maya = await house.api("Maya")
    answer = await maya.get("/api/v1/members")
    assert {member["name"] for member in answer.json()} == {"Elena", "Marco", "Leo", "Maya"}
    assert "argon2" not in answer.text and "pin" not in answer.text
    tobi = house.people["Tobi"].member_id
    assert (await maya.get(f"/api/v1/members/{tobi}")).status_code == 404


async def test_a_parent_adds_changes_and_removes_a_child(house: House) -> None:
    elena = await house.api("Elena")
    pippi = {"name": "Pippi", "role": "child", "pin": "cat-sun-moon-bag", "called": ["pips"]}
    added = await elena.post("/api/v1/members", json=pippi)
    assert added.status_code == 201
    address = f"/api/v1/members/{added.json()['id']}"
    changed = await elena.patch(address, json={"hue": "moss"})
    assert changed.json()["hue"] == "moss" and changed.json()["called"] == ["pips"]
    assert (await elena.put(f"{address}/pin", json={"pin": "2604"})).status_code == 200
    assert (
        await elena.put(f"{address}/password", json={"password": "four words in here"})
    ).status_code == 403
    assert (await elena.delete(address)).status_code == 204
    assert (await elena.get(address)).status_code == 404


async def test_wrong_fields_are_named_in_the_problem(house: House) -> None:
    elena = await house.api("Elena")
    answer = await elena.post("/api/v1/members", json={"name": "Pippi", "role": "child", "pin": "1111"})
    assert answer.status_code == 422 and "pin" in answer.json()["errors"]
    for extra in ("owner", "family_id", "left_at"):
        sent = {"name": "Pippi", "role": "child", "pin": "2604", extra: 1}
        assert (await elena.post("/api/v1/members", json=sent)).status_code == 422


async def test_children_change_nothing_of_the_household(house: House) -> None:
    leo, marco = await house.api("Leo"), house.people["Marco"].member_id
    assert (await leo.post("/api/v1/members", json={"name": "P", "role": "child"})).status_code == 403
    assert (await leo.patch(f"/api/v1/members/{marco}", json={"name": "X"})).status_code == 403
    assert (await leo.delete(f"/api/v1/members/{marco}")).status_code == 403
    assert (await leo.get("/api/v1/devices")).status_code == 403
    sent = {"password": "four words in here"}
    assert (await leo.put(f"/api/v1/members/{marco}/password", json=sent)).status_code == 403


async def test_browsers_are_enrolled_listed_and_forgotten(house: House) -> None:
    elena = await house.api("Elena")
    link = (await elena.post("/api/v1/devices/links", json={"name": "Hall tablet"})).json()
    browser = house.stranger()
    await browser.get(link["path"])
    assert (await browser.post(link["path"])).status_code == 303
    devices = (await elena.get("/api/v1/devices")).json()
    assert [device["name"] for device in devices] == ["Hall tablet"] and devices[0]["enrolled"]
    assert (await (await house.api("Ada")).get("/api/v1/devices")).json() == []
    assert (await elena.delete(f"/api/v1/devices/{devices[0]['id']}")).status_code == 204
    assert (await elena.get("/api/v1/devices")).json() == []


async def test_sign_ins_and_keys_are_listed_and_revoked(house: House) -> None:
    marco = await house.api("Marco")
    browser = await house.browser("Marco")
    await browser.get("/me")
    rows = (await marco.get("/api/v1/sessions")).json()
    assert len(rows) == 1
    assert (await marco.delete(f"/api/v1/sessions/{rows[0]['id']}")).status_code == 204
    assert (await browser.get("/me")).headers["location"] == "/sign-in"
    made = (await marco.post("/api/v1/tokens", json={"name": "clock", "scopes": ["read"]})).json()
    assert made["token"].startswith("home_") and len(made["token"]) == 48
    keys = (await marco.get("/api/v1/tokens")).json()
    key = next(key for key in keys if key["name"] == "clock")
    assert key["scopes"] == ["read"]
    assert (await marco.delete(f"/api/v1/tokens/{key['id']}")).status_code == 204


async def test_nothing_in_a_field_leaves_it_as_it_was(house: House) -> None:
    client, maya = await house.api("Elena"), house.people["Maya"].member_id
    empty = {"name": None, "role": None, "called": None, "face": None, "hue": None, "born": None}
    answer = await client.patch(f"/api/v1/members/{maya}", json=empty)
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["role"], answer.json()["born"]) == ("Maya", "child", None)


async def test_what_is_wrong_with_a_field_is_said_in_full(house: House) -> None:
    client, maya = await house.api("Elena"), house.people["Maya"].member_id
    answer = await client.patch(f"/api/v1/members/{maya}", json={"name": "Leo"})
    assert answer.status_code == 422
    assert answer.json()["errors"]["name"].startswith("There is a Leo already.")


async def test_a_teen_who_becomes_a_child_again_has_no_key_any_more(house: House) -> None:
    key, elena = await house.api("Leo"), await house.api("Elena")
    leo = house.people["Leo"].member_id
    await elena.patch(f"/api/v1/members/{leo}", json={"role": "child"})
    assert (await key.get("/api/v1/me")).status_code == 401
