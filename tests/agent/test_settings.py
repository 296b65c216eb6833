from decimal import Decimal

import pytest

from agent.ceiling import Ceiling
from agent.models.prices import Price
from agent.settings import Settings
from funnels.errors import InputError


def test_an_empty_environment_means_no_claude():
    settings = Settings.from_environment({"ANTHROPIC_API_KEY": "  "})
    assert not settings.has_key
    assert settings.model == "claude-sonnet-5-5"


def test_everything_can_be_set():
    settings = Settings.from_environment(
        {
            "ANTHROPIC_API_KEY": "sk-ant-1",
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:1",
            "FUNNELWRIGHT_MODEL": "claude-opus-5-5",
            "FUNNELWRIGHT_MAX_STEPS": "7",
            "FUNNELWRIGHT_MAX_TOKENS": "2000",
            "FUNNELWRIGHT_PRICE": "1/2/0.1/1.25",
            "FUNNELWRIGHT_MAX_COST": "2.50",
            "FUNNELWRIGHT_MAX_INPUT_TOKENS": "800000",
        }
    )
    assert (settings.base_url, settings.model) == ("http://127.0.0.1:1", "claude-opus-5-5")
    assert (settings.max_steps, settings.max_tokens) == (7, 2000)
    assert settings.price == Price(Decimal(1), Decimal(2), Decimal("0.1"), Decimal("1.25"))
    assert settings.ceiling == Ceiling(Decimal("2.50"), 800_000)
    assert "sk-ant-1" not in repr(settings)


@pytest.mark.parametrize("value", ["many", "0", "-1", "1e9", "9999"])
def test_a_bound_that_is_none_is_refused_by_name(value):
    with pytest.raises(InputError, match=f"FUNNELWRIGHT_MAX_STEPS is '{value}', not a number from 1 to 200"):
        Settings.from_environment({"FUNNELWRIGHT_MAX_STEPS": value})


@pytest.mark.parametrize("value", ["free", "0", "-1", "nan", "inf", "1e99"])
def test_a_cost_that_is_none_is_refused_by_name(value):
    with pytest.raises(InputError, match=f"FUNNELWRIGHT_MAX_COST is '{value}', not an amount above 0"):
        Settings.from_environment({"FUNNELWRIGHT_MAX_COST": value})


def test_there_is_a_ceiling_unless_it_is_raised():
    assert Settings.from_environment({}).ceiling == Ceiling(Decimal(5), 5_000_000)
