"""Ways to say a job on one asset; each is a whole sentence."""

import re
from typing import Literal

from ..recognising.numbers import AMOUNT
from .hiding import HIDDEN
from .kinds import KINDS

Do = Literal[
    "archive", "unarchive", "delete", "rename", "payout", "url", "network", "notes", "category", "create", "duplicate"
]

BEFORE = re.compile(
    r"(?:(?:please|pls|kindly|can you|could you|would you|will you|i want to|i want you to|i'd like to|i need to|"
    r"i would like to|we need to|we want to|we should|let's|lets|let us|go ahead and|now|ok|okay|and|also|then|hey|"
    r"hi|just|yes|actually|i need|i want|i'd like|we need|so)\b[, ]*)*",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?:[, ]+(?:please|pls|thanks|thank you|thx|for me|too|as well|now|again|ok"
    r"|(?:as )?(?:of|from) (?:now|today)(?: on)?|starting (?:now|today)|(?:effective )?immediately"
    r"|right away|straight away))*[ .!?,;:-]*$",
    re.IGNORECASE,
)
NAME = r"(?P<name>\"[^\"\n]+\"|'[^'\n]+'|(?!(?:to|into|is|as|of)\b)[^\"\n]+?)"
LONG = NAME.replace("+?)", "+)")
"""As much as may be a name."""

_THE = r"(?:(?:the|my|our|this|that|a|an)\s+)*"
_KIND = rf"(?P<kind>{KINDS})\s+(?:called\s+|named\s+)?"
_WHAT = rf"{_THE}(?:{_KIND})?{NAME}(?:\s+(?P<behind>{KINDS}))?"
_LED = r"(?:\s*[:=]\s*|\s+(?:to|into|as|with|at|is now|is|on)\s+(?:now\s+)?|\s+)"
_AMOUNT = rf"(?P<value>(?:us)?[$\u20ac\u00a3]?\s?{AMOUNT}\s?(?:[$\u20ac\u00a3]|usd|eur|gbp|dollars?|bucks|euros?)?)"
_SET = r"(?:set|change|update|make|put|adjust|raise|lower|increase|decrease|bump|edit|fix|correct|drop|cut)"
_AWAY = (
    r"(?P<away>(?:\s+(?:from|out of) (?:the |my |our )?(?:account|tracker|system|library)|\s+for good|\s+completely|"
    r"\s+permanently|\s+altogether|\s+entirely|\s+forever)+)"
)
_DROP = r"(?:remove|drop|get rid of|kill|throw away)"
_VALUE = r"(?P<value>.+)"
_URL = r"(?P<value>\S+?)"
_URLS = r"(?:urls?|address(?:es)?|web ?address|landing url|page url|offer url|destination(?: url)?|link)"
_PAYS = r"(?:payouts?|commission|cpa)"
_NETWORK = r"(?:offer source|affiliate network|network)"
_OF = rf"(?:of|for|on) {_WHAT}"
_ROSE = r"(?:is|should be|has changed to|changed to|went up to|went down to)(?: now)?"
_PAID = r"(?:now )?(?:pays|should pay|is paying|pays out)(?: out)?(?: me| us)?(?: now)?"
_INTO = r"(?:in|into|to|under) (?:the )?"
_PLACE = r"(?:move|put|file|place)"

_SHALL = (
    r"(?:(?:should|shall|must|will|can|may|ought to|is to|has to|needs to)(?: now| please| from now on| finally)*)"
)
_GETS = rf"(?:needs|gets|wants|takes|deserves|{_SHALL} (?:have|get|carry|bear|take|receive|go by))"
_NEW_NAME = r"(?:(?:an?|the|its) )?(?:(?:new|other|another|different|better|proper) )*name"
_OTHER_NAME = r"(?:an?|the|its)?(?: ?(?:new|other|another|different|better|proper))+ name"
_IS = (
    r"(?:\s*[:=,\u2013\u2014-]+\s*|\s+)(?:(?:namely|of|it|which|that|becomes|is|should be|shall be|will be"
    r"|the new one|called|to be called) )*"
)
_KNOWN_NAME = rf"(?P<name>{HIDDEN}+)"

PATTERNS: tuple[tuple[Do, str], ...] = (
    ("unarchive", rf"(?:unarchive|un-archive|reactivate|bring back|dearchive|de-archive) {_WHAT}"),
    ("unarchive", rf"bring {_WHAT} back(?: from the archive)?"),
    ("archive", rf"(?:archive|retire|mothball) {_WHAT}"),
    ("archive", rf"(?:put|move|send) {_WHAT} (?:in|into|to) (?:the )?archives?"),
    (
        "archive",
        rf"{_WHAT} {_SHALL} (?:also )?(?:be archived|(?:go|be (?:put|moved|sent)) (?:in|into|to) (?:the )?archives?)",
    ),
    ("unarchive", rf"{_WHAT} {_SHALL} (?:also )?(?:be unarchived|come back from the archives?|leave the archives?)"),
    ("delete", rf"{_WHAT} {_SHALL} (?:also )?be (?:deleted|erased|wiped out){_AWAY}?"),
    ("delete", rf"(?:delete|erase|trash|wipe out) {_WHAT}{_AWAY}?"),
    ("delete", rf"{_DROP} {_WHAT}{_AWAY}"),
    ("delete", rf"{_DROP} {_THE}{_KIND}{NAME}"),
    ("rename", rf"(?:rename|retitle) {_WHAT}\s+(?:to|into|as|->)\s+{_VALUE}"),
    ("rename", rf"(?:change|edit|update) the name of {_WHAT}\s+(?:to|into)\s+{_VALUE}"),
    ("rename", rf"{_WHAT} {_SHALL} be (?:called|named|titled|known as|renamed (?:to|as|into))\s+{_VALUE}"),
    ("rename", rf"{_WHAT} is (?:now|from now on) (?:to be )?(?:called|named|titled|known as)\s+{_VALUE}"),
    ("rename", rf"{_WHAT} {_GETS} {_NEW_NAME}{_IS}{_VALUE}"),
    ("rename", rf"{_WHAT} {_GETS} {_VALUE} (?:as|for) {_NEW_NAME}"),
    ("rename", rf"give {_WHAT} {_NEW_NAME}(?:{_IS}{_VALUE})?"),
    ("rename", rf"{_WHAT} {_GETS} {_OTHER_NAME}"),
    ("rename", rf"(?:rename|retitle) {_WHAT}"),
    ("rename", rf"(?:the |my |our )?new name (?:of|for) {_WHAT}(?:\s*[:=]|\s+is(?: now)?)\s+{_VALUE}"),
    ("rename", rf"(?:the |my |our )?(?:new )?name (?:of|for) {_WHAT} (?:becomes|{_SHALL} be)\s+{_VALUE}"),
    ("rename", rf"{_THE}(?:{_KIND})?{_KNOWN_NAME}(?:'s|') (?:new )?name (?:becomes|{_SHALL} be)\s+{_VALUE}"),
    ("rename", rf"(?:call|name|title|relabel) {_THE}(?:{_KIND})?{_KNOWN_NAME}\s+(?:now |just |as )*{_VALUE}"),
    ("payout", rf"{_SET} (?:the )?(?:new )?{_PAYS} {_OF}(?:{_LED}{_AMOUNT})?"),
    ("payout", rf"{_SET} {_WHAT}(?:'s?)? {_PAYS}{_LED}{_AMOUNT}"),
    ("payout", rf"{_SET} (?P<name>its|the)\s+{_PAYS}(?:{_LED}{_AMOUNT})?"),
    ("payout", rf"(?:the )?(?:new )?{_PAYS} {_OF}\s+{_ROSE}\s+{_AMOUNT}"),
    ("payout", rf"{_WHAT}\s+{_PAID}\s+{_AMOUNT}(?: per (?:lead|sale|conversion))?"),
    ("url", rf"{_SET} (?:the )?(?:new )?{_URLS} (?:of|for|on) {_WHAT}\s+(?:(?:to|into|as)\s+|(?=https?://)){_URL}"),
    ("url", rf"{_SET} {_WHAT}(?:'s?)? {_URLS}\s+(?:to|into|as)\s+{_URL}"),
    ("url", rf"(?:{_SET} )?(?P<name>its|the)\s+{_URLS}\s+(?:to|into|as|is)(?: now)?\s+{_URL}"),
    ("url", rf"(?:the )?(?:new )?{_URLS} (?:of|for) {_WHAT}\s+(?:is|should be)(?: now)?\s+{_URL}"),
    ("url", rf"{_WHAT}\s+(?:is|lives|moved)(?: now)? (?:at|to)\s+{_URL}"),
    ("category", rf"{_PLACE} {_WHAT}\s+{_INTO}category {_VALUE}"),
    ("category", rf"{_PLACE} {_WHAT}\s+{_INTO}{_VALUE} category"),
    ("category", rf"(?:take|move) {_WHAT}\s+out of (?:its|the) category(?P<value>)"),
    ("network", rf"{_SET} (?:the )?{_NETWORK} (?:of|for) {_WHAT}\s+(?:to|as)\s+{_VALUE}"),
    ("network", rf"move {_WHAT}\s+to (?:the )?{_NETWORK} {_VALUE}"),
    ("network", rf"move {_THE}(?P<kind>offer) {NAME}\s+to (?:the )?(?P<value>.+?)(?: network)?"),
    ("notes", rf"(?:set|change|update|make) (?:the )?notes? (?:of|for|on) {_WHAT}\s*(?:\s(?:to|as)|:)\s+{_VALUE}"),
    (
        "notes",
        (
            rf"(?:add|write|put|leave) (?:a |the )?notes? (?:to|on|for|at) {_WHAT}"
            rf"\s*(?::|\ssaying|\sthat says)\s+{_VALUE}"
        ),
    ),
    ("duplicate", rf"(?:duplicate|copy|clone) {_WHAT}\s+(?:as|called|named|to|and call it|and name it)\s+{_VALUE}"),
    ("duplicate", rf"(?:make|create) a (?:copy|duplicate|clone) of {_WHAT}\s+(?:called|named|as)\s+{_VALUE}"),
    ("duplicate", rf"(?:duplicate|copy|clone) {_WHAT}"),
)
_MADE = (
    r"funnel group|group|folder|offer source|affiliate network|network|traffic source|visitor tag|tag|"
    r"(?:(?P<of>lander|offer|traffic source|network|offer source|condition|tag) )?category"
)
_MAKE = r"(?:make|create|add|set up|open|register|start)(?: me| us)?"
MAKING = re.compile(
    rf"(?:{_MAKE} (?:a |an |another |one more )?(?:new |brand new )?|(?:a )?(?:new|another) )(?P<kind>{_MADE})"
    rf"(?: (?:called|named|with the name)| ?:)? {NAME}",
    re.IGNORECASE,
)
ITS = re.compile(
    rf"(?:it|its|this|that|them|this one|that one|the same|the|(?:this|that|the) (?:{KINDS}))(?: (?:one|again))?",
    re.IGNORECASE,
)
_VERBS = (
    r"archive|unarchive|delete|remove|drop|rename|set|change|update|move|put|duplicate|clone|copy|make|create|add|"
    r"raise|lower|replace|swap|build|send|give|show|use|split|undo|stop|reactivate"
)
NEXT = re.compile(
    rf"\s*(?:[;,]|\band\b|\bthen\b)(?:\s*(?:,|and|then|also|please)\b)*\s+(?=(?:{_VERBS})\b)", re.IGNORECASE
)
GOES_ON = re.compile(
    r"\s(?:and|then|with|in|to|from|for|paying|at|on|but|so|if|when|that|which)\s|https?://|,", re.IGNORECASE
)
"""What speaks against a name without quotes: there is more to it."""
