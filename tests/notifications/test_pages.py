"""The page on which a parent sets up alerts, and its API."""

from tests.notifications.ntfy import Answer, Ntfy
from tests.support.house import House

TOKEN = "tk_0123456789abcdefghijklmnopqrst"


def typed(ntfy: Ntfy, **more: object) -> dict[str, object]:
    return {"server": ntfy.address, "topic": "Riveras-1", "home": "http://family.local:8080", **more}


async def test_elena_sets_an_address_sends_a_test_and_sees_that_it_arrived(house: House, ntfy: Ntfy) -> None:
    elena = await house.browser("Elena")
    assert "No alerts yet" in (await elena.get("/notifications")).text
    saved = await elena.post("/notifications/target", typed(ntfy))
    assert (saved.status_code, saved.headers["location"]) == (303, "/notifications")
    assert "Nothing was sent yet." in (await elena.get("/notifications")).text
    await elena.post("/notifications/test")
    assert "on its way" in (await elena.get("/notifications")).text
    await house.app.state.schedule.run_now("deliver")
    page = (await elena.get("/notifications")).text
    assert "arrived at the server" in page
    assert "The last message reached the server" in page
    assert ntfy.messages[0]["click"] == "http://family.local:8080/notifications"


async def test_a_refusal_names_the_mend(house: House, ntfy: Ntfy) -> None:
    elena = await house.browser("Elena")
    await elena.get("/notifications")
    await elena.post("/notifications/target", typed(ntfy))
    ntfy.next_answers = [Answer(403)]
    await elena.post("/notifications/test")
    await house.app.state.schedule.run_now("deliver")
    page = (await elena.get("/notifications")).text
    assert "Alerts are switched off." in page
    assert "does not let this token write to this topic" in page
    await elena.post("/notifications/target", typed(ntfy, topic="Riveras-2"))
    assert "Alerts are switched off." not in (await elena.get("/notifications")).text


async def test_a_wrong_address_comes_back_as_typed_with_its_field_named(house: House, ntfy: Ntfy) -> None:
    elena = await house.browser("Elena")
    await elena.get("/notifications")
    wrong = {"server": "ftp://somewhere", "topic": "our home", "token": TOKEN}
    answer = await elena.post("/notifications/target", wrong)
    assert answer.status_code == 422
    assert 'value="ftp://somewhere"' in answer.text
    assert 'value="our home"' in answer.text
    assert TOKEN not in answer.text
    assert "A topic has 1 to 64 letters" in answer.text


async def test_the_token_is_kept_never_shown_and_goes_with_a_change_of_server(
    house: House, ntfy: Ntfy
) -> None:
    elena = await house.browser("Elena")
    client = await house.api("Elena")
    await elena.get("/notifications")
    await elena.post("/notifications/target", typed(ntfy, token=TOKEN))
    assert TOKEN not in (await elena.get("/notifications")).text
    await elena.post("/notifications/target", typed(ntfy, topic="Riveras-2"))
    assert (await client.get("/api/v1/notifications/target")).json()["has_token"] is True
    other = typed(ntfy) | {"server": "http://other.example"}
    await elena.post("/notifications/target", other)
    assert (await client.get("/api/v1/notifications/target")).json()["has_token"] is False


async def test_alerts_can_be_turned_off_for_good(house: House, ntfy: Ntfy) -> None:
    elena = await house.browser("Elena")
    await elena.get("/notifications")
    await elena.post("/notifications/target", typed(ntfy))
    await elena.post("/notifications/test")
    await elena.post("/notifications/target/removal")
    await house.app.state.schedule.run_now("deliver")
    assert ntfy.asked == 0
    assert "No alerts yet" in (await elena.get("/notifications")).text
    assert (await elena.post("/notifications/test")).status_code == 409


async def test_children_have_no_alerts(house: House, ntfy: Ntfy) -> None:
    for name in ("Leo", "Maya"):
        child, client = await house.browser(name), await house.api(name)
        assert (await child.get("/notifications")).status_code == 403
        assert (await child.post("/notifications/target", typed(ntfy))).status_code == 403
        assert (await child.post("/notifications/test")).status_code == 403
        assert (await client.get("/api/v1/notifications/deliveries")).status_code == 403


async def test_each_parent_has_an_address_of_their_own(house: House, ntfy: Ntfy) -> None:
    elena, marco = await house.api("Elena"), await house.api("Marco")
    await elena.put("/api/v1/notifications/target", json={"server": ntfy.address, "topic": "elena"})
    assert (await marco.get("/api/v1/notifications/target")).status_code == 404
    assert (await marco.post("/api/v1/notifications/test")).status_code == 409
    assert (await elena.post("/api/v1/notifications/test")).status_code == 202
    await house.app.state.schedule.run_now("deliver")
    sent = (await elena.get("/api/v1/notifications/deliveries")).json()
    assert [(letter["state"], letter["tries"]) for letter in sent] == [("sent", 1)]
    assert (await marco.get("/api/v1/notifications/deliveries")).json() == []
    assert (await elena.delete("/api/v1/notifications/target")).status_code == 204


async def test_the_api_names_the_wrong_field(house: House) -> None:
    elena = await house.api("Elena")
    wrong = {"server": "http://169.254.169.254", "topic": "x"}
    answer = await elena.put("/api/v1/notifications/target", json=wrong)
    assert (answer.status_code, "server" in str(answer.json()["errors"])) == (422, True)
