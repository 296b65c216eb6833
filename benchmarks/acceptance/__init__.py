"""Many made-up visitors through the real run time, held against the exact simulation and against what was sent."""
