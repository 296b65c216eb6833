"""The tracker's API in our own types, wherever the tracker runs."""

from .client import Tracker
from .local import embedded_tracker
from .reading import read_account, with_documents
from .remote import remote_tracker

__all__ = ["Tracker", "embedded_tracker", "read_account", "remote_tracker", "with_documents"]
