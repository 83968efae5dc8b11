"""What a family may choose from, once for all its children."""

KEPT_DAYS = (90, 400, 1100, 3660)  # of single intervals
KEPT_TOLD_DAYS = (7, 30, 90)  # of what watchers told, as they told it
SILENT_AFTER = (10, 30, 60, 180)  # minutes
LAPSES_AFTER = (1, 2, 4, 8, 24)  # hours
SILENCE_COUNTS = ("nothing", "used")
