"""The kinds of faults, by the name the table gives them."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import strikes
from .people import Doing
from .strikes import A_WHILE, Strike


@dataclass(frozen=True)
class Fault:
    strike: Strike | None = None
    lasts: int = 1
    kills: bool = False
    is_late: bool = False
    """What got no answer arrives once we have given up."""
    human: Doing | None = None
    """What somebody does between our read and our write; after the strike, where there is one."""


FAULTS: Mapping[str, Fault] = {
    "answer lost": Fault(strikes.answer_lost),
    "answers lost for a while": Fault(strikes.answer_lost, A_WHILE),
    "connection refused": Fault(strikes.connection_refused),
    "refused for a while": Fault(strikes.connection_refused, A_WHILE),
    "429": Fault(strikes.too_many),
    "429 for a while": Fault(strikes.too_many, A_WHILE),
    "500, not done": Fault(strikes.broken_before),
    "500, not done, for a while": Fault(strikes.broken_before, A_WHILE),
    "500, done": Fault(strikes.broken_after),
    "500, done, for a while": Fault(strikes.broken_after, A_WHILE),
    "timeout": Fault(strikes.never_arrived),
    "timeout for a while": Fault(strikes.never_arrived, A_WHILE),
    "timeout, arrives late": Fault(lasts=A_WHILE, is_late=True),
    "killed before": Fault(strikes.killed_before, kills=True),
    "killed after": Fault(strikes.killed_after, kills=True),
    "human: another field": Fault(human="another field"),
    "human: the same field": Fault(human="the same field"),
    "human: deletes it": Fault(human="deletes it"),
    "answer lost, human: another": Fault(strikes.answer_lost, human="another field"),
    "answer lost, human: the same": Fault(strikes.answer_lost, human="the same field"),
    "killed, human: another": Fault(strikes.killed_after, kills=True, human="another field"),
    "killed, human: the same": Fault(strikes.killed_after, kills=True, human="the same field"),
    "killed, human: deletes it": Fault(strikes.killed_after, kills=True, human="deletes it"),
}
