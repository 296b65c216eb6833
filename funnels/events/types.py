"""The types of events, as the contract spells them."""

ENTRANCE = "entrance"
"""A visit begins: one for each, at the traffic node of the funnel, whichever node it goes on to [our ruling]."""

VIEW = "view"
"""A visitor comes to a node; on a lander or an offer, a page view."""

ACTION = "action"
"""A button of a page is clicked; refers to the hit of that page."""

CONVERSION = "conversion"
CUSTOM_EVENTS = tuple(f"customEvent{number}" for number in range(1, 11))

HIT_TYPES = (ENTRANCE, VIEW)
"""Those that make a hit; all others refer to one."""

EVENT_TYPES = (ENTRANCE, VIEW, ACTION, CONVERSION, *CUSTOM_EVENTS)
