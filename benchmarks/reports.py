"""Drilldowns through the tracker's own door, against the same SQL in bare DuckDB over the same files.

Run: python benchmarks/reports.py [--quick]
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.drilling.speed import main

    main()
