"""Questions put as lists and with words that elsewhere give a name, in the words of other questions."""

import re

from .metrics import METRIC_WORDS

_LISTS = re.compile(
    r"(?:(?<=^)|(?<=[.!?;\n]))(?P<gap>\s*(?:please |and |now )*)name(?=\s+(?:the |me |us |only |just |your |our )*"
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|ten\b|top\b|best\b|worst\b|first\b|few\b|which\b|all\b))",
    re.IGNORECASE,
)
_LABEL = r"(?:^|(?<=\n))[ \t]*(?:[-*\u2022\u2013]\s*)?"
_SAYS_LITTLE = re.compile(
    rf"{_LABEL}(?:metrics?|figures?|numbers?|kpis?|what|wanted|needed|period|time ?(?:frame|span|range|period)|dates?"
    r"|range|when|question|report|filter(?:ed)?(?: by| on)?)[ \t]*[:=][ \t]*",
    re.IGNORECASE,
)
_TOLD_APART = re.compile(
    rf"{_LABEL}(?:break ?down|group(?:ed|ing)?(?: by)?|split(?: by)?|dimensions?|by|per|rows?)"
    r"[ \t]*[:=][ \t]*(?:by |per )?",
    re.IGNORECASE,
)
_SORTED = re.compile(rf"{_LABEL}(?:sort(?:ed|ing)?|order(?:ed)?)(?: by)?[ \t]*[:=][ \t]*(?:by )?", re.IGNORECASE)
_KIND = re.compile(
    rf"{_LABEL}(?P<kind>funnels?|landers?|offers?|(?:traffic )?sources?|countr(?:y|ies)|devices?)[ \t]*[:=][ \t]*",
    re.IGNORECASE,
)


_GLOSS = re.compile(r"(?P<said>[\w/&%]+)\s*\((?P<gloss>[^()\n]{2,60})\)")
_JOINS = frozenset(
    ["per", "a", "by", "divided", "each", "of", "from", "for", "every", "the", "over", "on", "and", "minus", "i",
     "mean", "so", "ie", "that", "is", "e", "eg", "times", "means", "meaning", "as", "in"]
)  # fmt: skip
_FIELD = re.compile(r"\w+\s*\((?P<field>c\d{1,2}|[a-z]+(?:_[a-z]+)+)\)", re.IGNORECASE)


def _without_gloss(found: re.Match[str]) -> str:
    """A number in other words, behind the word for it: `EPV (earnings per visitor)`."""
    words = set(re.findall(r"[a-z]+", found["gloss"].lower()))
    glosses = found["said"].lower() in METRIC_WORDS and words & METRIC_WORDS and words <= METRIC_WORDS | _JOINS
    return found["said"] if glosses else found[0]


def reworded(text: str) -> str:
    """`Name two.` lists, and a sheet of labels is one question."""
    text = _FIELD.sub(lambda found: found["field"], _GLOSS.sub(_without_gloss, text))
    text = _LISTS.sub(lambda found: f"{found['gap']}list", text)
    labelled = _SAYS_LITTLE.sub("", _TOLD_APART.sub("by ", _SORTED.sub("sorted by ", text)))
    if labelled == text:
        return text
    labelled = _KIND.sub(lambda found: f"{found['kind']} ", labelled)
    return ", ".join(filter(None, (line.strip(" ,;") for line in labelled.split("\n"))))
