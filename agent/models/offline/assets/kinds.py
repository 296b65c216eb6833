"""The words for families of assets."""

import re
from dataclasses import dataclass

_LANDER = r"landers?|landing ?pages?|pre-?landers?|lps?|presells?"
_PATTERNS = (
    (rf"(?:{_LANDER}|offer) (?:page )?groups?|page groups?|lander rotators?|offer rotators?", "page_group", ""),
    (r"(?:funnel |campaign )?(?:group|folder)s?", "funnel_group", ""),
    (r"(?:offer source|affiliate network|aff network|network|advertiser)s?", "offer_source", ""),
    (r"(?:traffic source|source)s?", "traffic_source", ""),
    (r"(?:visitor )?tags?", "visitor_tag", ""),
    (rf"(?:{_LANDER})", "page", "lander"),
    (r"offers?(?: pages?)?|products?", "page", "offer"),
    (r"pages?", "page", ""),
    (r"(?:ad )?funnels?|campaigns?|flows?", "funnel", ""),
    (r"categor(?:y|ies)", "category", ""),
    (r"conditions?", "condition", ""),
    (r"webhooks?", "webhook_config", ""),
)
KINDS = "|".join(pattern for pattern, _, _ in _PATTERNS)
"""Any of them, as a pattern."""


@dataclass(frozen=True, slots=True)
class Kind:
    family: str
    page_type: str = ""

    @property
    def shown(self) -> str:
        return self.page_type or self.family.removesuffix("_config").replace("_", " ").replace(
            "offer source", "network"
        )


def kind_of(words: str) -> Kind:
    """What the words mean that `KINDS` found."""
    for pattern, family, page_type in _PATTERNS:
        if re.fullmatch(pattern, words.strip(), re.IGNORECASE):
            return Kind(family, page_type)
    raise ValueError(words)
