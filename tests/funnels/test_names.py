import pytest

from funnels.account import Entry
from funnels.errors import AmbiguousError, NotFoundError
from funnels.names import folded, nearest, resolve

SHIELD = Entry("page", "0abcDEF12345", "ShieldVPN DE")
FOX = Entry("page", "1abcDEF12345", "FoxVPN de")
TWINS = (Entry("page", "2abcDEF12345", "Twin"), Entry("page", "3abcDEF12345", "Twin"))
OLD = Entry("page", "4abcDEF12345", "Old", status="archived")
ALL = (SHIELD, FOX, *TWINS, OLD)


@pytest.mark.parametrize(
    "wanted",
    [
        "ShieldVPN DE",
        "shieldvpn de",
        " ShieldVPN  DE ",
        "shieldvpn-de",
        "ShieldVPN_DE",
        "0abcDEF12345",
        "any [0abcDEF12345]",
    ],
)
def test_case_spacing_and_ids_find_the_asset(wanted: str) -> None:
    assert resolve(wanted, ALL, what="offer") is SHIELD


def test_the_exact_name_beats_one_that_only_looks_alike() -> None:
    lower = Entry("page", "5abcDEF12345", "shieldvpn de")

    assert resolve("shieldvpn de", (*ALL, lower), what="offer") is lower


def test_an_active_asset_beats_an_archived_one_of_the_same_name() -> None:
    new = Entry("page", "5abcDEF12345", "Old")

    assert resolve("Old", (*ALL, new), what="offer") is new
    assert resolve("Old", ALL, what="offer") is OLD


def test_two_of_a_name_are_never_picked_from() -> None:
    with pytest.raises(AmbiguousError) as caught:
        resolve("twin", ALL, what="offer")

    assert str(caught.value) == "2 offers are called 'twin'. Say which one by its id."
    assert caught.value.candidates == ("Twin [2abcDEF12345]", "Twin [3abcDEF12345]")


def test_a_near_match_is_offered_and_never_picked() -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve("Shield VPN DE", ALL, what="offer")

    assert str(caught.value) == "No offer is called 'Shield VPN DE'. Nearest: 'ShieldVPN DE'."
    assert caught.value.candidates == ("ShieldVPN DE",)


def test_what_nothing_is_like_has_no_candidates() -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve("qqq", ALL, what="offer")

    assert str(caught.value) == "No offer is called 'qqq'. There is no offer like it."
    assert caught.value.candidates == ()


def test_the_nearest_names_come_best_first_and_once() -> None:
    assert nearest("set_wieghts", ["rename", "set_weights", "set_url", "set_weights"], most=1) == ["set_weights"]


def test_folding_takes_case_and_separators_away() -> None:
    assert folded("  ShieldVPN-DE__Neu ") == "shieldvpn de neu"
