from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.local.logic_script import examined

UNFINISHED = "not every path returns a route key; end the script with a return"
COMPUTED = "the route key is computed, so it cannot be checked"


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ('return "default"', ["default"]),
        ("return `us`", ["us"]),
        ('if country == "US" {\n\treturn "us"\n}\nreturn "default" // the rest', ["us", "default"]),
        ('if a { return "x" } else if b { return "y" } else { return "x" }', ["x", "y"]),
        (
            'switch {\ncase oneOf(country, "US", "CA"):\n\treturn "na"\ndefault:\n\treturn "default"\n}',
            ["na", "default"],
        ),
        ('switch x := y; x {\ncase "a":\n\tfallthrough\ndefault:\n\treturn "b"\n}', ["b"]),
        ('for i := 0; i < 3; i++ {\n\tif i == 2 { return "two" }\n}\nreturn "none"', ["two", "none"]),
        ("for {\n}", []),
        ('{\n\treturn "a"\n}', ["a"]),
        ('m := map[string]bool{"US": true}\nif m[country] { return "a" }\nreturn "b"', ["a", "b"]),
        ('/* two\nlines */ var key = "a"; _ = key; return "b"', ["b"]),
        ('panic("never")', []),
    ],
)
def test_scripts_that_return_on_every_path_are_valid(code: str, keys: list[str]) -> None:
    assert examined(code).document() == {"valid": True, "errors": [], "warnings": [], "routeKeys": keys}


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("// nothing", 1, UNFINISHED),
        ('if country == "US" { return "us" }', 1, UNFINISHED),
        ('if a { return "x" } else { b = 1 }', 1, UNFINISHED),
        ('switch country {\ncase "US":\n\treturn "us"\n}', 4, UNFINISHED),
        ('switch {\ndefault:\n\tif a { break }\n\treturn "us"\n}', 5, UNFINISHED),
        ("for { break }", 1, UNFINISHED),
        ('for a { return "x" }', 1, UNFINISHED),
        ("x := 1\nreturn", 2, "a return must give a route key"),
        ("return 5", 1, "a return must give a string"),
        ("return true", 1, "a return must give a string"),
        ('return "US"', 1, "'US' is no route key: 1 to 64 lower-case letters, digits and underscores"),
        ('return ""', 1, "'' is no route key: 1 to 64 lower-case letters, digits and underscores"),
        ('package main\nreturn "a"', 1, "a script has no package clause"),
        ('import "os"\nreturn "a"', 1, "a script cannot import"),
        (
            'func route() string {\n\treturn "a"\n}',
            1,
            "a script is the statements alone, without a function around them",
        ),
        ('if (a {\n\treturn "x"\n}\nreturn "y"', 1, "'(' is not closed"),
        ('if a {\n\treturn "x"\n', 1, "'{' is not closed"),
        ('return "x"\n}', 2, "'}' closes nothing that is open"),
        ('\nreturn "x', 2, "a string is not closed"),
        ("/* never\nreturn", 1, "a comment is not closed"),
        ('return "a" # b', 1, "the character '#' has no meaning here"),
        ('else { return "a" }', 1, "'else' is not expected here"),
        ("if a", 1, "'if' has no block"),
        ('if { return "a" }\nreturn "b"', 1, "'if' has no condition"),
        ('switch a {\nreturn "b"\n}', 2, "a switch has cases, and 'return' is none"),
    ],
)
def test_a_fault_is_told_with_its_line(code: str, line: int, message: str) -> None:
    found = examined(code).document()
    assert found["valid"] is False
    assert found["errors"] == [{"line": line, "message": message}]


@pytest.mark.parametrize("code", ['key := "a"\nreturn key', 'return "a" + "b"', "return oneOf(country)"])
def test_a_key_that_is_computed_is_a_warning(code: str) -> None:
    found = examined(code).document()
    assert (found["valid"], found["routeKeys"]) == (True, [])
    assert [warning["message"] for warning in found["warnings"]] == [COMPUTED]


WORDS = 'if a else { } ( ) [ ] for switch case default : ; , return "x" "US" x := 1 break fallthrough'
PIECES = st.sampled_from([*WORDS.split(" "), "\n"])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join)))
def test_every_text_is_examined_without_a_crash(code: str) -> None:
    found = examined(code)
    assert found.document()["valid"] is (not found.errors)


async def test_code_is_checked_without_being_saved(account: Any) -> None:
    assert await account.ask("POST", "/logicscript/validate/", {"code": 'return "us"'}) == {
        "valid": True,
        "errors": [],
        "warnings": [],
        "routeKeys": ["us"],
    }
    assert await account.listed("logicscript") == []
    assert await account.refused("POST", "/logicscript/validate/", {"code": ""}) == (400, "code")


async def test_the_language_says_what_a_script_may_use(account: Any) -> None:
    language = await account.ask("GET", "/logicscript/language/")
    assert language["language"] == "go"
    assert {"name": "country"} in language["variables"]
    assert [helper["name"] for helper in language["helpers"]] == ["oneOf", "trackingField", "actionData", "hasTag"]
