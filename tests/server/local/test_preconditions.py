"""Who says which version was read is refused where there is another."""

from typing import Any

import httpx
import pytest

ID, OTHER = "3a0HFXE00001", "3a0HFXE00002"
TAG = {"idTag": ID, "tagName": "Buyer"}


async def version(client: httpx.AsyncClient, id: str = ID) -> str:
    answer = await client.get("/visitortag/find/byId/", params={"idTag": id})
    return answer.headers["etag"]


@pytest.fixture(autouse=True)
async def buyer(client: httpx.AsyncClient) -> None:
    assert (await client.post("/visitortag/save/", json=TAG)).status_code == 200


WRITES: list[tuple[str, str, Any]] = [
    ("PUT", "/visitortag/save/", {**TAG, "tagName": "Ours"}),
    ("PUT", "/visitortag/archive/", {"entries": [ID]}),
    ("PUT", "/visitortag/unarchive/", {"entries": [ID]}),
    ("PUT", "/visitortag/move-category/", {"entries": [ID], "idCategory": ""}),
    ("DELETE", "/visitortag/delete/", {"entries": [ID]}),
    ("POST", f"/visitortag/duplicate/?idTag={ID}", {"name": "Copy"}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_a_write_on_the_version_that_was_read_is_made_and_one_on_another_is_not(
    client: httpx.AsyncClient, method: str, path: str, body: Any
) -> None:
    read = await version(client)
    await client.put("/visitortag/save/", json={**TAG, "tagName": "By somebody else"})
    refused = await client.request(method, path, json=body, headers={"if-match": read})
    assert (refused.status_code, refused.json()["code"]) == (412, 412)
    kept = (await client.get("/visitortag/find/byId/", params={"idTag": ID})).json()
    assert (kept["tagName"], kept["status"]) == ("By somebody else", "active")
    listed = (await client.get("/visitortag/list/", params={"status": "all"})).json()
    assert len(listed) == 1

    made = await client.request(method, path, json=body, headers={"if-match": await version(client)})
    assert made.status_code == 200, made.text


async def test_who_says_no_version_is_asked_for_none(client: httpx.AsyncClient) -> None:
    await client.put("/visitortag/save/", json={**TAG, "tagName": "By somebody else"})
    assert (await client.put("/visitortag/save/", json=TAG)).status_code == 200


async def test_several_have_no_version_to_write_by(client: httpx.AsyncClient) -> None:
    await client.post("/visitortag/save/", json={**TAG, "idTag": OTHER})
    tag = (await client.get("/visitortag/list/", params={"status": "all"})).headers["etag"]
    assert tag.startswith('W/"')
    by_it = await client.put("/visitortag/archive/", json={"entries": [ID, OTHER]}, headers={"if-match": tag})
    assert by_it.status_code == 412
    refused = await client.put(
        "/visitortag/archive/", json={"entries": [ID, OTHER]}, headers={"if-match": await version(client)}
    )
    assert refused.status_code == 412


async def test_settings_have_a_version(client: httpx.AsyncClient) -> None:
    read = await client.get("/user/settings/")
    ours = {**read.json(), "defaultCustomDomain": "ours.example"}
    theirs = {**read.json(), "defaultCustomDomain": "theirs.example"}
    path = "/user/settings/"
    assert (await client.put(path, json=theirs)).status_code == 200
    refused = await client.put(path, json=ours, headers={"if-match": read.headers["etag"]})
    assert refused.status_code == 412
    assert (await client.get(path)).json()["defaultCustomDomain"] == "theirs.example"


async def test_integration_keys_have_one_version_for_all(client: httpx.AsyncClient) -> None:
    made = (await client.post("/integration/generate/", json={"api": "OPTIMIZER", "name": "K"})).json()
    read = await client.get("/integration/list/")
    changed = {"key": made["key"], "name": "Renamed", "status": "ACTIVE"}
    assert (await client.put("/integration/save/", json=changed)).status_code == 200
    late = {**changed, "name": "Late"}
    refused = await client.put("/integration/save/", json=late, headers={"if-match": read.headers["etag"]})
    assert refused.status_code == 412


async def listed(client: httpx.AsyncClient, tag: str = "", status: str = "all") -> httpx.Response:
    headers = {"if-none-match": tag} if tag else {}
    return await client.get("/visitortag/list/", params={"status": status}, headers=headers)


async def test_a_list_that_is_known_is_not_sent_again(client: httpx.AsyncClient) -> None:
    tag = (await listed(client)).headers["etag"]
    again = await listed(client, f'"another", {tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert (await listed(client, '"another"')).status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_after_any_write_a_list_is_sent_anew(
    client: httpx.AsyncClient, method: str, path: str, body: Any
) -> None:
    if "unarchive" in path:
        await client.put("/visitortag/archive/", json=body)
    tag = (await listed(client)).headers["etag"]
    assert (await client.request(method, path, json=body)).status_code == 200
    assert (await listed(client, tag)).status_code == 200


async def test_a_list_that_shows_names_of_other_assets_is_sent_anew_after_these_changed(
    client: httpx.AsyncClient,
) -> None:
    source = {"idOfferSource": OTHER, "offerSourceName": "Before"}
    assert (await client.post("/offersource/save/", json=source)).status_code == 200
    offer = {"pageType": "offer", "offerParams": {"idOfferSource": OTHER, "payout": "14.50"}}
    page = {"idPage": ID, "pageName": "P", "baseURL": "https://a.example", "redirectType": "307", **offer}
    assert (await client.post("/page/save/", json=page)).status_code == 200
    path, query = "/page/list/", {"status": "all"}
    tag = (await client.get(path, params=query)).headers["etag"]
    await client.put("/offersource/save/", json={**source, "offerSourceName": "After"})
    [row] = (await client.get(path, params=query, headers={"if-none-match": tag})).json()
    assert row["offerSourceName"] == "After"


async def test_one_asset_that_is_known_is_not_sent_again(client: httpx.AsyncClient) -> None:
    known = await version(client)
    again = await client.get("/visitortag/find/byId/", params={"idTag": ID}, headers={"if-none-match": known})
    assert again.status_code == 304
