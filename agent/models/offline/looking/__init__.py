"""Questions about a funnel as it stands: its links, where visitors come to, what is broken. Nothing is written."""
