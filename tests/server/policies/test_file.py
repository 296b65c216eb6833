"""The file that binds every process over a folder."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.errors import SettingsError
from server.plans import Policy
from server.plans.freeze import Freeze, Weekly
from server.policies import PolicyFile, told

WHOLE = """
read_only = false
max_changes = 100
bulk = 10
protected_groups = ["Nutra", "0GroupAAAAAA"]
two_persons = true
recent_days = 3
time_zone = "Europe/Berlin"

[[freeze]]
name = "Black Friday"
from = 2026-11-27T00:00:00
until = 2026-11-30T23:59:00Z

[[freeze]]
name = "weekend"
from = "Fri 18:00"
until = "mon 08:00"
"""


def file(home: Path, text: str) -> PolicyFile:
    made = PolicyFile.of(home)
    made.path.write_text(text, encoding="utf-8")
    return made


def test_without_the_file_nothing_is_forbidden(tmp_path: Path) -> None:
    assert PolicyFile.of(tmp_path).read() == Policy()
    assert PolicyFile.of(tmp_path / "nowhere").read() == Policy()


def test_every_key_is_read(tmp_path: Path) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert file(tmp_path, WHOLE).read() == Policy(
        max_changes=100,
        bulk=10,
        protected_groups=("Nutra", "0GroupAAAAAA"),
        two_persons=True,
        recent_days=3,
        time_zone="Europe/Berlin",
        freezes=(
            Freeze(
                name="Black Friday",
                begins=datetime(2026, 11, 27, tzinfo=berlin),
                ends=datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
            ),
            Freeze(name="weekend", begins=Weekly.read("fri 18:00"), ends=Weekly.read("mon 08:00")),
        ),
    )


@pytest.mark.parametrize(("written", "set_elsewhere"), [("true", False), ("false", True), ("true", True)])
def test_one_word_for_read_only_is_enough(tmp_path: Path, written: str, set_elsewhere: bool) -> None:
    assert file(tmp_path, f"read_only = {written}").read(read_only=set_elsewhere).read_only


def test_the_file_is_read_anew_each_time(tmp_path: Path) -> None:
    policies = file(tmp_path, "max_changes = 1")
    assert policies.read().max_changes == 1
    file(tmp_path, "max_changes = 2")
    assert policies.read().max_changes == 2


@pytest.mark.parametrize(
    ("text", "complaint", "expected"),
    [
        ("read_onyl = true", "there is no policy 'read_onyl'.", "Did you mean 'read_only'?"),
        ("[policies]\nread_only = true", "there is no policy 'policies'.", "Known are: read_only, "),
        ('read_only = "yes"', "read_only is 'yes': it is neither true nor false.", "Expected: true or false."),
        ("read_only = 1", "read_only is 1: it is neither true nor false.", "Expected: true or false."),
        ("max_changes = true", "max_changes is True: it is no whole number.", "a whole number from 1."),
        ("max_changes = 0", "max_changes is 0: it is out of range.", "a whole number from 1."),
        ("bulk = 2.5", "bulk is 2.5: it is no whole number.", "a whole number from 0."),
        ("bulk = -1", "bulk is -1: it is out of range.", "a whole number from 0."),
        ("recent_days = 366", "recent_days is 366: it is out of range.", "days from 0 to 365."),
        ('protected_groups = "Nutra"', "protected_groups is 'Nutra': it is no list of names.", 'such as ["Nutra"]'),
        ('protected_groups = ["Nutra", ""]', "it is no list of names.", 'such as ["Nutra"]'),
        ("two_persons = 2", "two_persons is 2: it is neither true nor false.", "Expected: true or false."),
        ('time_zone = "Berlin"', "time_zone is 'Berlin': there is no such time zone.", '"Europe/Berlin"'),
        ('time_zone = "../UTC"', "there is no such time zone.", "an IANA name"),
        ("time_zone = 1", "time_zone is 1: there is no such time zone.", "an IANA name"),
        ("freeze = true", "freeze is True: it is no list of tables.", "[[freeze]] with name, from and until."),
        ("[freeze]\nname = 'x'", "it is no list of tables.", "[[freeze]] with name, from and until."),
        ("[[freeze]]\nname = 'x'\nuntill = 'fri 18:00'", "no policy 'freeze[0].untill'.", "Did you mean 'until'?"),
        ("[[freeze]]\nname = 'x'\nfrom = 'fri 18:00'", "freeze[0] has no 'until'.", "needs name, from, until."),
        (
            "[[freeze]]\nname = ''\nfrom = 'fri 18:00'\nuntil = 'sat 18:00'",
            "freeze[0].name is '': it is no name.",
            "a text of 1 to 80 characters.",
        ),
        (
            "[[freeze]]\nname = 'x'\nfrom = 'friday 18:00'\nuntil = 'mon 08:00'",
            "freeze[0].from is 'friday 18:00': it is no day and time.",
            '"fri 18:00" for every week',
        ),
        (
            "[[freeze]]\nname = 'x'\nfrom = 2026-12-24\nuntil = 2026-12-26",
            "freeze[0].from is datetime.date(2026, 12, 24): it is no time.",
            "a date with a time such as 2026-12-24T18:00:00",
        ),
        (
            "[[freeze]]\nname = 'x'\nfrom = 2026-12-24T18:00:00\nuntil = 'mon 08:00'",
            "freeze[0].until is 'mon 08:00': it does not go with from.",
            "both once, or both every week.",
        ),
        (
            "[[freeze]]\nname = 'x'\nfrom = 2026-12-24T18:00:00\nuntil = 2026-12-24T18:00:00Z",
            "freeze[0].until is 2026-12-24 18:00:00+00:00: the freeze would never be on.",
            "a time after from.",
        ),
        (
            "[[freeze]]\nname = 'x'\nfrom = 'fri 18:00'\nuntil = 'fri 18:00'",
            "would never be on.",
            "a time after from.",
        ),
        ("read_only =", "is not TOML: ", "nothing is written"),
        ("read_only = true\nread_only = false", "is not TOML: ", "nothing is written"),
    ],
)
def test_a_policy_that_is_not_understood_is_told_and_nothing_is_written(
    tmp_path: Path, text: str, complaint: str, expected: str
) -> None:
    policies = file(tmp_path, text)
    with pytest.raises(SettingsError) as refused:
        policies.read()
    message = str(refused.value)
    assert message.startswith(str(policies.path))
    assert complaint in message
    assert expected in message
    assert message.endswith("As long as it stands so, nothing is written.") or "needs name, from, until." in message
    assert policies.shut() == message


def test_a_file_that_cannot_be_read_is_not_one_that_is_not_there(tmp_path: Path) -> None:
    folder, text, lost = tmp_path / "folder", tmp_path / "text", tmp_path / "lost"
    for home in (folder, text, lost):
        home.mkdir()
    (folder / "policies.toml").mkdir()
    (text / "policies.toml").write_bytes(b"max_changes = 1 # \xff")
    (lost / "policies.toml").symlink_to(lost / "elsewhere")
    for home in (folder, text, lost):
        with pytest.raises(SettingsError, match=r"policies\.toml (cannot be read|is not TOML)"):
            PolicyFile.of(home).read()


def test_what_is_in_force_is_told_with_the_freeze_that_is_on(tmp_path: Path) -> None:
    saturday = datetime(2026, 11, 21, 12, tzinfo=UTC)
    found = told(file(tmp_path, WHOLE).read(read_only=True), saturday)
    assert found == {
        "read_only": True,
        "max_changes": 100,
        "bulk": 10,
        "protected_groups": ["Nutra", "0GroupAAAAAA"],
        "two_persons": True,
        "recent_days": 3,
        "time_zone": "Europe/Berlin",
        "freeze": [
            {
                "name": "Black Friday",
                "from": "2026-11-27T00:00+01:00",
                "until": "2026-12-01T00:59+01:00",
                "on_until": "",
            },
            {
                "name": "weekend",
                "from": "fri 18:00",
                "until": "mon 08:00",
                "on_until": "2026-11-23T08:00+01:00",
            },
        ],
    }
