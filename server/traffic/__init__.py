"""Made-up visitors, seeded and lifelike, who use the tracker as real ones do: through its links, over HTTP."""

from . import clock, schedule
from .behaviour import Behaviour, Habit, Step
from .campaign import Arrival, Campaign, arrivals
from .door import Answer, AppDoor, Door
from .drive import deliver, drive
from .invented import Invented, invented
from .ledger import Ledger
from .network import Later, Network, Postback
from .outing import Outing, Wish, outing
from .playing import live_play, past_play
from .profile import Audience, Profile
from .reticence import source_tells, tells
from .sites import Sites
from .visitor import Visitor, World

__all__ = [
    "Answer",
    "AppDoor",
    "Arrival",
    "Audience",
    "Behaviour",
    "Campaign",
    "Door",
    "Habit",
    "Invented",
    "Later",
    "Ledger",
    "Network",
    "Outing",
    "Postback",
    "Profile",
    "Sites",
    "Step",
    "Visitor",
    "Wish",
    "World",
    "arrivals",
    "clock",
    "deliver",
    "drive",
    "invented",
    "live_play",
    "outing",
    "past_play",
    "schedule",
    "source_tells",
    "tells",
]
