"""Settings of the machine, from the environment (`APPLIANCE_*`). What parents change lives in tables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
DEMO_MARK = "demo.json"
MIB = 1024 * 1024


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APPLIANCE_", frozen=True, extra="ignore")

    data: Path = Field(default=Path("data"), description="The directory that holds everything of the family.")
    host: str = Field(default="0.0.0.0", description="The address to listen on.")
    port: int = Field(default=8080, ge=1, le=65535, description="The port to listen on.")
    name: str = Field(
        default="", description="Phones find the machine as NAME.local, where that is not its own name."
    )
    hosts: list[str] = Field(default=[], description="Further host names under which pages are opened.")
    readers: int = Field(
        default=3, ge=1, le=16, description="Database connections that read at the same time."
    )
    log_level: str = Field(default="info", description="debug, info, warning or error.")
    log_json: bool = Field(default=False, description="Log lines as JSON, for journald.")
    threads: int = Field(default=0, ge=0, description="Threads for the model; 0 is one less than the cores.")
    session_idle_days: int = Field(default=30, ge=1, description="Days after which an unused sign-in ends.")
    session_days: int = Field(default=180, ge=1, description="Days after which any sign-in ends.")

    ballast: int = Field(
        default=64, ge=0, le=4096, description="MiB kept back on the disk, to be given up when it is full."
    )
    upload_floor: int = Field(
        default=200, ge=0, description="MiB that stay free: below them no pictures and files are taken."
    )

    clock_ahead: int = Field(
        default=0,
        ge=-1440,
        le=1440,
        description="Minutes by which the demo's clock is ahead of the machine's.",
    )
    password_memory_kib: int = Field(default=19456, ge=8, description="Memory for hashing one password.")
    sign_in_pause: float = Field(
        default=2.0, ge=0, description="Seconds that tries after too many wrong ones wait on a known browser."
    )

    api_reads: int = Field(default=600, ge=0, description="Reads a minute for one key; 0 is no limit.")
    api_writes: int = Field(default=300, ge=0, description="Changes a minute for one key; 0 is no limit.")
    api_asks: int = Field(
        default=20,
        ge=0,
        description="Questions a minute for one key, or for a member on the page; 0 is no limit.",
    )
    api_strangers: int = Field(
        default=60, ge=0, description="Requests without a valid key a minute from one address; 0 is no limit."
    )

    @property
    def ballast_bytes(self) -> int:
        """None in a demo, unless it was asked for."""
        asked = "ballast" in self.model_fields_set or not self.is_demo
        return self.ballast * MIB if asked else 0

    @property
    def database(self) -> Path:
        return self.data / "appliance.db"

    @property
    def is_demo(self) -> bool:
        """The demo leaves its mark in the directories that it makes, and refuses all others."""
        return (self.data / DEMO_MARK).exists()

    @property
    def models(self) -> Path:
        """Chat models that the family added."""
        return self.data / "models"

    @property
    def embedding(self) -> Path:
        return ROOT / "models" / "all-MiniLM-L6-v2-Q8_0.gguf"
