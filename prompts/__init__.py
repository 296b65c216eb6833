"""Every word a model is told."""
