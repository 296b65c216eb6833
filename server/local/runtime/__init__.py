"""The run time of the embedded tracker: what visitors, pages and networks ask for.

    GET  /fts/{funnel}-{source}?...     an entrance link; a new visit, answered with a redirect
    GET  /action/{n}                    a button of a page; POST with a form as well
    POST /js/funnel                     the script on a page says that it is shown; GET as well
    GET  /js/funnel.js                  that script
    GET  /pb/?hit=&tx=&rev=             a conversion; POST as well

Names of parameters that no source gives, so that they are our ruling:

    n    (entrance)  the node visits begin at instead of the root
    h    (action)    the hit of the page with the button; the page script adds it
    vid  (all)       the visitor, where there is no cookie; on postbacks the second method: their latest offer hit
    ce   (postback)  1..10: a custom event instead of a conversion
    e1, e2 (postback) data of the event

`c` (cost), `f`, `n`, `p`, `ts` (page script), `hit`, `tx` and `rev` (postback) are documented. A tracking field goes
by the name its source gives it, or by its slot.
"""

from .opening import Surroundings, open_run_time
from .runtime import RunTime, is_public
from .world import World

__all__ = ["RunTime", "Surroundings", "World", "is_public", "open_run_time"]
