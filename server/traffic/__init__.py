"""Made-up visitors, seeded and lifelike, who use the tracker as real ones do: through its links, over HTTP."""

from .behaviour import Behaviour, Habit, Step
from .campaign import Arrival, Campaign, arrivals
from .clock import now_ms, set_now
from .door import Answer, AppDoor, Door
from .drive import deliver, drive
from .invented import Invented, invented
from .ledger import Ledger
from .network import Network, Postback
from .outing import Outing, Wish, outing
from .playing import live_play, past_play
from .profile import Audience, Profile
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
    "deliver",
    "drive",
    "invented",
    "live_play",
    "now_ms",
    "outing",
    "past_play",
    "set_now",
]
