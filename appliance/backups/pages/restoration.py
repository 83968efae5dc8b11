"""How bringing the house back goes on, and what came of it."""

from collections.abc import Mapping

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from appliance.backups.actions.returned import kept_before, put_away, take_back
from appliance.backups.actions.returning import Keeper, stop_bringing_back
from appliance.backups.archive.facts import Staged
from appliance.backups.forms import ProofSent
from appliance.backups.pages.arriving import refused
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries.returning import outcome
from appliance.backups.restoring.attempt import Attempt, Restorations
from appliance.backups.rules.returned import KEPT_FOR
from appliance.core.errors import Refusal
from appliance.core.i18n import counted, say, say_refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.forms import Form, read_form
from appliance.web.render import Toast, changed, language_of, page, redirect, viewer_of
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
STEPS: Mapping[str, str] = {
    "open": _("Opening the backup"),
    "check": _("Checking it to the last byte"),
    "files": _("Bringing the files back"),
    "migrate": _("Fitting it to this version"),
    "rehearse": _("Trying it out beside the house"),
    "ready": _("Ready"),
}

ENDED = counted("%(n)s sign-in has ended.", "%(n)s sign-ins have ended.")
BROWSERS = counted(
    "%(n)s browser is not one of the family's any more: add it again.",
    "%(n)s browsers are not the family's any more: add them again.",
)
MEASURED = counted(
    "%(n)s device that measures needs a new key.",
    "%(n)s devices that measure need new keys.",
)
KEYS = counted(
    "%(n)s key for a program has ended: make a new one.",
    "%(n)s keys for programs have ended: make new ones.",
)
LETTERS = counted("%(n)s alert of then is not sent any more.", "%(n)s alerts of then are not sent any more.")
MODELS = _("These models are not in a backup, so get them again: %(names)s.")
KEPT_OUT = _("These people were shut out meanwhile, and stay so until you let them in: %(names)s.")


class RestorationPages(Controller):
    path = "/restoration"

    @get("/")
    async def show(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Response[str]:
        ask_to_keep(request.user)
        if restorations.attempt is not None:
            return page(request, "backups/restoring.html", 200, **progress(request, restorations.attempt))
        return await _outcome(request, office, restorations, Form())

    @post("/end")
    async def stop(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> Answer:
        await stop_bringing_back(restorations, request.user)
        return changed(request, "/restoration", Toast(_("Stopped. Nothing was changed.")), "backups")

    @post("/return")
    async def back(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        ask_to_keep(request.user)
        kept_before(restorations.data)
        form = await read_form(request, ProofSent, request.user.language)
        if form.model is None:
            return await _outcome(request, office, restorations, form, 422)
        try:
            await take_back(office, credentials, restorations, Keeper(request.user, form.model.password))
        except Refusal as refusal:
            refused(request, form, refusal)
            return await _outcome(request, office, restorations, form, refusal.status)
        return redirect(request, "/restoration")

    @post("/finality")
    async def keep(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        await put_away(office, restorations, request.user)
        toast = Toast(_("What was here before is deleted."))
        return changed(request, "/restoration", toast, "backups")


def progress(request: AppRequest, attempt: Attempt) -> dict[str, object]:
    viewer = viewer_of(request)
    language = viewer.language if viewer else language_of(request)
    known = list(STEPS)
    at = known.index(attempt.step) if attempt.step in STEPS else 0
    return {
        "attempt": attempt,
        "step": STEPS[known[at]],
        "part": int(100 * (at + attempt.share) / len(known)),
        "refusal": say_refusal(language, attempt.refusal) if attempt.refusal else "",
    }


async def _outcome(
    request: AppRequest,
    office: Office,
    restorations: Restorations,
    form: Form[ProofSent],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await outcome(look, restorations.data)
    if found.last is None:
        return page(request, "backups/not_restored.html", status, found=found)
    lines = said(request.user.language, found.staged) if found.staged else []
    until = found.last.at + KEPT_FOR
    return page(request, "backups/restored.html", status, form=form, found=found, lines=lines, until=until)


def said(language: str, staged: Staged) -> list[str]:
    """What has to be done again by hand, a line each."""
    numbers = (
        (staged.sign_ins_ended, ENDED),
        (staged.devices_ended, BROWSERS),
        (staged.measured_ended, MEASURED),
        (staged.tokens_ended, KEYS),
        (staged.letters_dropped, LETTERS),
    )
    lines = [say(language, sentence, n=n) for n, sentence in numbers if n]
    if staged.chat_models_missing:
        lines.append(say(language, MODELS, names=", ".join(staged.chat_models_missing)))
    if staged.kept_out:
        lines.append(say(language, KEPT_OUT, names=", ".join(staged.kept_out)))
    return lines
