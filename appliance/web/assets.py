"""Files of `static/`, served from memory under an address that changes with their content."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.settings import ROOT
from appliance.web.guards import PUBLIC
from appliance.web.request import AppRequest

STATIC = ROOT / "static"
STATIC_PATH = "/static/"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    body: bytes
    packed: bytes
    kind: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Only what lies in `static/` at start can be asked for, so no path can lead elsewhere."""
    return {str(path.relative_to(STATIC)): _read(path) for path in STATIC.rglob("*") if path.is_file()}


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(body, gzip.compress(body, 6, mtime=0), kind, hashlib.sha256(body).hexdigest()[:12])


def asset(name: str) -> str:
    return f"/static/{assets()[name].version}/{name}"


@get("/static/{version:str}/{name:path}", opt=PUBLIC, include_in_schema=False, sync_to_thread=False)
def static_file(request: AppRequest, version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    found = assets().get(name.lstrip("/"))
    if found is None:
        raise NotFound(_("There is no such page."))
    packs = "gzip" in request.headers.get("accept-encoding", "")
    headers = {
        "cache-control": FOREVER if version == found.version else "no-cache",
        "vary": "Accept-Encoding",
    } | ({"content-encoding": "gzip"} if packs else {})
    return Response(found.packed if packs else found.body, media_type=found.kind, headers=headers)
