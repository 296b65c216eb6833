"""YAML in which only `true` and `false` are booleans: `NO` is Norway, and `on` is a word."""

import re
from typing import Any

import yaml

from .errors import CaseError

_BOOL = "tag:yaml.org,2002:bool"
_fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_fastest):  # type: ignore[misc]  # chosen above
    pass


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in _fastest.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))


def read_yaml(text: str, name: str) -> Any:
    """CaseError, which calls the text `name`, where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader
    except yaml.YAMLError as error:
        raise CaseError(f"{name} is not YAML: {error}") from error
