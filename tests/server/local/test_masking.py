from pathlib import Path
from typing import Any

A, F, G = "3a0HFXE0000A", "3a0HFXE0000F", "3a0HFXE0000G"
N1, N2 = "3a0HFXE000N1", "3a0HFXE000N2"
MASK = "********"
PASSWORD, SECRET = "hunter2-password", "hunter2-secret"
PLAIN = {"method": "POST", "type": "custom", "url": "https://m.example"}
SEALED = {**PLAIN, "basicAuth": {"username": "u", "password": PASSWORD}, "hmacSecret": SECRET}
MASKED = {
    **PLAIN,
    "basicAuth": {"username": "u", "password": MASK},
    "hmacSecret": MASK,
    "hasBasicAuthPassword": True,
    "hasHmacSecret": True,
}


def stored(tracker: Any) -> list[str]:
    with tracker._engine.connect() as connection:
        return [row.secrets for row in connection.exec_driver_sql("SELECT secrets FROM asset ORDER BY id")]


async def middleware(account: Any, method: str, destination: dict[str, Any]) -> Any:
    document = {
        "idMiddlewareConfig": A,
        "middlewareConfigName": "Check",
        "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
        "schemaVersion": "1",
        "timeoutMs": 2000,
        "destination": destination,
    }
    await account.ask(method, "/middlewareconfig/save/", document)
    return (await account.read("middlewareconfig", A))["destination"]


async def test_secrets_read_as_a_placeholder_with_a_flag(account: Any, tracker: Any) -> None:
    assert await middleware(account, "POST", SEALED) == MASKED
    assert stored(tracker) == ['{"":{"password":"hunter2-password","hmacSecret":"hunter2-secret"}}']


async def test_a_destination_without_secrets_stays_as_sent(account: Any) -> None:
    assert await middleware(account, "POST", PLAIN) == PLAIN


async def test_writing_back_what_was_read_keeps_the_secrets(account: Any, tracker: Any) -> None:
    await middleware(account, "POST", SEALED)
    kept = stored(tracker)
    assert await middleware(account, "PUT", MASKED) == MASKED
    blank = {**MASKED, "basicAuth": {"username": "u", "password": ""}, "hmacSecret": ""}
    assert await middleware(account, "PUT", blank) == MASKED
    nothing = {**MASKED, "basicAuth": {"username": "u"}}
    del nothing["hmacSecret"]
    assert await middleware(account, "PUT", nothing) == MASKED
    assert stored(tracker) == kept


async def test_a_new_secret_replaces_the_old_one(account: Any, tracker: Any) -> None:
    await middleware(account, "POST", SEALED)
    assert await middleware(account, "PUT", {**MASKED, "hmacSecret": "fresh"}) == MASKED
    assert stored(tracker) == ['{"":{"password":"hunter2-password","hmacSecret":"fresh"}}']


async def test_a_secret_goes_when_its_flag_goes(account: Any, tracker: Any) -> None:
    await middleware(account, "POST", SEALED)
    assert await middleware(account, "PUT", PLAIN) == PLAIN
    assert stored(tracker) == ["{}"]


async def test_a_flag_without_a_stored_secret_reads_false(account: Any) -> None:
    claimed = {**PLAIN, "hmacSecret": MASK, "hasHmacSecret": True}
    assert await middleware(account, "POST", claimed) == {**PLAIN, "hmacSecret": "", "hasHmacSecret": False}


async def test_the_password_of_a_webhook_never_comes_back_and_is_kept(account: Any, tracker: Any) -> None:
    hook = {"idWebhookConfig": A, "webhookConfigName": "Hook", "url": "https://h.example"}
    await account.ask("POST", "/webhookconfig/save/", {**hook, "basicAuth": {"username": "u", "password": PASSWORD}})
    read = await account.read("webhookconfig", A)
    assert read == {**hook, "basicAuth": {"username": "u"}, "status": "active"}
    await account.ask("PUT", "/webhookconfig/save/", read)
    assert stored(tracker) == ['{"":{"password":"hunter2-password"}}']
    await account.ask("PUT", "/webhookconfig/save/", hook)
    assert stored(tracker) == ["{}"]


