"""What assets, funnels, blueprints and checks are. Pure: no I/O, no clock, no environment."""
