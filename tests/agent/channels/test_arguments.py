import pytest

from agent.channels.arguments import parse


def test_an_empty_text_is_refused_where_one_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(["--yes", ""])
    assert left.value.code == 2
    assert "the text is empty" in capsys.readouterr().err


def test_no_text_at_all_is_a_conversation() -> None:
    assert parse([]).text == ""
