"""Memories as a file: for programs, or to read."""

import json
from collections.abc import Sequence
from enum import StrEnum

from litestar import Response

from appliance.assistant.queries.export import ExportedMemory
from appliance.assistant.rules.ageing import MOMENT
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor

TYPES = {"json": "application/json; charset=utf-8", "text": "text/plain; charset=utf-8"}
SEEN = {
    "private": _("seen by nobody else"),
    "parents": _("seen by the parents"),
    "family": _("seen by the family"),
}


class Kind(StrEnum):
    JSON = "json"
    TEXT = "text"


def as_file(rows: Sequence[ExportedMemory], kind: Kind, viewer: Actor) -> Response[str]:
    body = _as_json(rows) if kind is Kind.JSON else "\n".join(_as_text(row, viewer) for row in rows)
    name = "memories.json" if kind is Kind.JSON else "memories.txt"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=TYPES[kind.value], headers=headers)


def _as_json(rows: Sequence[ExportedMemory]) -> str:
    return json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False, indent=2)


def _as_text(row: ExportedMemory, viewer: Actor) -> str:
    def day(moment: object) -> str:
        return f"{moment:%Y-%m-%d}"

    told = say(
        viewer.language,
        _("%(name)s told me on %(day)s"),
        name=row.owner,
        day=day(viewer.local(row.told_at)),
    )
    lines = [row.text, f"  {told}, {say(viewer.language, SEEN[row.visible_to])}"]
    if row.expires_at is not None:
        until = say(viewer.language, _("until %(day)s"), day=day(viewer.local(row.expires_at - MOMENT)))
        lines.append(f"  {until}")
    for wording in row.earlier:
        before = say(viewer.language, _("Before: %(text)s"), text=wording.text)
        lines.append(f"  {before} ({day(viewer.local(wording.at))})")
    return "\n".join(lines) + "\n"
