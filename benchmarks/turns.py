"""How long the offline planner thinks, and how long whole turns take: small account, and one of ten thousand assets.

Run: python benchmarks/turns.py
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.talking.turns import main

    main()
