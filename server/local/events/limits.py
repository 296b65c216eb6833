from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    live: int = 25_000
    """Live events from which on sealing begins by itself: the first question to a process has to read them."""
    marked: int = 1_000
    """Sealed events that one change marks; where it has more, it writes their files anew. Every query over the files
    looks at the marks."""
    deliveries: int = 200_000
    """Entries of the log of deliveries, to which strangers can add; the oldest go."""
    query_seconds: float = 30.0
