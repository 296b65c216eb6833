import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.pictures.clean import clean, fitted, width


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Plain name", "Plain name"),
        ("Größe 50 % · 日本 🙂", "Größe 50 % · 日本 🙂"),
        ("one\ntwo\r\n\tthree", "one two three"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07name", "name"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("ze\u200bro\ufeff", "zero"),
        ("null\x00byte\x7f", "null byte"),
        ("\ud800\ufffe", ""),
        ("x" * 10_000, "x" * 79 + "…"),
        ("   ", ""),
    ],
)
def test_a_name_is_one_short_line_that_steers_nothing(name: str, shown: str) -> None:
    assert clean(name) == shown


@given(st.text(), st.integers(1, 200))
def test_whatever_comes_in_comes_out_printable_and_short(text: str, most: int) -> None:
    shown = clean(text, most=most)
    assert len(shown) <= most
    assert shown.replace("\u200d", "").isprintable()


@given(st.text(), st.integers(1, 40))
def test_fitted_text_takes_no_more_columns_than_there_are(text: str, columns: int) -> None:
    assert width(fitted(text, columns)) <= columns


def test_wide_and_combining_characters_are_counted_as_terminals_do() -> None:
    assert [width(text) for text in ("abc", "日本", "e\u0301", "")] == [3, 4, 1, 0]
