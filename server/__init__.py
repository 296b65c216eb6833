"""What can be done with a tracker: the client, the embedded tracker, plans and the MCP tools."""
