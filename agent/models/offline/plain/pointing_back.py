"""`it` that points into a story: `I'm not sure about the second lander. Give it 20 percent.`"""

import re
from itertools import pairwise

from ..rewriting import Edit, Plain, is_surely_named
from .sentences import sentences
from .story import is_story

_ROLE = re.compile(
    r"\bthe (?:first|second|third|fourth|last|other|new|old|current) (?:lander|landing page|offer|page|lp)\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"\b(?:give|let|remove|drop|replace|swap|kick|kill)(?: out)? (?P<it>it|that one|this one)\b(?! (?:be|back)\b)"
    r"|^\s*(?:(?:so|then|and|but)\b[\s,]*)?(?P<it2>it|that one|this one) (?:gets?|should|shall|must|needs?|only)\b",
    re.IGNORECASE,
)


def with_role_for_it(plain: Plain) -> Plain:
    """`the second lander` in the place of the pronoun, where the sentence before tells a story of it alone."""
    parts = sentences(plain)
    for story, order in pairwise(parts):
        roles = {found[0] for found in _ROLE.finditer(story.text)}
        if len(roles) != 1 or _names_page(plain, story.start, story.end) or not is_story(plain, story):
            continue
        found = _HANDLED.search(order.text)
        if found is None or _ROLE.search(order.text, 0, found.start()):
            continue
        start, end = (order.start + place for place in found.span("it" if found["it"] else "it2"))
        if not _names_page(plain, order.start, start):
            return plain.edited([Edit(start, end, roles.pop())])
    return plain


def _names_page(plain: Plain, start: int, end: int) -> bool:
    inside = [one for one in plain.mentions if start <= int(one["start"]) < end]
    return any(is_surely_named(one) and any(it["family"] == "page" for it in one["candidates"]) for one in inside)
