"""The account's own operations: settings, integration keys, and the check of an access token.

Our rulings where the contract is silent: there always are settings, the defaults until some are saved and after they
are deleted; a token of an embedded tracker does not expire, and each check says it is good for another 72 hours.
"""

import secrets

from sqlalchemy import BigInteger, Column, Connection, MetaData, String, Table, Text, delete, insert, select, update

from .call import Call
from .documents import Json, dumped
from .refusal import Refusal

_metadata = MetaData()

_settings = Table(
    "account_settings",
    _metadata,
    Column("owner", String(32), primary_key=True),
    Column("document", Text, nullable=False),
)

_key = Table(
    "integration_key",
    _metadata,
    Column("key", String(64), primary_key=True),
    Column("api", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("created", BigInteger, nullable=False),
)

_OWNER = "local"

DEFAULT_SETTINGS: Json = {
    "defaultHomepageURL": None,
    "defaultOfferRedirect": "307",
    "defaultLanderRedirect": "307",
    "ipAnonymizer": "disabled",
    "defaultCustomDomain": "",
}

_TOKEN_SECONDS = 72 * 60 * 60


def create_account_tables(connection: Connection) -> None:
    _metadata.create_all(connection)


def settings(call: Call) -> str:
    return stored_settings(call.store.connection)


def stored_settings(connection: Connection) -> str:
    """As JSON text; the defaults where none are saved."""
    return connection.scalar(select(_settings.c.document)) or dumped(DEFAULT_SETTINGS)


def save_settings(call: Call) -> None:
    delete_settings(call)
    call.store.connection.execute(insert(_settings).values(owner=_OWNER, document=dumped(call.sent)))


def delete_settings(call: Call) -> None:
    call.store.connection.execute(delete(_settings))


def keys(call: Call) -> str:
    query = select(_key.c.key, _key.c.api, _key.c.name, _key.c.status).order_by(_key.c.created, _key.c.key)
    return dumped([dict(row) for row in call.store.connection.execute(query).mappings()])


def generate_key(call: Call) -> str:
    made = {
        "key": secrets.token_hex(24),
        "api": call.sent["api"],
        "name": call.sent["name"],
        "status": "ACTIVE",
    }
    call.store.connection.execute(insert(_key).values(**made, created=call.store.now))
    return dumped(made)


def update_key(call: Call) -> None:
    changed = update(_key).where(_key.c.key == call.sent["key"])
    values = {"name": call.sent["name"], "status": call.sent["status"]}
    _expect_one(call.store.connection.execute(changed.values(**values)).rowcount)


def delete_key(call: Call) -> None:
    _expect_one(call.store.connection.execute(delete(_key).where(_key.c.key == call.sent["key"])).rowcount)


def validate_token(call: Call) -> str:
    token = call.tools.token.get_secret_value() if call.tools.token else _OWNER
    expires = call.store.now // 1000 + _TOKEN_SECONDS
    return dumped({"tokens": {"access_token": token, "expires_at": expires}})


def _expect_one(count: int) -> None:
    if count != 1:
        raise Refusal(404, "There is no such integration key.", "key")
