"""What an ntfy address may be, what its answers mean, and the mend for each trouble."""

import ipaddress
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from appliance.core.buttons import Button
from appliance.core.disk import Trouble as DiskTrouble
from appliance.core.i18n import mark as _
from appliance.core.i18n import say

TOPIC = re.compile(r"[-_A-Za-z0-9]{1,64}")
LONGEST_MESSAGE = 3000  # bytes; the server's own limit is 4096 for the text and twice that for all
LINK_LOCAL = (ipaddress.ip_network("169.254.0.0/16"), ipaddress.ip_network("fe80::/10"))


class Trouble(StrEnum):
    TOKEN = "token"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    MOVED = "moved"
    NOT_NTFY = "not_ntfy"
    ADDRESS = "address"
    OFF = "off"
    BUSY = "busy"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    SLOW = "slow"


PASSING = frozenset({Trouble.BUSY, Trouble.SERVER, Trouble.UNREACHABLE, Trouble.CERTIFICATE, Trouble.SLOW})
SENTENCES: Mapping[Trouble, str] = {
    Trouble.TOKEN: _("The server wants a valid access token. Make one in ntfy and put it in here."),
    Trouble.FORBIDDEN: _("The server does not let this token write to this topic. Allow it there."),
    Trouble.NOT_FOUND: _("The server has no such address. Give its main address, without the topic."),
    Trouble.TOO_LARGE: _("The server takes only shorter messages. Raise its message size limit."),
    Trouble.REFUSED: _("The server refused the message. Check the topic and the server's own log."),
    Trouble.MOVED: _("The server sends us elsewhere. Try the address with https instead of http."),
    Trouble.NOT_NTFY: _("Something answers at this address, but it is not ntfy. Check host and port."),
    Trouble.ADDRESS: _("We do not send to this address. Give the one of your ntfy server."),
    Trouble.OFF: _("Alerts were switched off before this one went out."),
    Trouble.BUSY: _("The server asks us to wait because of too many messages. We try again by ourselves."),
    Trouble.SERVER: _("The server has a fault of its own. We try again by ourselves."),
    Trouble.UNREACHABLE: _("The server cannot be reached. Is it running, and are host and port right?"),
    Trouble.CERTIFICATE: _("The server's certificate is not trusted on this machine. Install its authority."),
    Trouble.SLOW: _("The server did not answer in time. We try again by ourselves."),
}


def sentence_of(trouble: str) -> str:
    return SENTENCES[Trouble(trouble)] if trouble in set(Trouble) else _("Something broke on our side.")


DISK: Mapping[DiskTrouble, tuple[str, str]] = {
    DiskTrouble.FULL: (
        _("The disk at home is full"),
        _("Soon nothing can be saved any more. Open a page of the house: it says what takes the room."),
    ),
    DiskTrouble.READ_ONLY: (
        _("Nothing can be saved at home"),
        _("The disk can only be read. Often it is near its end: have a backup and a new one ready."),
    ),
    DiskTrouble.FAILING: (
        _("The disk at home has errors"),
        _("It did not read or write as it should. Often it is near its end: have a backup ready."),
    ),
    DiskTrouble.MALFORMED: (
        _("What is stored at home is broken"),
        _("Nothing is changed any more, so that it does not get worse. Restore the newest backup."),
    ),
}
PASSED = _("For a while nothing could be saved. That is over, and nothing that was confirmed is lost.")
ROOM_AGAIN = _("There is room again, and everything can be saved.")


def disk_letter(language: str, trouble: DiskTrouble, passed: bool = False) -> dict[str, object]:
    title, message = DISK[trouble]
    if passed:
        title = _("The disk at home is well again")
        message = ROOM_AGAIN if trouble is DiskTrouble.FULL else PASSED
    tags = ["white_check_mark"] if passed else ["warning"]
    return {"title": say(language, title), "message": say(language, message), "tags": tags, "path": "/today"}


def trouble_with_topic(topic: str) -> str:
    if TOPIC.fullmatch(topic):
        return ""
    return _("A topic has 1 to 64 letters, digits, - or _, and capital letters count.")


def trouble_with_server(address: str) -> str:
    """A sentence, or nothing for an http(s) address of a whole server."""
    parts = _split(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return _("Give an address such as https://ntfy.example or http://192.168.1.20:8090.")
    if parts.username or parts.password:
        return _("Leave name and password out of the address. A token goes into its own field.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        return _("Give only the server here. The topic goes into its own field.")
    if is_link_local(parts.hostname):
        return SENTENCES[Trouble.ADDRESS]
    return ""


def tidy_server(address: str) -> str:
    parts = urlsplit(address.strip())
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None


def is_link_local(host: str) -> bool:
    """Cloud machines keep credentials there; home and loopback addresses are a family's own."""
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return False
    plain = getattr(address, "ipv4_mapped", None) or address
    return any(plain in network for network in LINK_LOCAL if plain.version == network.version)


def trouble_of_answer(status: int, content_type: str) -> Trouble | None:
    """None: it was taken."""
    if 200 <= status < 300:
        return Trouble.NOT_NTFY if content_type.startswith("text/html") else None
    known = {
        401: Trouble.TOKEN,
        403: Trouble.FORBIDDEN,
        404: Trouble.NOT_FOUND,
        405: Trouble.NOT_NTFY,
        408: Trouble.SLOW,
        413: Trouble.TOO_LARGE,
        429: Trouble.BUSY,
    }
    if status in known:
        return known[status]
    if status < 400:
        return Trouble.MOVED
    return Trouble.SERVER if status >= 500 else Trouble.REFUSED


def wait_asked(retry_after: str, now: datetime) -> timedelta | None:
    """Seconds or a date, as HTTP allows."""
    if retry_after.strip().isdigit():
        return timedelta(seconds=min(int(retry_after), 86400))
    try:
        moment = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    return max(moment.astimezone(UTC) - now, timedelta(0))


def shortened(text: str, most: int = LONGEST_MESSAGE) -> str:
    kept = text.encode()[:most].decode(errors="ignore")
    return text if kept == text else kept.rstrip() + "…"


def buttons_of(stored: object) -> list[Button]:
    return [Button(*map(str, row)) for row in stored] if isinstance(stored, list) else []
