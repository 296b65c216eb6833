"""Secrets in the environment and in assets come out nowhere but in the tracker's own database."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from mcp import Client, MCPError, StdioServerParameters
from mcp_desk import Json, Person, yes

PROGRAM = str(Path(sys.executable).parent / "funnelwright-mcp")
HOOK_PASSWORD = "pw-of-the-webhook-1f9a"
HOOK_HEADER = "Bearer of-the-header-77c2"
HMAC = "hmac-of-the-middleware-e03b"
MIDDLEWARE_PASSWORD = "pw-of-the-middleware-55d0"
ENVIRONMENT = {
    "FUNNELWRIGHT_HTTP_TOKEN": "token-of-the-http-door-90aa",
    "FUNNELWRIGHT_STATE_KEY": "key-that-seals-states-of-confirmations-41bc",
}
SECRETS = [HOOK_PASSWORD, HOOK_HEADER, HMAC, MIDDLEWARE_PASSWORD, *ENVIRONMENT.values()]

ROUTES = [{"isDefault": True, "idRoute": "default", "priority": 0, "conditions": []}]


def webhook(**names: str) -> Json:
    auth = {"username": "me", "password": HOOK_PASSWORD}
    headers = {"Authorization": HOOK_HEADER, "X-Plain": "seen"}
    return {**names, "url": "https://hook.example.net", "headers": headers, "basicAuth": auth}


def middleware(**names: str) -> Json:
    auth = {"username": "me", "password": MIDDLEWARE_PASSWORD}
    destination = {"method": "POST", "type": "custom", "url": "https://m.example.net", "hmacSecret": HMAC}
    rest = {"routes": ROUTES, "schemaVersion": "1", "timeoutMs": 500}
    return {**names, "destination": {**destination, "basicAuth": auth, "headers": {"X-Token": HOOK_HEADER}}, **rest}


class Listener:
    """A client that keeps all it is told."""

    def __init__(self, home: Path, log: Path, *options: str) -> None:
        self.heard: list[str] = []
        self.person = Person(yes)
        environment = {"FUNNELWRIGHT_HOME": str(home), "FUNNELWRIGHT_LOG_LEVEL": "DEBUG", **ENVIRONMENT}
        script = f'exec "{PROGRAM}" {" ".join(options)} 2>>"{log}"'
        self.program = StdioServerParameters(command="/bin/sh", args=["-c", script], env=environment)

    async def call(self, client: Client, tool: str, **arguments: Any) -> Json:
        try:
            result = await client.call_tool(tool, arguments)
        except MCPError as error:
            self.heard.append(f"{error.message} {error.data}")
            return {}
        self.heard.append(result.model_dump_json())
        return result.structured_content if isinstance(result.structured_content, dict) else {}

    async def apply(self, client: Client, plan: Json) -> None:
        chosen = {"plan_id": plan.get("plan_id", ""), "fingerprint": plan.get("fingerprint", "")}
        self.heard.append(str((await client.read_resource(f"funnelwright://plans/{chosen['plan_id']}")).contents))
        assert (await self.call(client, "apply_plan", **chosen)).get("status") == "applied", self.heard[-1]


def found_in(text: str, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret in text]


def everything_in(home: Path) -> str:
    """All bytes of all files but the tracker's database, which is where assets live."""
    files = [file for file in home.rglob("*") if file.is_file() and not file.name.startswith("tracker.db")]
    assert any(file.name == "plans.db" for file in files)
    return "".join(file.read_bytes().decode("latin-1") for file in files)


