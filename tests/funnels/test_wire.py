import pytest
from pydantic import ValidationError

from funnels.wire import Wire, spelled


class Part(Wire):
    some_number: int = 3


class Document(Wire):
    model_config = spelled(base_url="baseURL")

    base_url: str
    first_part: Part | None = None
    tags: tuple[str, ...] = ()


WHOLE = {"baseURL": "x", "firstPart": {"someNumber": 1, "new": [1, {"deep": None}]}, "unknown": {"a": 1}}


def test_a_document_is_written_as_it_was_read() -> None:
    assert Document.read(WHOLE).document() == WHOLE


def test_what_was_left_out_stays_left_out() -> None:
    assert Document.read({"baseURL": "x", "firstPart": {}}).document() == {"baseURL": "x", "firstPart": {}}


def test_what_was_said_is_written_even_where_it_is_the_default() -> None:
    assert Document(base_url="x", tags=()).document() == {"baseURL": "x", "tags": []}


def test_a_changed_copy_differs_in_what_was_changed_alone() -> None:
    document = Document.read(WHOLE)

    assert document.changed(base_url="y", unknown=2).document() == {**WHOLE, "baseURL": "y", "unknown": 2}
    assert document.document() == WHOLE


def test_changes_are_checked() -> None:
    with pytest.raises(ValidationError):
        Document.read(WHOLE).changed(base_url=5)


def test_documents_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Document.read(WHOLE).base_url = "y"


def test_a_field_we_do_not_know_is_its_own_spelling() -> None:
    assert [Document.wire_name(name) for name in ("base_url", "first_part", "somethingNew")] == [
        "baseURL",
        "firstPart",
        "somethingNew",
    ]
