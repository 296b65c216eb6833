"""What is set from outside about the conversation, and the one place in the agent that reads the environment."""

import os
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from funnels.errors import InputError

from .ceiling import Ceiling
from .loop import MAX_STEPS
from .models.prices import Price, parse_price

MODEL = "claude-sonnet-5-5"
"""The default: quick, and good with tools."""

_FIELDS = {
    "api_key": "ANTHROPIC_API_KEY",
    "auth_token": "ANTHROPIC_AUTH_TOKEN",
    "base_url": "ANTHROPIC_BASE_URL",
    "model": "FUNNELWRIGHT_MODEL",
    "max_steps": "FUNNELWRIGHT_MAX_STEPS",
    "max_tokens": "FUNNELWRIGHT_MAX_TOKENS",
    "max_cost": "FUNNELWRIGHT_MAX_COST",
    "max_input_tokens": "FUNNELWRIGHT_MAX_INPUT_TOKENS",
    "price": "FUNNELWRIGHT_PRICE",
}

_LIMITS = {"max_steps": (1, 200), "max_tokens": (256, 128_000), "max_input_tokens": (10_000, 10**12)}

_MOST_COST = Decimal(1_000_000)


class Settings(BaseModel):
    """Without a key or a token there is no Claude, and the offline planner answers."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    api_key: SecretStr | None = None
    auth_token: SecretStr | None = None
    base_url: str | None = None
    """Of anything that speaks the Messages API; None for the SDK's own."""
    model: str = MODEL
    """A model's id, or `offline`."""
    max_steps: int = Field(default=MAX_STEPS, ge=1, le=200)
    max_tokens: int = Field(default=16_000, ge=256, le=128_000)
    """Of one reply, thinking included."""
    max_cost: Decimal = Field(default=Decimal(5), gt=0, le=_MOST_COST)
    """US dollars a conversation may cost, where the price of the model is known."""
    max_input_tokens: int = Field(default=5_000_000, ge=_LIMITS["max_input_tokens"][0])
    """Tokens a conversation may send, whether read from a cache or not."""
    price: Price | None = None
    """Where the price table does not know the model, or knows it wrongly."""

    @property
    def ceiling(self) -> Ceiling:
        return Ceiling(self.max_cost, self.max_input_tokens)

    @property
    def has_key(self) -> bool:
        return self.api_key is not None or self.auth_token is not None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """InputError names the variable that cannot be used, and never the value of a secret."""
        given = os.environ if environment is None else environment
        values = {field: given[name].strip() for field, name in _FIELDS.items() if given.get(name, "").strip()}
        read: dict[str, object] = {**values}
        for field, (least, most) in _LIMITS.items():
            if field in values:
                read[field] = _number(_FIELDS[field], values[field], least, most)
        if "max_cost" in values:
            read["max_cost"] = _dollars(_FIELDS["max_cost"], values["max_cost"])
        if "price" in values:
            read["price"] = parse_price(values["price"])
        return cls.model_validate(read)


def _dollars(name: str, text: str) -> Decimal:
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal()
    if not amount.is_finite() or not 0 < amount <= _MOST_COST:
        hint = "Write dollars, such as 2.50; unset it for the default."
        raise InputError(f"{name} is {text!r}, not an amount above 0.", hint=hint)
    return amount


def _number(name: str, text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise InputError(
            f"{name} is {text!r}, not a number from {least} to {most}.", hint="Unset it for the default."
        )
    return int(text)
