"""A plan applied with something going wrong at every request, counted from the tracker's database.

Run: python benchmarks/faults.py [--quick]
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.campaign.command import main

    raise SystemExit(main())
