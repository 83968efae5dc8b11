"""What watchers speak: ActivityWatch's events, kept as stretches of time and stored many at once."""
