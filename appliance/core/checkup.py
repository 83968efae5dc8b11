"""What the doctor finds. Each feature declares its own `checks`; the command line gathers them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from appliance.core.settings import Settings


class Colour(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"  # works, and somebody should look
    RED = "red"


@dataclass(frozen=True)
class Finding:
    """`sentence` and `mend` are msgids that share the values."""

    colour: Colour
    sentence: str
    mend: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def green(sentence: str, **values: object) -> Finding:
    return Finding(Colour.GREEN, sentence, "", values)


def yellow(sentence: str, mend: str, **values: object) -> Finding:
    return Finding(Colour.YELLOW, sentence, mend, values)


def red(sentence: str, mend: str, **values: object) -> Finding:
    return Finding(Colour.RED, sentence, mend, values)


@dataclass(frozen=True)
class Service:
    """What is known of the process that serves this directory, from outside."""

    runs: bool  # some process holds the directory's lock
    host: str
    port: int
    health: Mapping[str, object] | None = None  # what `/health` told
    port_is_taken: bool = False  # something listens there
    resting: tuple[str, ...] = ()  # files of models that were set aside after falls

    @property
    def url(self) -> str:
        """The wildcard is no address to ask."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


@dataclass(frozen=True)
class Patient:
    """The directory and its service, looked at from outside: nothing is locked, nothing is written."""

    settings: Settings
    now: datetime
    service: Service
    online: bool = False  # other machines may be asked too
    thorough: bool = True  # what keeps the processor busy for long may be tried


@dataclass(frozen=True)
class Check:
    name: str
    title: str  # msgid
    look: Callable[[Patient], Iterable[Finding]]
    seconds: float = 10
