"""Names within sentences, which may be shown as Markdown or HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.pictures.clean import harmless


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Keto Story", "Keto Story"),
        ("CTR < 5 %", "CTR < 5 %"),
        ("x](http://evil)", "x] (http://evil)"),
        ("<script>`a`</script>", "< script>'a'< /script>"),
        ("a\x1b[31m\u202eb\n", "ab"),
        ("z" * 61, "z" * 59 + "\u2026"),
    ],
)
def test_a_name_stays_legible_and_does_nothing(name: str, shown: str) -> None:
    assert harmless(name) == shown


@given(st.text(st.sampled_from("<>[](`!/?ax \x1b\u200b\u202e"), max_size=90))
def test_nothing_begins_in_a_name(name: str) -> None:
    shown = harmless(name)
    assert len(shown) <= 60
    assert not any(bad in shown for bad in ("](", "`", "<a", "<x", "<!", "</", "<?"))
