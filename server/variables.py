"""The environment variables of the server, as one table: name, default, meaning, and how each is read."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_LEAST_SECRET = 16
_LEAST_KEY = 32
_LONGEST_NAME = 80
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")
_PREFIX = re.compile(r"(/[A-Za-z0-9_.-]+)+")


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    field: str
    """Of `Settings`."""
    default: str
    """In words, for people."""
    meaning: str
    expected: str
    read: Callable[[str], object]
    """Raises ValueError with what is wrong, without repeating the value."""
    secret: bool = False

    def shown(self, raw: str) -> str:
        """The value for people; of a secret, or of what may hold one, only its length."""
        return f"{len(raw)} characters long" if self.secret or "@" in raw else repr(raw)


def is_loopback(host: str) -> bool:
    """Whether the host, with or without a port, is this machine."""
    name = (host if host.count(":") > 1 and "[" not in host else urlsplit(f"//{host}").hostname) or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _home(raw: str) -> Path:
    try:
        home = Path(raw).expanduser().absolute()
    except RuntimeError:
        raise ValueError("there is no such user") from None
    if home.exists() and not home.is_dir():
        raise ValueError("it is not a folder")
    return home


def _api(raw: str) -> str:
    try:
        parts = urlsplit(raw)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # its message repeats the value, which may hold a password
        known = False
    if not known:
        raise ValueError("it is not an address")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("user names, passwords, queries and fragments do not belong there")
    if parts.scheme == "http" and not is_loopback(parts.netloc):
        raise ValueError("without https anybody on the way could read the token")
    return raw.rstrip("/")


def _secret(least: int) -> Callable[[str], SecretStr]:
    def read(raw: str) -> SecretStr:
        if any(character.isspace() or not character.isprintable() or not character.isascii() for character in raw):
            raise ValueError("it holds a space or another character that cannot be sent")
        if len(raw) < least:
            raise ValueError(f"that is shorter than {least}")
        return SecretStr(raw)

    return read


def _routes(raw: str) -> dict[str, str]:
    try:
        routes = json.loads(raw)
    except ValueError:
        raise ValueError("it is not JSON") from None
    if not isinstance(routes, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - a value of the environment, not of a caller
    from funnels.assets import FAMILIES  # start-up time: every model of the project, for a setting few people have
    from funnels.names import nearest

    for family, prefix in routes.items():
        if family not in FAMILIES:
            near = nearest(family, list(FAMILIES), most=1)
            raise ValueError(f"there is no family {family!r}" + (f", did you mean {near[0]!r}?" if near else ""))
        if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix.rstrip("/")):
            raise ValueError(f"{prefix!r} of {family!r} is not a path")
    return {family: prefix.rstrip("/") for family, prefix in routes.items()}


def _file(raw: str) -> Path:
    try:
        file = Path(raw).expanduser().absolute()
    except RuntimeError:
        raise ValueError("there is no such user") from None
    if not file.is_file():
        raise ValueError("there is no such file")
    return file


def _domain(raw: str) -> str:
    host = re.sub(r"^https?://", "", raw).rstrip("/")
    if not _HOST.fullmatch(host):
        raise ValueError("it is not a host name")
    return host


def _switch(raw: str) -> bool:
    if raw.casefold() in ("on", "true", "yes", "1"):
        return True
    if raw.casefold() in ("off", "false", "no", "0"):
        return False
    raise ValueError("it is neither on nor off")


def _toolsets(raw: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in raw.split(",") if name.strip()))
    for name in names:
        if not re.fullmatch(r"[a-z][a-z_]*", name):
            raise ValueError(f"{name!r} is not the name of a tool set")
    return names


def _one_of(*known: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        found = next((one for one in known if one.casefold() == raw.casefold()), None)
        if found is None:
            raise ValueError("it is none of the possible values")
        return found

    return read


def _persons(raw: str) -> dict[str, SecretStr]:
    read, persons = _secret(_LEAST_SECRET), dict[str, SecretStr]()
    for one in raw.split(","):
        name, is_given, token = map(str.strip, one.partition("="))
        if not name or not is_given:
            raise ValueError("a part of it is not NAME=TOKEN")
        if name.casefold() in map(str.casefold, persons):
            raise ValueError("a person is named twice")
        persons[_person(name)] = read(token)
    if len({token.get_secret_value() for token in persons.values()}) < len(persons):
        raise ValueError("two persons have the same token")
    return persons


def _person(raw: str) -> str:
    if not raw.isprintable() or len(raw) > _LONGEST_NAME:
        raise ValueError(f"a name is one line of at most {_LONGEST_NAME} characters")
    return raw


_ON_OR_OFF = "on or off"

VARIABLES = (
    Variable(
        "FUNNELWRIGHT_HOME",
        "home",
        "the platform's data folder",
        "Folder everything lives in: the embedded tracker, plans, sessions.",
        "a folder, which need not exist yet",
        _home,
    ),
    Variable(
        "FUNNELWRIGHT_API_TOKEN",
        "token",
        "none: the embedded tracker is used",
        "Access token of a remote account; with it, that account is what is worked on.",
        "the access token the tracker's settings page shows",
        _secret(1),
        secret=True,
    ),
    Variable(
        "FUNNELWRIGHT_REFRESH_TOKEN",
        "refresh_token",
        "none: an expired access token has to be replaced by hand",
        "Renews the access token when it has expired.",
        "the refresh token shown with the access token",
        _secret(1),
        secret=True,
    ),
    Variable(
        "FUNNELWRIGHT_API_URL",
        "api",
        "https://api.funnelflux.pro/v1",
        "Address of the remote tracker's API.",
        "an https address (http for this machine only)",
        _api,
    ),
    Variable(
        "FUNNELWRIGHT_ROUTES",
        "routes",
        "the contract's paths, found out where several are possible",
        "Path prefix by family, where a tracker has it elsewhere.",
        'JSON such as {"page_group": "/campaign/funnel/pagegroup"}',
        _routes,
    ),
    Variable(
        "FUNNELWRIGHT_DOMAIN",
        "domain",
        "the custom domain of the account's settings",
        "Tracking domain of the links that are handed out.",
        "a host name such as track.example.com",
        _domain,
    ),
    Variable(
        "FUNNELWRIGHT_GEO",
        "geo",
        "none: places are known from headers of a proxy or network in front of the tracker",
        "Database that tells the embedded tracker where visitors are.",
        "a file in the MaxMind format (.mmdb)",
        _file,
    ),
    Variable(
        "FUNNELWRIGHT_PERSON",
        "person",
        "the name of the user on this machine",
        "Who works here: named in approvals, in the journal and in the history.",
        "a name",
        _person,
    ),
    Variable(
        "FUNNELWRIGHT_DEMO",
        "demo",
        "on",
        "Put a demo account into an embedded tracker that is empty.",
        _ON_OR_OFF,
        _switch,
    ),
    Variable(
        "FUNNELWRIGHT_READ_ONLY",
        "read_only",
        "off",
        "Offer only what changes nothing.",
        _ON_OR_OFF,
        _switch,
    ),
    Variable(
        "FUNNELWRIGHT_TOOLSETS",
        "toolsets",
        "all",
        "Which sets of tools are offered.",
        "names separated by commas",
        _toolsets,
    ),
    Variable(
        "FUNNELWRIGHT_SURFACE",
        "surface",
        "intent",
        "Tools by intent, or one for each operation of the tracker's API.",
        "intent or operations",
        _one_of("intent", "operations"),
    ),
    Variable(
        "FUNNELWRIGHT_HTTP_TOKEN",
        "http_token",
        "none",
        "Bearer token a client of streamable HTTP must send.",
        f"at least {_LEAST_SECRET} characters",
        _secret(_LEAST_SECRET),
        secret=True,
    ),
    Variable(
        "FUNNELWRIGHT_HTTP_PERSONS",
        "http_persons",
        "none: FUNNELWRIGHT_HTTP_TOKEN is that of FUNNELWRIGHT_PERSON",
        "Bearer tokens of the persons who share a server over streamable HTTP; each names whose yes it is.",
        f"anna=TOKEN,ben=TOKEN, each token with at least {_LEAST_SECRET} characters",
        _persons,
        secret=True,
    ),
    Variable(
        "FUNNELWRIGHT_STATE_KEY",
        "state_key",
        "one made at start",
        "Key shared by several workers, so that any of them can take the answer to a question another asked.",
        f"at least {_LEAST_KEY} characters",
        _secret(_LEAST_KEY),
        secret=True,
    ),
    Variable(
        "FUNNELWRIGHT_LOG_LEVEL",
        "log_level",
        "WARNING",
        "How much is logged, to standard error.",
        ", ".join(_LEVELS),
        _one_of(*_LEVELS),
    ),
)
