"""From a sketch of who goes where to a blueprint: pages, seats, shares, names, and what is still to be asked."""