def funnel(overrides: dict[str, Any]) -> dict[str, Any]:
    params = {"idMiddlewareConfig": A, "destinationOverrides": overrides}
    return {
        "idFunnel": F,
        "idCampaign": G,
        "funnelName": "F",
        "nodes": [
            {"idNode": N1, "nodeName": "Traffic", "nodeType": "root"},
            {"idNode": N2, "nodeName": "M", "nodeType": "middleware", "nodeMiddlewareRefParams": params},
        ],
    }


async def test_secrets_of_a_node_follow_it_into_a_copy(account: Any, tracker: Any) -> None:
    await account.save("funnelgroup", G)
    await account.ask("POST", "/funnel/save/", funnel({"hmacSecret": SECRET}))
    read = await account.read("funnel", F)
    masked = {"hmacSecret": MASK, "hasHmacSecret": True}
    assert read["nodes"][1]["nodeMiddlewareRefParams"]["destinationOverrides"] == masked
    await account.ask("PUT", "/funnel/save/", read)
    made = await account.ask("POST", "/funnel/duplicate/", {"name": "Copy", "parentId": G}, idFunnel=F)
    copy = await account.read("funnel", made["id"])
    assert copy["nodes"][1]["nodeMiddlewareRefParams"]["destinationOverrides"] == masked
    node = copy["nodes"][1]["idNode"]
    expected = {f'{{"{N2}":{{"hmacSecret":"hunter2-secret"}}}}', f'{{"{node}":{{"hmacSecret":"hunter2-secret"}}}}'}
    assert set(stored(tracker)) == {"{}", *expected}


async def test_no_answer_and_no_revision_ever_holds_a_secret(account: Any, tracker: Any, tmp_path: Path) -> None:
    await account.save("funnelgroup", G)
    await middleware(account, "POST", SEALED)
    auth = {"username": "u", "password": PASSWORD}
    await account.save("webhookconfig", A, basicAuth=auth)
    await account.ask("POST", "/funnel/save/", funnel({"basicAuth": auth, "hmacSecret": SECRET}))
    for family, field in (
        ("middlewareconfig", "idMiddlewareConfig"),
        ("webhookconfig", "idWebhookConfig"),
        ("funnel", "idFunnel"),
    ):
        id = F if family == "funnel" else A
        parent = {"parentId": G} if family == "funnel" else {}
        await account.ask("POST", f"/{family}/duplicate/", {"name": "Copy", **parent}, **{field: id})
        for path, query in (
            ("list/", {"status": "all"}),
            ("find/byId/", {field: id}),
            ("find/byIds/", {f"{field}s": id}),
        ):
            answer = await account.client.get(f"/{family}/{path}", params=query)
            assert answer.status_code == 200
            assert "hunter2" not in answer.text
    with tracker._engine.connect() as connection:
        revisions = [row.document for row in connection.exec_driver_sql("SELECT document FROM asset_revision")]
    assert len(revisions) == 7
    assert "hunter2" not in str(revisions)


async def test_the_placeholder_alone_keeps_a_secret_and_a_false_flag_removes_it(account: Any, tracker: Any) -> None:
    await middleware(account, "POST", SEALED)
    alone = {**PLAIN, "basicAuth": {"username": "u", "password": MASK}, "hmacSecret": MASK}
    assert await middleware(account, "PUT", alone) == MASKED
    removed = {**alone, "hasHmacSecret": False}
    assert await middleware(account, "PUT", removed) == {
        **MASKED,
        "hmacSecret": "",
        "hasHmacSecret": False,
    }
    assert stored(tracker) == ['{"":{"password":"hunter2-password"}}']


async def test_a_deleted_asset_that_comes_back_may_keep_its_secrets(account: Any, tracker: Any) -> None:
    await middleware(account, "POST", SEALED)
    kept = stored(tracker)
    await account.ask("DELETE", "/middlewareconfig/delete/", {"entries": [A]})
    assert await middleware(account, "POST", MASKED) == MASKED
    assert stored(tracker) == kept
