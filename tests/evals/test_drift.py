from pathlib import Path

import pytest

from evals.drift import drifted, written
from evals.errors import CaseError

MARKS = ("<!-- evals: table -->", "<!-- end of evals -->")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.md"
    file.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", encoding="utf-8")
    return file


def test_numbers_are_written_between_the_marks_alone(page: Path) -> None:
    assert drifted(page, {"table": "new"})
    assert written(page, {"table": "new"})
    assert page.read_text(encoding="utf-8") == f"before\n{MARKS[0]}\nnew\n{MARKS[1]}\nafter\n"
    assert not drifted(page, {"table": "new"})
    assert not written(page, {"table": "new"})


def test_a_document_without_a_place_for_them_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("nothing", encoding="utf-8")
    with pytest.raises(CaseError, match="no place for the numbers"):
        drifted(file, {"table": "new"})
