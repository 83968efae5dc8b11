"""Under which addresses the house is found, as people in the home may type or scan them."""

import io
import socket
import sys

EVERYWHERE = ("0.0.0.0", "::", "")


def addresses(host: str, port: int, given: str = "") -> list[str]:
    """The first one works on every phone of the home network; names depend on the router."""
    if host not in EVERYWHERE:
        return [_address(host, port)]
    name = socket.gethostname().split(".")[0] or "localhost"
    return [_address(found, port) for found in (lan_ip(), name, f"{given or name}.local")]


def lan_ip() -> str:
    """The address towards other machines. Choosing a route sends nothing."""
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((elsewhere, 9))
            except OSError:
                continue
            return str(probe.getsockname()[0])
    return "127.0.0.1"


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}" + ("" if port == 80 else f":{port}")


def qr_code(text: str) -> str:
    """For a phone's camera; nothing where the terminal cannot draw the blocks."""
    if "utf" not in (sys.stdout.encoding or "").lower():
        return ""
    import segno

    drawn = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue()
