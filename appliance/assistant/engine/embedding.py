from collections.abc import Sequence
from pathlib import Path


class Embedding:
    """Meaning of texts as unit vectors of 384 little-endian float32, ready for sqlite-vec."""

    size = 384

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Loads the model in the calling thread (about 50 ms); raises ModelUnusable."""
        raise NotImplementedError

    @property
    def fingerprint(self) -> str:
        """Changes with the model file: vectors of another fingerprint must be made again."""
        raise NotImplementedError

    async def embed(self, texts: Sequence[str]) -> list[bytes]:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError
