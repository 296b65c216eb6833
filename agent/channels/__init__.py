"""Where people talk: each channel turns what they do into `session.say` and events into its own markup."""
