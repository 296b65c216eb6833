from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.checks.visitors import Visitor
from funnels.routing import Trip
from funnels.routing.script import CodeError, Script, ScriptError

SUNDAY_NOON = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def trip(visitor: Visitor, **data: str) -> Trip:
    return Trip(visitor, {}, lambda: 0.0, 0, data, None)


SOMEBODY = trip(
    Visitor(
        {"country": "DE", "device": "mobile", "browser language": "de", "current url": "https://x.example/?a=1"},
        {"c1": "zone 7"},
        frozenset({"tag00000buyer"}),
        SUNDAY_NOON,
    ),
    email="a@b.example",
)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ('return "default"', "default"),
        ("return `us`", "us"),
        ('if country == "US" { return "us" } else if country == "DE" { return "de" } else { return "x" }', "de"),
        ('if oneOf(country, "AT", "DE") && !hasTag("other") {\n\treturn "dach"\n}\nreturn "default"', "dach"),
        ('if hasTag("tag00000buyer") { return "again" }\nreturn "new"', "again"),
        ('if trackingField("c1") == "zone 7" { return "seven" }\nreturn "default"', "seven"),
        (
            'if x := actionData("email"); strings.HasSuffix(x, ".example") { return "known" }\nreturn "default"',
            "known",
        ),
        ('if actionData("phone") == "" && trackingField("c2") == "" { return "none" }\nreturn "some"', "none"),
        ("if localHour >= 9 && localHour < 17 && localWeekday == 0 { return `sunday` }\nreturn `default`", "sunday"),
        ('switch country {\ncase "US", "CA":\n\treturn "na"\ncase "DE":\n\treturn "de"\n}\nreturn "default"', "de"),
        ('switch {\ncase language == "fr":\n\treturn "fr"\ndefault:\n\treturn "rest"\n}', "rest"),
        (
            'switch x := os; x {\ncase "":\n\tfallthrough\ncase "tablet":\n\treturn "fell"\n}\nreturn "a"',
            "fell",
        ),
        ('switch {\ncase true:\n\tbreak\n\treturn "a"\n}\nreturn "b"', "b"),
        ('key := "a"\nif true {\n\tkey := "b"\n\t_ = key\n}\nreturn key', "a"),
        ('key := "a"\nif true {\n\tkey = "b"\n}\nreturn key', "b"),
        ('var n int = 7\nn++\nn += 2\nn--\nif n%4 == 1 && n/2 == 4 && -n < 0 { return "nine" }\nreturn "no"', "nine"),
        ('var key string\nkey += "zone_"\nreturn key + strings.ToLower("A")', "zone_a"),
        ('if strings.Contains(currentUrl, "a=1") || referrer == "x" { return "a" }\nreturn "b"', "a"),
        ('if (-7)/2 == -3 && -7%2 == -1 && 7.0/2.0 == 3.5 { return "as_go" }\nreturn "not"', "as_go"),
        ('if len("\\u00fc\\x41\\n") == 4 { return "bytes" }\nreturn "not"', "bytes"),
        ('/* a\ncomment */ if strings.EqualFold(country, "de") { return "a" } // b\nreturn "b"', "a"),
        ('return "a"; return "b"', "a"),
    ],
)
def test_a_script_returns_the_key_that_go_would(code: str, key: str) -> None:
    assert Script(code).key(SOMEBODY) == key


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ('for {\n}\nreturn "a"', 1, "'for' cannot be followed here"),
        ('m := map[string]bool{"US": true}\nreturn "a"', 1, "'map' cannot be followed here"),
        ('x := 1\nif y == 2 { return "a" }\nreturn "b"', 2, "'y' is not known"),
        ('return os.Getenv("HOME")', 1, "'os.Getenv' is not known"),
        (
            "return trackingField(country)",
            1,
            "'trackingField' is asked for a computed name, which cannot be followed here",
        ),
        ('return oneOf("a")', 1, "'oneOf' is given too much or too little"),
        ('x = "a"\nreturn x', 1, "'x' is not declared, so nothing can be assigned to it"),
        ('if true { x := "a" }\nreturn x', 2, "'x' is not known"),
        ('return "\\q"', 1, "'\\\\q' in a string cannot be followed here"),
        ('if 1 < 2 < 3 { return "a" }\nreturn "b"', 1, "a comparison is compared again; use && or ||"),
        ("return " + "(" * 200 + '"a"' + ")" * 200, 1, "it is nested deeper than 60"),
        ("return " + "!" * 200 + "true", 1, "it is nested deeper than 60"),
        ("{" * 200 + "}" * 200, 1, "it is nested deeper than 60"),
        ('x := 1 y := 2\nreturn "a"', 1, "'y' is not expected here"),
        ('panic("no")', 1, "'panic' cannot be followed here"),
        ('return "a', 1, "a string is not closed"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_line(code: str, line: int, message: str) -> None:
    with pytest.raises(CodeError) as refused:
        Script(code)
    assert (refused.value.line, refused.value.message) == (line, message)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('if country == "US" { return "a" }', "it ends without a route key"),
        ('return "US"', "it returns 'US', which is no route key"),
        ("return 5", "what it returns must be a string, and 5 is none"),
        ("return true", "what it returns must be a string, and true is none"),
        ('if country { return "a" }\nreturn "b"', "'DE' stands where true or false is needed"),
        ('if country == 5 { return "a" }\nreturn "b"', "'DE' and 5 cannot be compared"),
        ('if true < false { return "a" }\nreturn "b"', "true is neither more nor less than anything"),
        ('if 1/0 == 1 { return "a" }\nreturn "b"', "a number is divided by zero"),
        ('x := "ab"\n' + "x += x\n" * 40 + "return x", "a string grows beyond 65536 characters"),
        ("x := 9\n" + "x = x * x\n" * 40 + 'return "a"', "a number grows too large"),
        ("return strings.ToLower(5)", "what strings.ToLower is given must be a string, and 5 is none"),
        ('return "a" - "b"', "'-' cannot join 'a' and 'b'"),
    ],
)
def test_a_script_that_fails_says_why(code: str, message: str) -> None:
    with pytest.raises(ScriptError) as failed:
        Script(code).key(SOMEBODY)
    assert str(failed.value) == message


