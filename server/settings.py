"""What is set from outside, and the one place in the server that reads the environment."""

import getpass
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from .errors import SettingsError
from .variables import VARIABLES, Variable

API = "https://api.funnelflux.pro/v1"

Surface = Literal["intent", "operations"]


def _data_folder() -> Path:
    from platformdirs import user_data_path  # start-up time: not wanted where FUNNELWRIGHT_HOME is set

    return user_data_path("funnelwright", appauthor=False)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # containers may run as a user without a name
        return "somebody"


class Settings(BaseModel):
    """With a token, everything concerns the remote account; without one, the embedded tracker in `home`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: Path = Field(default_factory=_data_folder)
    """The folder of everything that is kept. It need not exist yet."""
    api: str = API
    """Address of the remote tracker, without a slash at its end."""
    token: SecretStr | None = None
    refresh_token: SecretStr | None = None
    routes: dict[str, str] = Field(default_factory=dict)
    """Path prefix by family, where the tracker has it elsewhere than the contract says."""
    domain: str = ""
    """Host of tracking links, with a port where it needs one; empty: what the account says."""
    geo: Path | None = None
    """A database of places in the MaxMind format, for the visitors of the embedded tracker."""
    person: str = Field(default_factory=_person)
    """Who works here: named in approvals and in the journal."""
    demo: bool = True
    read_only: bool = False
    toolsets: tuple[str, ...] = ()
    """Empty for all."""
    surface: Surface = "intent"
    http_token: SecretStr | None = None
    """What a client of streamable HTTP must send as its bearer token."""
    http_persons: dict[str, SecretStr] = Field(default_factory=dict)
    """The same by person, where several share the server."""
    state_key: SecretStr | None = None
    """Shared by workers that answer each other's confirmations."""
    log_level: str = "WARNING"

    @property
    def is_remote(self) -> bool:
        return self.token is not None

    @property
    def bearers(self) -> tuple[tuple[str, SecretStr], ...]:
        """Person and token, of all who may use the server over streamable HTTP."""
        own = ((self.person, self.http_token),) if self.http_token else ()
        return (*own, *self.http_persons.items())

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The settings of this process; SettingsError names the variable that cannot be used."""
        given = os.environ if environment is None else environment
        values = {one.field: _read(one, given[one.name]) for one in VARIABLES if given.get(one.name, "").strip()}
        _check_together(values)
        return cls.model_validate(values)


def _read(variable: Variable, raw: str) -> object:
    try:
        return variable.read(raw.strip())
    except ValueError as error:
        raise SettingsError(
            f"{variable.name} is {variable.shown(raw.strip())}: {error}.",
            hint=f"Expected: {variable.expected}. Unset it for the default ({variable.default}).",
        ) from None  # the cause repeats the value, which may be a secret


def _check_together(values: Mapping[str, object]) -> None:
    """An address or a refresh token alone would quietly mean the embedded tracker."""
    needing = {"api": "FUNNELWRIGHT_API_URL", "refresh_token": "FUNNELWRIGHT_REFRESH_TOKEN"}
    for field, name in needing.items():
        if field in values and "token" not in values:
            raise SettingsError(
                f"{name} is set, but FUNNELWRIGHT_API_TOKEN is not.",
                hint="Set the access token as well, or unset both to use the embedded tracker.",
            )
    own, others = values.get("http_token"), values.get("http_persons")
    if own is not None and isinstance(others, Mapping) and own in others.values():
        raise SettingsError(
            "FUNNELWRIGHT_HTTP_TOKEN is the token of a person in FUNNELWRIGHT_HTTP_PERSONS, too.",
            hint="Give each their own: a token says whose yes it is.",
        )
