"""What JSON can spell and nothing can write down again."""

from typing import Any

import pytest

from funnels.errors import InputError
from server.tools.half_characters import refuse_half_characters

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"funnel": "a\ud800"}, r"funnel: a\ud800 holds half a character (a lone surrogate). Send it as whole Unicode."),
    ({"assume": {"\udfff": 1}}, r"assume: \udfff holds half"),
    ({"assume": {"ctr": {"x\ud800": {"1": 5}}}}, r"assume.ctr: x\ud800 holds half"),
    ({"what_if": [{"cpc": 1}, {"weights": {"keto": {"\ud800": 1}}}]}, r"what_if[1].weights.keto: \ud800 holds half"),
    ({"filters": [{"any": ["DE", "\ud800"]}]}, r"filters[0].any[1]: \ud800 holds half"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_half_a_character_anywhere_is_refused_with_its_place(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as refused:
        refuse_half_characters(arguments)
    assert str(refused.value).startswith(says)
    str(refused.value).encode()


def test_whole_characters_of_any_plane_pass() -> None:
    refuse_half_characters({"funnel": "\U0001f600 \u00fc", "assume": {"\U0001f600": [1, None, {"a": True}]}})
