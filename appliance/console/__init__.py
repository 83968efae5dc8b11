"""The way in for commands: while the service runs, no other process writes to its database."""
