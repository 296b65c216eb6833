from importlib.resources import files

import pytest

from prompts import load


def test_values_are_filled_in():
    assert '"VPN Native"' in load("diagnose", funnel="VPN Native")


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError, match="changes"):
        load("clone", funnel="VPN Native")


def test_what_is_filled_in_is_not_read_as_a_prompt_again():
    assert "$funnel" in load("build", wish="call it $funnel")


def test_every_prompt_but_the_ones_with_placeholders_loads_as_it_stands():
    names = {path.name.removesuffix(".md") for path in files("prompts").iterdir() if path.name.endswith(".md")}
    assert names == {"system", "build", "clone", "diagnose", "daily_report", "optimise"}
    assert load("system").startswith("You are Funnelwright.")
