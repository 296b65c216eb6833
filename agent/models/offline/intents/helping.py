"""What can be said, in examples with names of this account."""

from funnels.pictures.clean import harmless

from ..request import Action, Request

_TOPICS = (
    (
        "Build",
        (
            "{source} to {lander}, then {offer}, in group {group}",
            "{source} to {lander} 70 / {lander2} 30, both to {offer}, in group {group}",
            "US mobile to {lander}, then {offer}; everyone else to https://example.net, in group {group}",
            'make a new offer "Name" https://example.net/?s1={{hit}} paying $32.50',
        ),
    ),
    (
        "Change",
        (
            'in "{funnel}" make it 80/20',
            'in "{funnel}" add {lander} at 20%',
            'in "{funnel}" replace {offer} by {offer2}',
            'in "{funnel}" send everyone else to {offer}',
            'clone "{funnel}" for Canada',
            "rename {lander} to {lander} B",
            "set the payout of {offer} to 45",
            "archive {lander2}",
        ),
    ),
    (
        "Look",
        (
            'show me "{funnel}"',
            'what is wrong with "{funnel}"',
            'links for {source} for "{funnel}"',
            'what changed in "{funnel}"',
            "top 5 countries by profit",
            "how did {source} do yesterday",
            "what should I cut",
        ),
    ),
)
_LEANING = (
    "In a talk: it, the second lander, no, I meant …, wait, 70/30, same for …, back to …, what did you just change?, "
    "undo, never mind."
)
_LIMITS = (
    "I do not reach into ad networks (bids, budgets, blocking zones), run nothing by the clock, show reviewers "
    "nothing else than visitors, and set up no AI rotators: they are beta."
)
_YES = "Nothing is written before you say yes to the plan."
_NOBODY = {
    "source": "<traffic source>", "lander": "<lander>", "lander2": "<lander>", "offer": "<offer>",
    "offer2": "<offer>", "group": "<group>", "funnel": "<funnel>",
}  # fmt: skip


def help(request: Request) -> Action:
    names = _names(request)
    lines = ["I work without a key and without a network, so I know funnels and little else. You can say:"]
    lines += [f"{topic}: {' · '.join(said.format(**names) for said in examples)}" for topic, examples in _TOPICS]
    return Action("\n".join([*lines, _LEANING, _LIMITS, _YES]))


def examples(request: Request) -> list[str]:
    """Every one of them, as it may be said."""
    names = _names(request)
    return [said.format(**names) for _, sayings in _TOPICS for said in sayings]


def _names(request: Request) -> dict[str, str]:
    know = request.know
    found = {
        "source": know.all_of("traffic_source", limit=1),
        "lander": know.all_of("page", page_type="lander", limit=2),
        "offer": know.all_of("page", page_type="offer", limit=2),
        "group": know.all_of("funnel_group", limit=1),
        "funnel": know.all_of("funnel", limit=1),
    }
    names = dict(_NOBODY)
    for kind, assets in found.items():
        for place, asset in enumerate(assets):
            names[f"{kind}{place + 1 if place else ''}"] = harmless(asset.name.replace('"', "'"), most=40)
    return names
