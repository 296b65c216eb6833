import pytest

from agent.channels.arguments import parse
from agent.channels.commands import COMMANDS


def test_an_empty_text_is_refused_where_one_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(["--yes", ""])
    assert left.value.code == 2
    assert "the text is empty" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    shown = capsys.readouterr().out
    listed = shown.partition("commands:")[2].partition("exit codes:")[0]
    assert [one.name for one in COMMANDS if f" {one.name}," not in listed and f" {one.name};" not in listed] == []


def test_no_text_at_all_is_a_conversation() -> None:
    assert parse([]).text == ""
