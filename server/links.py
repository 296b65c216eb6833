"""The addresses people take out of the tracker: entrances, actions, the postback [documentation].

Ruling on encoding: a macro of an ad platform stands in a link as the platform expects it, every character of it, for
the platform replaces it before a browser sees the link. What is around macros is encoded where it would break the
link; what is encoded already (`%20`) stays.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from funnels.assets import TrackingField, TrafficSource

from .variables import is_loopback

_MACRO = re.compile(
    r"\{\{[^{}\s&]+\}\}"  # {{ad.id}}
    r"|\$?\{[^{}\s&]+\}"  # {campaignid}, ${SUBID}
    r"|\$[A-Za-z_][\w.-]*\$"  # $click_id$
    r"|%%[A-Za-z_][\w.:-]*%%"  # %%CLICKID%%
    r"|\[\[?[A-Za-z_][\w.:-]*\]?\]"  # [CLICKID], [[clickid]]
    r"|\#[A-Za-z_][\w.-]*\#"  # #click_id#
    r"|<[A-Za-z_][\w.-]*>"  # <clickid>
    r"|%[0-9A-Fa-f]{2}"  # encoded already
)
_HARMLESS = "!$'()*,/:;@|~"
_ORDER = ("campaign", "external", *(f"c{number}" for number in range(1, 21)))


def entrance_link(
    domain: str, funnel: str, source: TrafficSource, *, further: Mapping[str, str] | None = None
) -> str:
    """Where a traffic source sends visitors; each visit through it is a new entrance.

    Fields go by the source's own names for them; those without a value and archived ones are left out. `further` are
    parameters of the funnel or its group, which the source's fields go before.
    """
    fields = {alias: value for alias, value in _fields(source) if value}
    parameters = {
        **fields,
        **{name: value for name, value in (further or {}).items() if value and name not in fields},
    }
    query = "&".join(f"{quote(name, safe='')}={_kept(value)}" for name, value in parameters.items())
    return f"{_origin(domain)}/fts/{funnel}-{source.id}{'?' * bool(query)}{query}"


def action_link(domain: str, number: int) -> str:
    """Where a button of a page leads; the same on every page, for the tracker knows where the visitor is."""
    return f"{_origin(domain)}/action/{number}"


def postback_url(domain: str) -> str:
    """What a network calls on a conversion, with its own macros in place of what is in angle brackets.

    `hit` is required; without `rev` the payout of the offer counts.
    """
    return f"{_origin(domain)}/pb/?hit=<hit>&tx=<transaction>&rev=<revenue>"


def domain_fitting(domain: str, url: str) -> str:
    """What the domain would have to be for links to lead to the tracker at the URL.

    Empty where they do, where it is that of a proxy in front, and where there is none.
    """
    here, links = urlsplit(url), urlsplit(f"//{domain}")
    own = is_loopback(here.netloc)
    if not is_loopback(domain) or (own and here.port == (links.port or 80)):
        return ""
    return f"localhost:{here.port}" if own else here.netloc


def _origin(domain: str) -> str:
    host = re.sub(r"^https?://", "", domain.strip()).rstrip("/")
    return f"{'http' if is_loopback(host) else 'https'}://{host}"


def _fields(source: TrafficSource) -> Iterator[tuple[str, str]]:
    """Names and values of the fields in use: campaign, external, c1 to c20, then what else there is."""
    slots = source.tracking_field_slots
    known = [slot for slot in _ORDER if slot in slots]
    for slot in (*known, *(slot for slot in slots if slot not in known)):
        if slots[slot].status == "active":
            yield slots[slot].name.strip() or slot, _value(slots[slot])


def _value(field: TrackingField) -> str:
    return (field.value or "").strip()


def _kept(value: str) -> str:
    parts, end = [], 0
    for macro in _MACRO.finditer(value):
        parts += [quote(value[end : macro.start()], safe=_HARMLESS), macro.group()]
        end = macro.end()
    return "".join([*parts, quote(value[end:], safe=_HARMLESS)])
