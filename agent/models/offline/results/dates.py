"""Dates in a question, and the spans that two of them make."""

import re

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ISO = r"\d{4}-\d\d-\d\d"

_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?: ,)? \d{4})?"
DATE = (
    rf"(?:(?:the )?(?:{ISO}|{MONTH} (?:the )?{_NUMBER}{_YEAR}|{_NUMBER} (?:of )?{MONTH}{_YEAR}"
    r"|\d{1,2}\.\d{1,2}\.\d{4}))"
)
_DAY = rf"(?:{DATE}|(?:the )?(?:last |this |past )?{WEEKDAY}|today|yesterday|(?:the )?day before yesterday)"
_POINT = rf"(?:{_DAY}|(?:the )?(?:last|previous|this) (?:week|month|year)|{MONTH}(?: \d{{4}})?)"
_START = r"(?:since|after|starting(?: from| on| with)?|beginning(?: on| with)?|as of)"
_UNTIL = r"(?:to|until|till|up to|through|thru|-)"
_NOW = r"(?:until|till|to|up to) (?:now|date|today)"
_ONWARDS = rf"(?:onwards?|on$|{_NOW})"
_UNIT = r"(?:week|month|year)"

SPANS: tuple[tuple[str, str], ...] = (
    (rf"(?:from )?{ISO}\.\.{ISO}", "whole"),
    (rf"(?:between|from) (?P<a>{_POINT}) (?:and|{_UNTIL}) (?P<b>{_POINT})", "{a}..{b}"),
    (rf"(?P<a>{_DAY}) {_UNTIL} (?P<b>{_DAY})", "{a}..{b}"),
    (
        (
            rf"(?:between |from |on )?(?:the )?(?P<m>{MONTH}) (?P<x>{_NUMBER}) ?(?:and|{_UNTIL}) ?(?:the )?"
            rf"(?P<y>{_NUMBER})(?P<z>{_YEAR})"
        ),
        "{m} {x}{z}..{m} {y}{z}",
    ),
    (
        (
            rf"(?:between |from |on )?(?:the )?(?P<x>{_NUMBER}) ?(?:and|{_UNTIL}) ?(?:the )?(?P<y>{_NUMBER}) "
            rf"(?:of )?(?P<m>{MONTH})(?P<z>{_YEAR})"
        ),
        "{m} {x}{z}..{m} {y}{z}",
    ),
    (rf"(?:since|from) (?:the )?(?:start|beginning) of (?:the |this )?(?P<unit>{_UNIT})", "this {unit}"),
    (rf"(?:since|from) (?:the )?(?:start|beginning) of (?P<a>{_POINT})", "since {a}"),
    (
        r"(?:since|from) (?:the )?(?:first|1st)(?: day)? of (?:the|this) (?P<unit>month|year)(?: on| onwards?)?",
        "this {unit}",
    ),
    (rf"{_START} (?P<a>{_POINT})(?: {_NOW})?", "since {a}"),
    (rf"from (?P<a>{_POINT}) {_ONWARDS}", "since {a}"),
    (rf"(?:on |from |for |of |in )?(?P<a>{DATE})", "{a}"),
    (rf"(?:and|or) (?:in )?(?P<a>(?!may|mar)(?:{MONTH}))(?! \d)(?: so far)?", "{a}"),
)
"""Patterns, and the spelling of each that reports take. `since` is until the present moment."""

_FULL = {"mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "fri": "friday"} | {
    "sat": "saturday",
    "sun": "sunday",
}


def full_weekday(said: str) -> str:
    return _FULL[said[:3]]


def plain_date(said: str) -> str:
    """`the 5th of nov , 2026` and `last mon` as reports take them."""
    bare = said.replace(" ,", ",").replace("the ", "")
    bare = re.sub(rf"\b(?:this |past )?((?:last )?)({WEEKDAY})\b", lambda day: day[1] + full_weekday(day[2]), bare)
    return re.sub(r"^previous ", "last ", bare)


def with_year_of(said: str, other: str) -> str:
    """`nov 5 to nov 10 2026` is about one year."""
    year = re.search(r"(?<=[a-z0-9,] )\d{4}$", other)
    return f"{said} {year[0]}" if year and not re.search(r"\d{4}", said) else said
