"""Whether an address is the one that was asked for."""

import re
from urllib.parse import parse_qsl, urlsplit

_TOKEN = re.compile(r"\{[^{}]*\}")


def is_address(text: str) -> bool:
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def same_address(wanted: str, found: str) -> bool:
    """The scheme, a slash at the end, and parameters that only carry a token of the tracker may differ.

    A careful assistant appends the click id to the address of an offer.
    """
    one, other = _parts(wanted), _parts(found)
    if one[0] != other[0]:
        return False
    missing = [pair for pair in one[1] if pair not in other[1]]
    further = [value for name, value in other[1] if (name, value) not in one[1]]
    return not missing and all(_TOKEN.fullmatch(value) for value in further)


def _parts(address: str) -> tuple[tuple[str, str, str], list[tuple[str, str]]]:
    with_scheme = address.strip() if is_address(address.strip()) else f"https://{address.strip()}"
    parts = urlsplit(with_scheme)
    return (
        (parts.netloc.casefold(), parts.path.rstrip("/"), parts.fragment),
        parse_qsl(parts.query, keep_blank_values=True),
    )
