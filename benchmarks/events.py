"""Durable appends through the event store, against bare batched inserts of the same rows; sealing; look-ups.

Run: python benchmarks/events.py
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.recording.speed import main

    main()
