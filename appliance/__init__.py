"""A home-server appliance for a family's chores, points, screen time and questions."""

__version__ = "0.1.0"
