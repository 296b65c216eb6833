"""Copies of funnels: how one is asked for, what the new one is called, and what is different in it."""
