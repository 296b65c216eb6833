"""The entrance link of the embedded tracker against a bare Starlette redirect on the same server, and against nginx.

Run: python benchmarks/redirects.py

Every redirect of ours books a visit durably before it is answered (two events, one commit for all that wait), with
the user agent read, a weighted choice made and tokens filled in; the others answer a constant. One process each, one
after the other in rounds; load comes from wrk where it is installed, else from a client of our own, whose own CPU is
then the limit. The primary figure is CPU of the server for each request: it hardly changes on a shared machine.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # beside this file, server.py would be taken for the server
    from benchmarks.redirecting.comparison import main

    main()
