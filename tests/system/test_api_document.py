"""The document of the REST API is true to its routes, and its page asks nobody else for anything."""

import re

from tests.support.house import House


async def test_the_document_can_be_read_without_a_key(house: House) -> None:
    answer = await house.stranger().get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["openapi"].startswith("3.1")


async def test_the_document_holds_the_rest_api_and_nothing_else(house: House) -> None:
    paths = (await house.stranger().get("/api/openapi.json")).json()["paths"]
    served = {route.path_format for route in house.app.routes if route.path.startswith("/api/v1/")}
    assert set(paths) == served
    assert "/api/v1/me" in paths


async def test_every_operation_is_explained_and_refuses_with_a_problem(house: House) -> None:
    document = (await house.stranger().get("/api/openapi.json")).json()
    assert document["security"] == [{"key": []}]
    names = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert operation.get("summary"), (method, path)
            assert operation.get("tags"), (method, path)
            for code in set(operation["responses"]) - {"200", "201", "202", "204", "304"}:
                refusal = document["components"]["responses"][f"Refused{code}"]
                assert "application/problem+json" in refusal["content"]
            assert {"401", "403", "404", "422", "429", "500"} <= set(operation["responses"])
            assert operation["operationId"] not in names
            names.add(operation["operationId"])


async def test_every_reference_in_the_document_leads_somewhere(house: House) -> None:
    answer = await house.stranger().get("/api/openapi.json")
    schemas = answer.json()["components"]["schemas"]
    for name in re.findall(r'"#/components/schemas/([^"]+)"', answer.text):
        assert name in schemas


async def test_the_page_about_the_api_is_for_members(house: House) -> None:
    refused = await house.stranger().get("/api/docs")
    assert refused.status_code == 303
    shown = await (await house.browser("Elena")).get("/api/docs")
    assert shown.status_code == 200


async def test_the_page_about_the_api_loads_everything_from_this_house(house: House) -> None:
    browser = await house.browser("Elena")
    shown = await browser.get("/api/docs")
    sources = re.findall(r'(?:src|href|data-[a-z]+)="([^"]+)"', shown.text)
    assert not [source for source in sources if "//" in source]
    for source in [source for source in sources if source.startswith(("/static", "/api/openapi"))]:
        assert (await browser.get(source)).status_code == 200


async def test_the_page_about_the_api_names_every_route_and_what_is_sent_to_it(house: House) -> None:
    shown = (await (await house.browser("Elena")).get("/api/docs")).text.replace("\u200b", "")
    for path, item in (await house.stranger().get("/api/openapi.json")).json()["paths"].items():
        for method in item:
            assert f'{method.upper()}</span> <span class="code">{path}</span>' in shown
    sent = shown[shown.index('id="post-api-v1-chores"') :].partition("</details>")[0]
    assert re.search(r'title <span class="muted small" lang="en">needed</span></dt><dd>string', sent)
    assert "bonus_minutes" in sent


async def test_an_operation_is_named_by_its_address_alone(house: House) -> None:
    """Programs are generated from these names: they must not follow our functions."""
    document = (await house.stranger().get("/api/openapi.json")).json()
    for path, item in document["paths"].items():
        parts = re.sub(r"[{}]", "", path.removeprefix("/api/v1/")).replace("-", "_").split("/")
        for method, operation in item.items():
            assert operation["operationId"] == "_".join([method, *parts])


async def test_every_operation_tells_its_headers_and_bounds(house: House) -> None:
    document = (await house.stranger().get("/api/openapi.json")).json()
    parts = document["components"]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            taken = {
                parameter["$ref"].rpartition("/")[2]
                for parameter in operation["parameters"]
                if "$ref" in parameter
            }
            wanted = {"get": {"IfNoneMatch"}, "post": {"IfMatch", "IdempotencyKey"}}.get(method, {"IfMatch"})
            numbered = method == "post" and "/device/" in path  # under a signature, see decision 035
            wanted = set() if numbered else wanted
            assert taken == wanted <= set(parts["parameters"]), (method, path)
            named = {parameter.get("name"): parameter for parameter in operation["parameters"]}
            if "after" in named:
                assert (named["limit"]["schema"]["minimum"], named["limit"]["schema"]["maximum"]) == (1, 200)
                assert "Link" in operation["responses"]["200"]["headers"]
            if method == "get":
                assert {"ETag", "RateLimit"} <= set(operation["responses"]["200"]["headers"])
    assert parts["securitySchemes"]["key"]["scheme"] == "bearer"
    assert {tag["name"] for tag in document["tags"]} >= {
        tag for item in document["paths"].values() for operation in item.values() for tag in operation["tags"]
    }


async def test_what_is_sent_may_have_no_other_fields(house: House) -> None:
    document = (await house.stranger().get("/api/openapi.json")).json()
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("Sent", "Changes")):
            assert schema["additionalProperties"] is False, name
