"""The conversation: a session, its loop, its models and its channels."""
