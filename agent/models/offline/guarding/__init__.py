"""The last looks at a plan before it is proposed."""
