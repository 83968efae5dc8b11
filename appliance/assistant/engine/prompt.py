"""Messages as the tokens that a model was trained to answer."""

from collections.abc import Sequence

from jinja2 import TemplateError
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from appliance.assistant.engine.interface import Message, ModelUnusable
from appliance.assistant.engine.native import Model, Vocabulary

PLAIN_NAMES = {"system": "Note", "user": "Question", "assistant": "Answer"}
PLAIN_STOP = "\nQuestion:"
# Private-use characters stand for the messages in the rendering: no message can be read as markup.
OPEN, CLOSE = "\ue0f0", "\ue0f1"


class Prompter:
    def __init__(self, model: Model) -> None:
        self._vocabulary: Vocabulary = model.vocabulary
        self._formatter = _formatter(model)
        self.stop = "" if self._formatter else PLAIN_STOP

    def tokens(self, messages: Sequence[Message], *, room: int) -> list[int]:
        """At most `room` tokens: the oldest exchanges are left out first, then the longest message is cut."""
        kept = list(messages)
        tokens = self._all_tokens(kept)
        while len(tokens) > room and (oldest := _oldest_exchange(kept)) is not None:
            del kept[oldest]
            tokens = self._all_tokens(kept)
        while len(tokens) > room:
            kept = _shortened(kept)
            tokens = self._all_tokens(kept)
        return tokens

    def _all_tokens(self, messages: Sequence[Message]) -> list[int]:
        markup = _pieces(self._rendered(messages))
        tokens = [
            token
            for text, number in markup
            for token in self._vocabulary.tokens(
                text if number is None else messages[number].text.strip(), special=number is None
            )
        ]
        first = self._vocabulary.first
        return tokens if first is None or tokens[:1] == [first] else [first, *tokens]

    def _rendered(self, messages: Sequence[Message]) -> str:
        if self._formatter is None:
            return _plain(messages)
        marked = [{"role": m.role, "content": f"{OPEN}{n}{CLOSE}"} for n, m in enumerate(messages)]
        try:
            return self._render(marked)
        except ModelUnusable:
            return self._render(_without_system(marked))

    def _render(self, marked: list[dict[str, str]]) -> str:
        if self._formatter is None:
            raise ModelUnusable("the model has no chat template")
        try:
            return self._formatter(messages=marked, enable_thinking=False).prompt  # type: ignore[arg-type]
        except (TemplateError, ValueError, TypeError) as fault:
            raise ModelUnusable(f"the model's chat template fails: {fault}") from fault


def _formatter(model: Model) -> Jinja2ChatFormatter | None:
    template = model.template
    if not template:
        return None
    try:
        return Jinja2ChatFormatter(
            template, eos_token=model.vocabulary.last_text, bos_token=model.vocabulary.first_text
        )
    except TemplateError as fault:
        raise ModelUnusable(f"the model's chat template cannot be read: {fault}") from fault


def _without_system(marked: list[dict[str, str]]) -> list[dict[str, str]]:
    """Some templates refuse a system message: it goes in front of the first question."""
    system = "\n\n".join(m["content"] for m in marked if m["role"] == "system")
    rest = [dict(m) for m in marked if m["role"] != "system"]
    if rest and system:
        rest[0]["content"] = f"{system}\n\n{rest[0]['content']}"
    return rest


def _plain(messages: Sequence[Message]) -> str:
    lines = (f"{PLAIN_NAMES[m.role]}: {OPEN}{n}{CLOSE}\n" for n, m in enumerate(messages))
    return "".join(lines) + "Answer:"


def _pieces(rendered: str) -> list[tuple[str, int | None]]:
    pieces: list[tuple[str, int | None]] = []
    for part in rendered.split(OPEN):
        number, close, markup = part.partition(CLOSE)
        if close:
            pieces.append(("", int(number)))
        pieces.append((markup if close else part, None))
    return [piece for piece in pieces if piece != ("", None)]


def _oldest_exchange(messages: Sequence[Message]) -> slice | None:
    """From behind the system's message up to the next question; None when one question is left."""
    questions = [at for at, message in enumerate(messages) if message.role == "user"]
    start = next((at for at, message in enumerate(messages) if message.role != "system"), 0)
    following = next((at for at in questions if at > start), None)
    return slice(start, following) if following is not None else None


def _shortened(messages: Sequence[Message]) -> list[Message]:
    longest = max(range(len(messages)), key=lambda at: len(messages[at].text))
    text = messages[longest].text
    if len(text) < 8:
        raise ModelUnusable("the model's memory is too small for one question")
    half = Message(messages[longest].role, text[len(text) // 2 :])
    return [*messages[:longest], half, *messages[longest + 1 :]]
