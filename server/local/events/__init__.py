"""What happened, kept durably and ready for questions."""

from .answer import Answer
from .errors import EventError, QueryTimeoutError, UnknownEventsError
from .limits import Limits
from .log import Wanted
from .store import EventStore

__all__ = ["Answer", "EventError", "EventStore", "Limits", "QueryTimeoutError", "UnknownEventsError", "Wanted"]
