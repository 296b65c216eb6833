"""Numbers that people know from elsewhere and that no report here has."""

from ..request import Action, Request
from ..results.line import Line

_BOUNCES = r"bounces?|bounced|bouncing|bounce[ -]?rates?"


def asks_uncounted(request: Request) -> bool:
    return Line(request.text, request.tokens).has(_BOUNCES)


def tell_uncounted(request: Request) -> Action:
    return Action(
        "There is no bounce rate: nothing tells how long a visitor looks at a page. There is the lander CTR, the "
        "share of views that were clicked; whoever is not in it left without a click. Ask for example "
        "'CTR by lander yesterday'."
    )
