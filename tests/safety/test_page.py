"""SAFETY.md says what is tried here, all of it and no more."""

import pytest
from attacks import PAGE, Tried, generated, tried
from poisoned import TEXTS


def test_the_page_is_what_the_tests_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == generated(page), "python tests/support/attacks.py writes it anew"


@pytest.mark.parametrize("file", tried(), ids=lambda file: file.about)
def test_every_attack_says_what_it_is(file: Tried) -> None:
    """Tests that are no attacks are the few that show that the others can fail."""
    assert file.about
    assert len(file.unmarked) <= (3 if not file.attacks else 1)


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 100
