"""What is kept, sent, looked for: the speaker's own words, cut out of the sentence."""

from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.people import SELF
from appliance.assistant.intents.resolving.filled import NOTHING, Filled, about, ask_for, given, meant, one
from appliance.assistant.intents.resolving.habits import period_said
from appliance.assistant.intents.resolving.moments import moment_said
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.resolving.wording import action, forgotten, question, said_words, thing

WHOLE = frozenset({"family", "household", "familie", "familienbericht"})
EMPTY = frozenset({"that", "it", "this", "something", "das", "es", "was"})


def memory_save(spoken: Spoken) -> Filled:
    text = said_words(spoken.span("text")) or (to_remember(spoken.text) or "")
    return one(text=text) if text else ask_for("text")


def memory_search(spoken: Spoken) -> Filled:
    return one(query=question(spoken.text))


def memory_forget(spoken: Spoken) -> Filled:
    query = forgotten(spoken.span("query"))
    return one(query=query) if query else ask_for("query")


def file_find(spoken: Spoken) -> Filled:
    query = thing(spoken.span("query"))
    return one(query=query) if query else ask_for("query")


def message_send(spoken: Spoken) -> Filled:
    to, text = spoken.whom("to"), said_words(spoken.span("text"))
    text = "" if text.lower() in EMPTY else text
    if to.strange or spoken.speaker in to.people:
        return NOTHING
    names = ["everyone"] if to.everyone else [person.name for person in to.people]
    if not names or not text:
        return ask_for("to" if not names else "text", text=text, to=names[0] if names else None)
    return Filled(tuple({"to": name, "text": text} for name in names))


def reminder_add(spoken: Spoken) -> Filled:
    text, said = action(spoken.joined("text")), spoken.joined("when")
    if spoken.whom().strange or spoken.whom().everyone:
        return NOTHING
    moment = moment_said(said, spoken.now) if said else None
    when = moment.isoformat(timespec="minutes") if moment else None
    who = spoken.whom().people or (spoken.speaker,)
    missing = "text" if not text else "when" if not when else ""
    calls = tuple(given(text=text, when=when, member=person.name) for person in who)
    return Filled(calls[:1] if missing else calls, missing=missing)


def report_show(spoken: Spoken) -> Filled:
    said = meant(spoken)
    period = period_said(spoken.joined("period") or spoken.text)
    if said.strange or (spoken.all("period") and period is None):
        return NOTHING
    mine = any(word in SELF - {"me", "mir"} for word in spoken.words)
    if not said.people and set(spoken.words) & WHOLE:
        return one(period=period)
    if said.everyone or said.group:
        return one(period=period)
    if said.people or mine or not spoken.speaker.cares:
        return about(spoken, spoken.speaker, period=period)
    return one(period=period)
