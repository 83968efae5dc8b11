"""What a phone asks for when somebody adds the house to its home screen. See docs/decisions/008."""

from litestar import Response, get

from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.web.assets import asset
from appliance.web.guards import PUBLIC
from appliance.web.render import language_of
from appliance.web.request import AppRequest

# The ground and the accent of app.css by day: a manifest knows no other.
GROUND, ACCENT = "#f5f2eb", "#0f6557"


@get("/site.webmanifest", opt=PUBLIC, media_type="application/manifest+json")
async def manifest(request: AppRequest) -> Response[dict[str, object]]:
    """The same for everyone: it is asked for without a sign-in."""
    name = say(language_of(request), _("Our home"))
    icons = [
        {"src": asset("icon.svg"), "type": "image/svg+xml", "sizes": "any"},
        {"src": asset("icon-512.png"), "type": "image/png", "sizes": "512x512", "purpose": "any maskable"},
        {"src": asset("icon-180.png"), "type": "image/png", "sizes": "180x180"},
    ]
    told: dict[str, object] = {"id": "/", "start_url": "/", "scope": "/", "display": "standalone"}
    told |= {"name": name, "short_name": name, "lang": language_of(request), "icons": icons}
    told |= {"background_color": GROUND, "theme_color": ACCENT}
    return Response(told, media_type="application/manifest+json")
