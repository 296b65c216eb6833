"""What was sent to a model and what it answered, kept in a file, and answered again without a network."""

from .record import Recording
from .replay import Replaying

__all__ = ["Recording", "Replaying"]
