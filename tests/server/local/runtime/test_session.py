from hypothesis import given
from hypothesis import strategies as st

from server.local.runtime.session import MOST_SEEN, MOST_VISITS, Session, Visit, session

TEXTS = st.text(max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=12), st.frozensets(TEXTS), st.dictionaries(TEXTS, TEXTS))
def test_a_session_is_read_as_it_was_written(
    pages: list[tuple[str, str, str]], tags: frozenset[str], data: dict[str, str]
) -> None:
    remembered = Session(tags=tags, picks={"a": ["b", 1]})
    visit = Visit("v", "f", "s", cost="1")
    remembered.enter(visit)
    visit.keep(data)
    for number, (node, page, hit) in enumerate(pages):
        visit.show(node, page, hit, "https://a.example/b?c=d", is_confirmed=number % 2 == 0)
    assert session(remembered.text()) == remembered


def test_nobody_fills_the_memory() -> None:
    remembered = Session()
    for number in range(50):
        visit = Visit(f"v{number}", "f", "s")
        visit.keep({f"n{index}": "x" * 1_000 for index in range(100)})
        for page in range(50):
            visit.show("n", "p", f"h{page}", "https://a.example")
        remembered.enter(visit)
    assert list(remembered.visits) == [f"v{number}" for number in range(50 - MOST_VISITS, 50)]
    assert [one.hit for one in visit.seen] == [f"h{page}" for page in range(50 - MOST_SEEN, 50)]
    assert len(remembered.text()) < 100_000


def test_nothing_remembered_is_a_new_session() -> None:
    assert session(None) == Session()
    assert Session().origin("https://a.example/") is None
    assert Session().latest() is None
