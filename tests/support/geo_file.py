"""A GEO database in the MaxMind format, as small as it can be: one place for every address."""

from pathlib import Path
from typing import Any

_MARKER = b"\xab\xcd\xefMaxMind.com"


def write_geo(file: Path, place: dict[str, Any]) -> Path:
    """Both branches of the only node of the tree lead to the place, which stands at the beginning of the data."""
    leaf = (1 + 16).to_bytes(3, "big")
    about = {
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": 1,
        "database_type": "Test",
        "description": {},
        "ip_version": 6,
        "languages": [],
        "node_count": 1,
        "record_size": 24,
    }
    numbers = {"node_count": _number(6, 1), "build_epoch": bytes([1, 9 - 7, 1])}
    kept = b"".join(_value(name) + (numbers.get(name) or _value(one)) for name, one in about.items())
    file.write_bytes(leaf + leaf + bytes(16) + _value(place) + _MARKER + _control(7, len(about)) + kept)
    return file


def _value(value: Any) -> bytes:
    if isinstance(value, str):
        raw = value.encode()
        return _control(2, len(raw)) + raw
    if isinstance(value, dict):
        return _control(7, len(value)) + b"".join(_value(name) + _value(one) for name, one in value.items())
    if isinstance(value, list):
        return bytes([len(value), 11 - 7]) + b"".join(map(_value, value))
    return _number(5, value)


def _number(kind: int, value: int) -> bytes:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return _control(kind, len(raw)) + raw


def _control(kind: int, size: int) -> bytes:
    return bytes([kind << 5 | size]) if size < 29 else bytes([kind << 5 | 29, size - 29])
