"""Where minutes went: by category and app, by device; what does not count stands apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from appliance.screen_time.rules.days import COUNTED, Piece, Sitting, seconds_of
from appliance.screen_time.rules.spans import Span

T = TypeVar("T", Sitting, Piece)


@dataclass(frozen=True, slots=True)
class Share:
    """A category with its apps, or one app."""

    name: str
    seconds: int
    apps: Sequence["Share"] = ()

    @property
    def minutes(self) -> int:
        return self.seconds // 60


@dataclass(frozen=True, slots=True)
class DeviceShare:
    device_id: int
    device: str
    seconds: int

    @property
    def minutes(self) -> int:
        return self.seconds // 60


@dataclass(frozen=True)
class Where:
    """Each part for itself: what ran side by side may add up to more than the whole."""

    counted: Sequence[Share] = ()
    free: Sequence[Share] = ()
    devices: Sequence[DeviceShare] = ()

    @property
    def names(self) -> list[str]:
        """Of its categories."""
        return [share.name for share in (*self.counted, *self.free)]


def where_of_today(sittings: Sequence[Sitting], window: Span) -> Where:
    """Exactly: two devices that show the same category at once count once in it."""
    there = [one for one in sittings if one.span.start < window.end and one.span.end > window.start]

    def long(some: Iterable[Sitting]) -> int:
        return seconds_of((one.span for one in some), window)

    return Where(
        _by_category([one for one in there if one.standing == COUNTED], long),
        _by_category([one for one in there if one.standing != COUNTED], long),
        _by_device(there, long),
    )


def where_of_pieces(pieces: Sequence[Piece]) -> Where:
    """Of a day whose single intervals may be gone."""

    def long(some: Iterable[Piece]) -> int:
        return sum(piece.seconds for piece in some)

    return Where(
        _by_category([piece for piece in pieces if piece.standing == COUNTED], long),
        _by_category([piece for piece in pieces if piece.standing != COUNTED], long),
        _by_device(pieces, long),
    )


def _by_category(some: Sequence[T], long: Callable[[Iterable[T]], int]) -> list[Share]:
    kinds: dict[str, dict[str, list[T]]] = defaultdict(lambda: defaultdict(list))
    for one in some:
        kinds[one.category][one.app].append(one)
    return _largest(
        Share(
            category,
            long(one for mine in apps.values() for one in mine),
            _largest(Share(app, long(mine)) for app, mine in apps.items()),
        )
        for category, apps in kinds.items()
    )


def _by_device(some: Sequence[T], long: Callable[[Iterable[T]], int]) -> list[DeviceShare]:
    places: dict[tuple[int, str], list[T]] = defaultdict(list)
    for one in some:
        places[one.place].append(one)
    shares = [DeviceShare(*place, long(mine)) for place, mine in places.items()]
    return sorted(shares, key=lambda share: (-share.seconds, share.device))


def _largest(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.seconds, share.name))
