import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import SettingsError
from ..plans.gate import READ_ONLY
from ..plans.policy import Policy
from .faults import UNCHANGED, refuse_unknown, value
from .freezes import freezes
from .keys import KEYS

FILE = "policies.toml"


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """Read anew whenever it matters; without it, nothing is forbidden."""

    path: Path

    @classmethod
    def of(cls, home: Path) -> "PolicyFile":
        return cls(home / FILE)

    def read(self, *, read_only: bool = False) -> Policy:
        """What is in force; `read_only` is what was set elsewhere, and either is enough.

        SettingsError names the key and the value that cannot be used: a policy that is misspelled must not be one
        that is not there.
        """
        found = self._document()
        refuse_unknown(self.path, "", found, [*KEYS, "freeze"])
        values = {key: value(self.path, key, raw, *KEYS[key]) for key, raw in found.items() if key in KEYS}
        zone = ZoneInfo(str(values.get("time_zone", "UTC")))
        frozen = tuple(freezes(self.path, found.get("freeze", []), zone))
        policy = Policy.model_validate({**values, "freezes": frozen})
        return policy.model_copy(update={"read_only": policy.read_only or read_only})

    def shut(self, *, read_only: bool = False) -> str:
        """Why nothing at all may be written, also by what knows of no plans; empty where it may."""
        try:
            return READ_ONLY if self.read(read_only=read_only).read_only else ""
        except SettingsError as error:
            return str(error)

    def _document(self) -> dict[str, Any]:
        try:
            if not self.path.is_symlink() and not self.path.exists():
                return {}
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(f"{self.path} cannot be read: {error.strerror or error}.", hint=UNCHANGED) from error
        except ValueError as error:  # of TOML, or of UTF-8
            raise SettingsError(f"{self.path} is not TOML: {error}.", hint=UNCHANGED) from error