def test_the_clock_of_a_visitor_who_has_none_fails() -> None:
    with pytest.raises(ScriptError, match="the local time of the visitor is not known"):
        Script('if localHour > 3 { return "a" }\nreturn "b"').key(trip(Visitor()))


def test_a_script_says_what_it_looks_at() -> None:
    looks = Script(
        'if country == "a" && hasTag("t") && trackingField("c2") == trackingField("c1") { return "a" }\n'
        'if actionData("x") == "" && localHour > 1 { return deviceType }\nreturn "b"'
    ).looks
    assert (looks.attributes, looks.fields, looks.tags, looks.data, looks.time) == (
        ("country", "device"),
        ("c1", "c2"),
        frozenset({"t"}),
        ("x",),
        True,
    )


_PIECES = (
    *("if ", "country", " == ", '"DE"', " {", "}", "\n", "return ", "switch ", "case ", ":", "x", " := ", "else "),
    *("(", ")", "!", "1", " && ", ",", "oneOf("),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_no_text_does_anything_but_run_or_be_refused(code: str) -> None:
    with suppress(CodeError, ScriptError):
        assert isinstance(Script(code).key(SOMEBODY), str)


def test_long_chains_need_no_deep_stack() -> None:
    many = " || ".join(['country == "US"'] * 500)
    chain = " else ".join(f'if country == "{number}" {{ return "a" }}' for number in range(250))
    assert Script(f'if {many} {{ return "us" }}\n{chain}\nreturn "rest"').key(SOMEBODY) == "rest"
