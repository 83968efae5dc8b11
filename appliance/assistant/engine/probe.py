from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Probed:
    usable: bool
    why: str
    name: str = ""
    description: str = ""
    parameters: int = 0
    context: int = 0
    has_template: bool = False
    tokens_per_second: float = 0.0


def probe(path: Path, *, seconds: float = 120) -> Probed:
    """Loads the file and decodes a few tokens in a short-lived child process. Blocks; never raises for a bad file."""
    raise NotImplementedError
