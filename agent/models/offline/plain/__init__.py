"""What a person wrote, put into plain words before anything is recognised in it.

Names of the account, quotations, addresses and names that are being given stay as they are. Every intent reads the
plain words, so that a typing error, a word of slang or a number in letters is dealt with once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..rewriting import Plain
from .announced import announced
from .chatter import without_chatter
from .in_passing import without_asides
from .introduced import introduced
from .pointing_back import with_role_for_it
from .slang import without_slang
from .spelling import spelled
from .spoken_numbers import in_digits
from .story import without_story
from .tidying import tidied

__all__ = ["Plain", "plainly"]

_STEPS = (
    spelled, without_asides, announced, without_slang, without_chatter, in_digits, introduced, with_role_for_it,
    without_story, tidied, without_chatter,
)  # fmt: skip


def plainly(text: str, mentions: Sequence[Mapping[str, Any]]) -> Plain:
    """The text in plain words, the names of the account at their new places, and what was corrected."""
    plain = Plain(text, tuple(mentions))
    for step in _STEPS:
        plain = step(plain)
    return plain
