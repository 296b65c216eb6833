"""What must not be kept or passed on: the secrets of this process, and what looks like one in what people write."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import SecretStr

from funnels.secrets import MASK

_FIELD = re.compile(
    r"^(password|hmac_?secret|clickbank_?ipn|authorization|x-api-key|api_?key|access_?token)$", re.IGNORECASE
)
_CREDENTIAL = re.compile(
    r"(?P<before>\bBearer\s+|\b(?:password|passwort|secret|token|api[ _-]?key)\s*(?:=|:|\bis\b)\s*[\"']?)"
    r"(?P<value>[^\s\"',;]{6,})",
    re.IGNORECASE,
)
_KEY = re.compile(r"\bsk-[A-Za-z0-9_-]{12,}")
_SHORTEST = 6
"""A shorter secret would take ordinary words with it."""


class Redaction:
    """Covers secrets. `known` are covered everywhere; what merely looks like one only in what is kept."""

    def __init__(self, known: Iterable[SecretStr | None] = ()) -> None:
        values = {secret.get_secret_value() for secret in known if secret is not None}
        self._known = sorted((value for value in values if len(value) >= _SHORTEST), key=len, reverse=True)

    def text(self, text: str) -> str:
        """Without the secrets of this process."""
        for value in self._known:
            text = text.replace(value, MASK)
        return text

    def answer(self, document: Any) -> Any:
        """A JSON document without the secrets of this process."""
        if not self._known:
            return document
        if isinstance(document, Mapping):
            return {self.text(str(field)): self.answer(value) for field, value in document.items()}
        if isinstance(document, list):
            return [self.answer(one) for one in document]
        return self.text(document) if isinstance(document, str) else document

    def kept(self, document: Any) -> Any:
        """A JSON document as it may be stored."""
        if isinstance(document, Mapping):
            return {
                field: MASK if isinstance(value, str) and value and _FIELD.match(field) else self.kept(value)
                for field, value in document.items()
            }
        if isinstance(document, list):
            return [self.kept(one) for one in document]
        return self._kept_text(document) if isinstance(document, str) else document

    def _kept_text(self, text: str) -> str:
        return _CREDENTIAL.sub(rf"\g<before>{MASK}", _KEY.sub(MASK, self.text(text)))
