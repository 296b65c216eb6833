import json
from decimal import Decimal
from importlib.resources import files

import pytest

from agent.models.base import Usage
from agent.models.prices import Price, parse_price, price_of
from funnels.errors import InputError


def test_a_dated_id_has_the_price_of_its_model():
    assert price_of("claude-haiku-4-5-20251001") == Price(Decimal(1), Decimal(5), Decimal("0.10"), Decimal("1.25"))
    assert price_of("house-model") is None


def test_every_row_of_the_table_is_a_price_and_the_table_says_when_and_where_it_was_read():
    table = json.loads(files("agent.models").joinpath("prices.json").read_text())
    assert all(price_of(model) for model in table["models"])
    assert table["read_on"] == "2026-11-20"
    assert "FUNNELWRIGHT_PRICE" in table["source"]


def test_cost_is_exact():
    usage = Usage(1, 2, 3, 4)
    assert parse_price("3/15/0.30/3.75").of(usage).cost == Decimal("0.0000489")


@pytest.mark.parametrize("text", ["3/15", "a/b/c/d", "1/2/3/-4", "1/2/3/NaN", ""])
def test_what_is_not_four_amounts_is_refused(text):
    with pytest.raises(InputError, match="is not four amounts"):
        parse_price(text)
