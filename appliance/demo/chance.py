"""Believable accidents, the same on every machine: each is drawn by what it is about."""

from datetime import datetime, timedelta
from random import Random


def chance(*about: object) -> Random:
    return Random("/".join(str(part) for part in about))


def minutes_later(moment: datetime, luck: Random, least: int, most: int) -> datetime:
    return moment + timedelta(minutes=luck.randint(least, most), seconds=luck.randint(0, 59))
