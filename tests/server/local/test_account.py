from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from server.local import build_tracker
from server.local.account import DEFAULT_SETTINGS

SETTINGS = {
    "defaultHomepageURL": "https://h.example",
    "defaultOfferRedirect": "umr",
    "defaultLanderRedirect": "301",
    "ipAnonymizer": "EU IPs",
    "defaultCustomDomain": "go.example",
    "ours": {"z": 1, "a": 0.5},
}


async def test_settings_are_the_defaults_until_saved_and_after_deleted(account: Any) -> None:
    assert await account.ask("GET", "/user/settings/") == DEFAULT_SETTINGS
    await account.ask("PUT", "/user/settings/", SETTINGS)
    await account.ask("PUT", "/user/settings/", {**SETTINGS, "defaultCustomDomain": "new.example"})
    assert await account.ask("GET", "/user/settings/") == {**SETTINGS, "defaultCustomDomain": "new.example"}
    await account.ask("DELETE", "/user/settings/")
    assert await account.ask("GET", "/user/settings/") == DEFAULT_SETTINGS
    assert await account.refused("PUT", "/user/settings/", {}) == (400, "defaultHomepageURL")


async def test_keys_are_made_renamed_and_deleted(account: Any) -> None:
    made = await account.ask("POST", "/integration/generate/", {"api": "OPTIMIZER", "name": "First"})
    second = await account.ask("POST", "/integration/key/generate/", {"api": "OPTIMIZER", "name": "Second"})
    assert made == {"key": made["key"], "api": "OPTIMIZER", "name": "First", "status": "ACTIVE"}
    assert len(made["key"]) == 48
    assert made["key"] != second["key"]
    change = {"key": made["key"], "name": "Renamed", "status": "DISABLED"}
    await account.ask("PUT", "/integration/save/", change)
    listed = await account.ask("GET", "/integration/list/")
    assert sorted(listed, key=lambda key: key["name"]) == [{**change, "api": "OPTIMIZER"}, second]
    await account.ask("DELETE", "/integration/delete/", {"key": made["key"]})
    assert await account.ask("GET", "/integration/list/") == [second]
    assert await account.refused("DELETE", "/integration/delete/", {"key": made["key"]}) == (404, "key")
    assert await account.refused("PUT", "/integration/save/", change) == (404, "key")


async def test_a_token_is_checked_and_good_for_72_hours(tmp_path: Path) -> None:
    tracker = build_tracker(tmp_path, token=SecretStr("tok-1"), clock=lambda: 1_800_000_000_000)
    transport = httpx.ASGITransport(tracker)
    async with httpx.AsyncClient(transport=transport, base_url="http://tracker.test/v1") as client:
        good = {"authorization": "Bearer tok-1"}
        answer = await client.post("/auth/validate", headers=good)
        assert answer.json() == {"tokens": {"access_token": "tok-1", "expires_at": 1_800_259_200}}
        renewed = await client.post("/auth/validate/", headers=good, json={"refresh_token": "any"})
        assert renewed.status_code == 200
        assert (await client.get("/user/settings/", headers=good)).status_code == 200
        for wrong in (
            {},
            {"authorization": "Bearer tok-2"},
            {"authorization": "tok-1"},
            {"authorization": "Basic tok-1"},
        ):
            for method, path in (("GET", "/user/settings/"), ("POST", "/auth/validate"), ("GET", "/nowhere")):
                refused = await client.request(method, path, headers=wrong)
                assert refused.status_code == 401
                assert refused.headers["www-authenticate"] == "Bearer"
                assert refused.json() == {"code": 401, "message": "The access token is missing or wrong."}
    tracker.close()
