"""An export of ActivityWatch, read while it arrives: one of years is larger than a small machine's memory."""

import codecs
import json
from collections.abc import Generator, Iterator
from typing import NamedTuple, TypeVar

import msgspec

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.screen_time.activitywatch.events import (
    SentBucket,
    SentEvent,
    Told,
    Unreadable,
    is_a_name,
    told_by,
)

LONGEST = 1024 * 1024  # letters of one value
BLANK = " \t\r\n"
T = TypeVar("T")


class Found(NamedTuple):
    """An event of a bucket; None: the bucket was met, whether or not it holds any."""

    bucket: str
    kind: SentBucket
    told: Told | None


Step = Generator[Found | None, None, T]  # None: more of the file is needed to go on


class NoExport(Invalid):
    def __init__(self) -> None:
        sentence = _("This is no export of ActivityWatch: it begins with buckets, and they hold events.")
        super().__init__(sentence, {"file": sentence})


class ExportReader:
    """`feed` it block by block; `unreadable` counts the events that could not be taken."""

    def __init__(self) -> None:
        self.unreadable = 0
        self._text = ""
        self._at = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._value = json.JSONDecoder().raw_decode
        self._steps = self._whole()
        self._ended = False

    def feed(self, block: bytes) -> Iterator[Found]:
        try:
            self._text = self._text[self._at :] + self._decoder.decode(block)
        except UnicodeDecodeError:
            raise NoExport from None
        self._at = 0
        for found in self._steps:
            if found is None:
                return
            yield found
        self._ended = True

    def end(self) -> None:
        if not self._ended:
            raise NoExport

    def _whole(self) -> Step[None]:
        met = False
        yield from self._expect("{")
        while (yield from self._another("}")):
            key = yield from self._key()
            if key == "buckets":
                met = True
                yield from self._buckets()
            else:
                yield from self._any()
        if not met:
            raise NoExport

    def _buckets(self) -> Step[None]:
        yield from self._expect("{")
        while (yield from self._another("}")):
            name = yield from self._key()
            if not is_a_name(name):
                raise NoExport
            yield from self._bucket(name)

    def _bucket(self, name: str) -> Step[None]:
        said: dict[str, str] = {}
        yield from self._expect("{")
        while (yield from self._another("}")):
            key = yield from self._key()
            if key == "events":
                yield from self._events(name, SentBucket(**said))
            else:
                value = yield from self._any()
                if key in ("type", "client", "hostname") and isinstance(value, str):
                    said[key] = value
        yield Found(name, SentBucket(**said), None)

    def _events(self, name: str, kind: SentBucket) -> Step[None]:
        yield from self._expect("[")
        while (yield from self._another("]")):
            value = yield from self._any()
            try:
                told = told_by(msgspec.convert(value, SentEvent))
            except (msgspec.ValidationError, Unreadable):
                self.unreadable += 1
            else:
                yield Found(name, kind, told)

    def _sign(self) -> Step[str]:
        """The next one that is no blank."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in BLANK:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            yield None

    def _expect(self, wanted: str) -> Step[None]:
        if (yield from self._sign()) != wanted:
            raise NoExport
        self._at += 1

    def _another(self, end: str) -> Step[bool]:
        """Past a comma; False past the end."""
        sign = yield from self._sign()
        if sign in (end, ","):
            self._at += 1
        return sign != end

    def _key(self) -> Step[str]:
        key = yield from self._any()
        if not isinstance(key, str):
            raise NoExport
        yield from self._expect(":")
        return key

    def _any(self) -> Step[object]:
        """A value is whole when something follows it: a number at the end of a block may go on."""
        yield from self._sign()
        while True:
            try:
                value, end = self._value(self._text, self._at)
            except (json.JSONDecodeError, RecursionError):
                value, end = None, len(self._text)
            if end < len(self._text):
                self._at = end
                return value
            if len(self._text) - self._at > LONGEST:
                raise NoExport
            yield None
