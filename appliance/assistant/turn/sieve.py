"""Words on their way to the page: a grown-up's at once, a young one's after a look at the sentence."""

import re

from appliance.assistant.rules.fitting import fits
from appliance.assistant.rules.safety import Band
from appliance.assistant.turn.live_answers import LiveAnswer

SENTENCE = re.compile(r"[.!?…:]\s|\n")
AT_ONCE = 80  # letters without an end of a sentence that are looked at together


class Sieve:
    """Once something does not fit, nothing more passes."""

    def __init__(self, live: LiveAnswer, band: Band) -> None:
        self.fits = True
        self._live, self._band = live, band
        self._held = ""

    def say(self, piece: str) -> None:
        if self._band is Band.GROWN:
            self._live.add(piece)
            return
        self._held += piece
        ends = [found.end() for found in SENTENCE.finditer(self._held)]
        if ends:
            self._pass(ends[-1])
        elif len(self._held) >= AT_ONCE:
            self._pass(self._held.rfind(" ") + 1 or len(self._held))

    def end(self) -> None:
        self._pass(len(self._held))

    def _pass(self, upto: int) -> None:
        """Looked at with what is behind the cut as well, so that nothing is hidden by it."""
        self.fits = self.fits and fits(self._live.text + self._held, self._band)
        piece, self._held = self._held[:upto], self._held[upto:]
        if self.fits and piece:
            self._live.add(piece)
