"""What a plan costs over its bare requests: journal, looking again before each write, read-back and proof.

Run: python benchmarks/plans.py
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.campaign.overhead import main

    main()
