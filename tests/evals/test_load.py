from collections import Counter
from typing import get_args

import pytest

from evals.account_file import account_names
from evals.case import Kind, Style
from evals.errors import CaseError
from evals.load import HALVES, cases, read_cases

MINIMAL = "- {id: one, kind: build, account: demo, turns: [{say: hello}]}"


def test_there_are_at_least_two_hundred_and_both_halves_have_every_kind() -> None:
    halves = {half: cases(half) for half in HALVES}
    assert sum(map(len, halves.values())) >= 200
    for some in halves.values():
        assert len(some) >= 100
        assert {case.kind for case in some} == set(get_args(Kind))
        assert {style for case in some for style in case.style} == set(get_args(Style))


def test_ids_are_unique_over_both_halves() -> None:
    ids = Counter(case.id for half in HALVES for case in cases(half))
    assert [id for id, count in ids.items() if count > 1] == []


def test_every_account_exists() -> None:
    assert {case.account for half in HALVES for case in cases(half)} <= set(account_names())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: one", "is not YAML"),
        (MINIMAL.replace("build", "bild"), "0.kind"),
        (MINIMAL.replace("say: hello", "say: hello, expect: {created: [], walkz: 1}"), "walkz"),
        (MINIMAL.replace("[{say: hello}]", "[]"), "turns"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(text: str, said: str) -> None:
    with pytest.raises(CaseError, match=r"cases\.yaml") as error:
        read_cases(text, "cases.yaml")
    assert said in str(error.value)


def test_norway_is_a_country_and_on_is_a_word() -> None:
    (case,) = read_cases(
        "- {id: one, kind: build, account: demo, turns: [{say: on, expect: {funnels: {new: {walks: {NO: [on]}}}}}]}",
        "cases.yaml",
    )
    assert case.turns[0].say == "on"
    assert case.turns[0].expect.funnels["new"].walks == {"NO": ["on"]}
