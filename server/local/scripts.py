"""Logic scripts beyond saving: the language they may use, and the check of code that is not saved."""

from .call import Call
from .documents import dumped
from .logic_script import LANGUAGE, examined


def language(call: Call) -> str:
    return dumped(LANGUAGE)


def validate(call: Call) -> str:
    return dumped(examined(call.sent["code"]).document())
