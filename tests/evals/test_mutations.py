import pytest

from evals.load import HALVES, cases, read_cases
from evals.mutations import origin, variants

CASE = """
- id: one
  kind: build
  account: demo
  turns:
    - say: >-
        Outbrain to VPN Advertorial DE for Germany, Austria and Switzerland, then ShieldVPN DE 60 / FoxVPN DE 40 in
        "My New Funnel"; everyone else to https://elsewhere.example.net, in group Utilities
      expect: {funnels: {My New Funnel: {group: Utilities}}}
"""


@pytest.fixture(scope="module")
def said() -> list[str]:
    found = variants(read_cases(CASE, "cases.yaml"), 300, 1)
    assert len(found) == 300
    return [one.case.turns[0].say for one in found]


def test_what_must_not_change_does_not(said: list[str]) -> None:
    for text in said:
        assert "https://elsewhere.example.net" in text
        assert "My New Funnel" in text, "a slip in a name that is made up is another name"
        assert text.count("60") == text.count("40") == 1


def test_they_differ_from_each_other(said: list[str]) -> None:
    assert len(set(said)) == len(said)


def test_shares_stay_with_their_offers(said: list[str]) -> None:
    turned = [
        text for text in said if text.lower().find("fox") < text.lower().find("shield") and "fox" in text.lower()
    ]
    assert turned
    for text in turned:
        assert text.index("40") < text.index("60")


def test_the_same_seed_gives_the_same() -> None:
    some = cases("open")
    assert variants(some, 50, 7) == variants(some, 50, 7)
    assert variants(some, 50, 7) != variants(some, 50, 8)


def test_two_thousand_are_spread_over_all_cases() -> None:
    every = [case for half in HALVES for case in cases(half)]
    found = variants(every, 2000, 1)
    assert len(found) == 2000
    assert {one.of for one in found} == {case.id for case in every}
    assert all(origin(one.case.id) == one.of for one in found)
