import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from server.local.runtime import door
from server.local.runtime.asked import Asked
from server.local.runtime.places import Places

TEXTS = st.text(st.characters())


def is_fit(text: str, most: int) -> bool:
    unfit = any(one < " " or "\x7f" <= one <= "\x9f" or one in "\u2028\u2029" for one in text)
    return len(text) <= most and not unfit and text.encode("utf-8").decode("utf-8") == text


@given(st.binary())
def test_any_query_and_any_header_can_be_kept(raw: bytes) -> None:
    for name, value in door.parameters(raw).items():
        assert name
        assert is_fit(name, door.LONGEST_NAME)
        assert is_fit(value, door.LONGEST_VALUE)
    assert is_fit(door.header(raw), door.LONGEST_HEADER)
    for value in door.of_json(raw).values():
        assert is_fit(value, door.LONGEST_VALUE)


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_kept(text: str) -> None:
    assert is_fit(door.fit(text), door.LONGEST_VALUE)


def test_what_is_harmless_stays() -> None:
    assert door.parameters("a=1&b=%C3%A4+%26&c=ä&d".encode()) == {"a": "1", "b": "ä &", "c": "ä", "d": ""}
    assert door.header("Mozilla/5.0 (ä)".encode()) == "Mozilla/5.0 (ä)"
    assert door.header("Caf\xe9".encode("latin-1")) == "Café"


def test_nobody_fills_the_memory() -> None:
    many = "&".join(f"n{number}=1" for number in range(10_000)).encode()
    assert len(door.parameters(many)) == 100
    assert len(door.parameters(b"a=" + b"%41" * 100_000)["a"]) == door.LONGEST_VALUE


def test_long_headers_are_not_remembered() -> None:
    places = Places()
    tracemalloc.start()
    try:
        for number in range(20):
            raw = b"%d" % number + b"\xe4" * 400_000
            door.header(raw)
            headers = [(b"host", raw), (b"referer", raw), (b"user-agent", raw), (b"x-city", raw)]
            asked = Asked({"method": "GET", "query_string": b"", "headers": headers, "client": None}, "/fts/x")
            assert (asked.host, len(asked.referrer), len(asked.user_agent)) == ("", *[door.LONGEST_HEADER] * 2)
            assert len(places.place("", asked.headers, trusted=asked.trusted)["city"]) == 200
            del raw, headers, asked
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 200_000
