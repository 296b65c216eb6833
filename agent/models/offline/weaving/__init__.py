"""A new funnel, read in the order of its words."""
