"""A million made-up visitors through the real run time, against the exact simulation and against what was sent.

Run: python benchmarks/million.py, or with `--visitors 50000` for a smaller crowd.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.acceptance.command import main

    sys.exit(main())
