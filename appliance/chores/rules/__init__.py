"""When a chore is due, and what may become of it. Pure: no clock, no database."""
