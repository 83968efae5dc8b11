"""Devices as pages show them: all, one with its silences, and keys that are seen once."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlsplit

from litestar import Response
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.household.pages.devices import house_address, qr_of, spaced
from appliance.screen_time.forms.devices import AccountOwner, DeviceChange
from appliance.screen_time.models import DeviceAccount
from appliance.screen_time.queries.measured import DeviceDetail, device_seen, devices_seen
from appliance.web.forms import Form, filled
from appliance.web.render import page
from appliance.web.request import AppRequest


async def show_devices(request: AppRequest, office: Office) -> Response[str]:
    async with office.reading(request.user) as look:
        seen = await devices_seen(look, office.opened_at)
    return page(request, "screen_time/devices.html", seen=seen)


async def show_device(
    request: AppRequest,
    office: Office,
    device_id: int,
    form: Form[DeviceChange] | None = None,
    wrong: Mapping[int, Form[AccountOwner]] = MappingProxyType({}),
    export: Form[BaseModel] | None = None,
) -> Response[str]:
    """`wrong`: what was sent about an account, by its number; `export`: what was wrong with one."""
    async with office.reading(request.user) as look:
        seen = await device_seen(look, device_id, office.opened_at)
    people = seen.people.values()
    return page(
        request,
        "screen_time/device.html",
        422 if form or wrong or export else 200,
        seen=seen,
        form=form or _as_it_is(seen),
        wrong=wrong,
        export=export or Form(),
        owners={account.id: wrong.get(account.id or 0) or _owner(account) for account in seen.accounts},
        here=[person for person in people if person.left_at is None and person.role != "guest"],
    )


def _as_it_is(seen: DeviceDetail) -> Form[BaseModel]:
    device = seen.device
    return filled({"name": device.name, "member_id": device.member_id, "silence": device.silence or "family"})


def _owner(account: DeviceAccount) -> Form[BaseModel]:
    return filled({"member_id": account.member_id})


def show_keys(request: AppRequest, name: str, way: str, key: str, device_id: int = 0) -> Response[str]:
    """The only time: of a token the house keeps a print, of a code not even that for long."""
    address = house_address(request)
    whole = f"{address}/screen/devices#{key}" if way == "agent" else key
    return page(
        request,
        "screen_time/device_keys.html",
        name=name,
        way=way,
        key=spaced(key) if way == "agent" else key,
        whole=whole,
        qr=qr_of(whole),
        address=address,
        lines=LINES[way](address, key),
        back=f"/screen/devices/{device_id}" if device_id else "/screen/devices",
    )


Lines = Sequence[tuple[str, str]]  # a file or a place, and what belongs there


def for_watchers(address: str, token: str) -> Lines:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return [
        (WATCHER_FILE, f'[server]\nhostname = "{parts.hostname}"\nport = "{port}"'),
        (".netrc", f"machine {parts.hostname} login device password {token}"),
    ]


def for_phones(address: str, token: str) -> Lines:
    head = f"Authorization: Bearer {token}\nContent-Type: application/json"
    return [
        (OPENED, f'POST {address}{OPENED}\n{head}\n\n{{"app": "org.mozilla.firefox"}}'),
        (CLOSED, f"POST {address}{CLOSED}\n{head}\n\n{{}}"),
    ]


OPENED, CLOSED = "/api/v1/device/openings", "/api/v1/device/closings"
WATCHER_FILE = "~/.config/activitywatch/aw-client/aw-client.toml"
LINES: Mapping[str, Callable[[str, str], Lines]] = {
    "agent": lambda _address, _code: [],
    "activitywatch": for_watchers,
    "rest": for_phones,
}
