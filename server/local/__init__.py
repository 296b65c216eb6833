"""The embedded tracker: the tracker's HTTP API over a folder of files, in process or on a port."""

from .app import EmbeddedTracker, build_tracker
from .serve import serve

__all__ = ["EmbeddedTracker", "build_tracker", "serve"]