async def test_secrets_of_plans_come_out_nowhere(demo: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    listener = Listener(demo, log)
    async with Client(listener.program, elicitation_callback=listener.person) as client:
        for family, fields in (
            ("webhook_config", webhook(name="Hook")),
            ("middleware_config", middleware(name="Ware")),
        ):
            create = {"do": "create", "family": family, "fields": fields}
            plan = await listener.call(client, "plan_changes", changes=[create])
            await listener.apply(client, plan)
            name = fields["name"]
            rename = {"do": "update", "family": family, "name": name, "fields": {"name": f"{name} two"}}
            await listener.apply(client, await listener.call(client, "plan_changes", changes=[rename]))
            made = (await listener.call(client, "find_assets", query=f"{name} two"))["assets"][0]["id"]
            await listener.call(client, "get_assets", family=family, ids=[made])
            await listener.apply(client, await listener.call(client, "undo"))
            wrong = {**create, "fields": {**fields, "nmae": HOOK_PASSWORD}}
            await listener.call(client, "plan_changes", changes=[wrong])
            for place in ("basicAuth", "headers", "destination", "basic_auth"):
                misplaced = {**create, "fields": {**fields, place: HMAC}}
                await listener.call(client, "plan_changes", changes=[misplaced])
            await listener.call(client, "plan_changes", changes=create)
            await listener.call(client, "plan_changes", changes=[create], extra=HMAC)
        await listener.call(client, "list_plans")
    told = "\n".join([*listener.heard, *listener.person.asked])
    assert "Hook two" in told
    assert found_in(told, SECRETS) == []
    assert found_in(log.read_text(), SECRETS) == []
    assert found_in(everything_in(demo), SECRETS) == []


async def test_secrets_of_operations_come_out_nowhere(demo: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    listener = Listener(demo, log, "--surface", "operations")
    key = ""
    async with Client(listener.program, elicitation_callback=listener.person) as client:
        hook = webhook(idWebhookConfig="0Hook0000001", webhookConfigName="Hook")
        ware = middleware(idMiddlewareConfig="0Ware0000001", middlewareConfigName="Ware")
        await listener.call(client, "webhookConfigCreate", body=hook)
        await listener.call(client, "webhookConfigFindById", idWebhookConfig="0Hook0000001")
        await listener.call(client, "webhookConfigUpdate", body={**hook, "enabled": False})
        await listener.call(client, "middlewareConfigCreate", body=ware)
        await listener.call(client, "middlewareConfigFindById", idMiddlewareConfig="0Ware0000001")
        await listener.call(client, "webhookConfigCreate", body={**hook, "basicAuth": HOOK_PASSWORD})
        await listener.call(client, "middlewareConfigCreate", body={**ware, "destination": {"hmacSecret": [HMAC]}})
        await listener.call(client, "integrationKeyGenerate", body={"api": "OPTIMIZER", "name": "Mine"})
        listed = await listener.call(client, "integrationKeyList")
        assert [one["name"] for one in listed["data"]] == ["Mine"]
        assert listed["data"][0]["key"] == "********"
        key = _stored_key(demo)
    told = "\n".join([*listener.heard, *listener.person.asked])
    assert '"Hook"' in told
    assert found_in(told, [*SECRETS, key]) == []
    assert found_in(log.read_text(), [*SECRETS, key]) == []


def _stored_key(home: Path) -> str:
    with sqlite3.connect(home / "tracker.db") as database:
        rows = database.execute("SELECT * FROM integration_key").fetchall()
    [(key, *_)] = rows
    return str(key)


def test_a_remote_accounts_token_comes_out_nowhere(tmp_path: Path) -> None:
    """Nothing listens at that address, so that every call fails; the program says how, but not with what."""
    token = "token-of-the-remote-account-8e11"
    environment = {
        **os.environ,
        "FUNNELWRIGHT_HOME": str(tmp_path),
        "FUNNELWRIGHT_API_URL": "http://127.0.0.1:9/v1",
        "FUNNELWRIGHT_API_TOKEN": token,
        "FUNNELWRIGHT_REFRESH_TOKEN": f"{token}-too",
        "FUNNELWRIGHT_LOG_LEVEL": "DEBUG",
        "FUNNELWRIGHT_TOOLSETS": "nothing",
    }
    refused = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, timeout=60)
    assert refused.returncode == 2
    assert token not in refused.stdout + refused.stderr


def test_a_wrong_setting_is_told_without_its_value(tmp_path: Path) -> None:
    for name in ("FUNNELWRIGHT_HTTP_TOKEN", "FUNNELWRIGHT_STATE_KEY", "FUNNELWRIGHT_API_TOKEN"):
        value = "with a space so it is refused"
        environment = {"FUNNELWRIGHT_HOME": str(tmp_path), name: value}
        refused = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, timeout=60)
        assert refused.returncode == 2
        assert name in refused.stderr
        assert value not in refused.stderr


async def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    listener = Listener(home, tmp_path / "log")
    async with Client(listener.program, elicitation_callback=listener.person) as client:
        await listener.call(client, "find_assets")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in home.rglob("*")}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    databases = {name: mode for name, mode in modes.items() if ".db" in name}
    assert {"tracker.db", "plans.db"} <= set(databases)
    assert set(databases.values()) == {0o600}
