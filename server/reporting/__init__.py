"""What happened, read from the tracker and told."""
