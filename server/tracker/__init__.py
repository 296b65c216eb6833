"""The tracker's API in our own types, wherever the tracker runs."""

from .client import Tracker
from .local import embedded_app, embedded_tracker
from .reading import read_account, with_documents
from .recording import Recorder, recorded_by
from .references import Reference, reached, references
from .remote import remote_tracker

__all__ = [
    "Recorder",
    "Reference",
    "Tracker",
    "embedded_app",
    "embedded_tracker",
    "reached",
    "read_account",
    "recorded_by",
    "references",
    "remote_tracker",
    "with_documents",
]
