"""Which of the family's chores a few words name."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from appliance.assistant.intents.models import ChoreName
from appliance.assistant.intents.words import base, groups, known, stem, stems, tokens

SMALL = frozenset(
    {
        "for",
        "with",
        "and",
        "from",
        "at",
        "by",
        "own",
        "und",
        "für",
        "mit",
        "minute",
        "minuten",
        "minutes",
        "min",
        "duty",
        "time",
    }
)
CLEAR = 0.55
APART = 0.15


@dataclass(frozen=True)
class Task:
    """A chore's title, told apart: what is done (None where it only names a thing) to which things."""

    chore: ChoreName
    doing: str | None
    things: tuple[str, ...]
    particles: frozenset[str]
    of_oneself: bool
    head: str | None = None

    @classmethod
    def of(cls, chore: ChoreName) -> "Task":
        words = [word for word in tokens(chore.title) if word[0].isalnum()]
        kept = [
            w for w in words if w not in known("articles") | known("particles") | SMALL and not w.isdigit()
        ]
        doing = next((w for w in kept if base(w) in _doings()), None)
        if doing is None and len(kept) > 1 and len(words) > len(kept):
            doing = kept[0] if kept[0] == words[0] and words[1] not in kept else None
        if doing is None and kept and len(words) > 1 and chore.title.split()[-1] == kept[-1] != words[0]:
            doing = kept[-1] if kept[-1].endswith("n") else None  # "Tisch decken": a German title
        things = tuple(stem(w) for w in kept if w != doing)
        moves = frozenset(w for w in words if w in known("particles"))
        oneself = bool({"your", "my", "own"} & set(words))
        return cls(chore, stem(doing) if doing else None, things, moves, oneself, _head(words, kept, doing))


def _head(words: Sequence[str], kept: Sequence[str], doing: str | None) -> str | None:
    """The last word of the first thing: the cage of "Clean the hamster cage"."""
    run: list[str] = []
    for word in words:
        if word in kept and word != doing:
            run.append(word)
        elif run and word not in known("articles"):
            break
    return stem(run[-1]) if run else None


def _doings() -> frozenset[str]:
    return frozenset(base(word) for word in known("verbs"))


@dataclass(frozen=True)
class Match:
    task: Task
    score: float
    matched: frozenset[str]


class Chores:
    """The chores of one family, ready to be recognised."""

    def __init__(self, chores: Sequence[ChoreName]) -> None:
        self.tasks = [Task.of(chore) for chore in chores]

    def named(self, words: Sequence[str], doing: str | None) -> Match | None:
        """The one chore that `words` clearly name; `doing`: the action said, None for a mere "done"."""
        matches = [match for task in self.tasks if (match := self._match(task, words, doing)) is not None]
        matches.sort(key=lambda match: -match.score)
        if not matches or matches[0].score < CLEAR:
            return None
        rivals = [m for m in matches[1:] if m.score > matches[0].score - APART]
        return None if rivals else matches[0]

    def any_thing(self, words: Sequence[str]) -> bool:
        """Whether any of the words is a thing or an action of some chore."""
        return any(_found(thing, stems(words)) for task in self.tasks for thing in task.things)

    def _match(self, task: Task, words: Sequence[str], doing: str | None) -> Match | None:
        said = stems(words)
        matched = frozenset(found for thing in task.things if (found := _found(thing, said)))
        if not _same_doing(task, doing, matched) or not _same_moves(task, words, doing):
            return None
        if not task.things:
            return Match(task, 0.9, matched) if doing is not None and doing == task.doing else None
        if not self._tells_apart(task, said, doing):
            return None
        share = sum(_found(thing, said) is not None for thing in task.things) / len(task.things)
        strong = doing is not None and doing == task.doing
        return Match(task, share * 0.8 + 0.2 * strong, matched)

    def _tells_apart(self, task: Task, said: Sequence[str], doing: str | None) -> bool:
        """Half of the title's things are said, one of them no other chore's unless the action tells."""
        found = [thing for thing in task.things if _found(thing, said)]
        if len(found) * 2 < len(task.things) or (task.head and not _found(task.head, said)):
            return False
        shared = {thing for other in self.tasks if other is not task for thing in other.things}
        return (
            any(thing not in shared for thing in found)
            or doing == task.doing
            or len(found) == len(task.things)
        )


def _found(thing: str, said: Sequence[str]) -> str | None:
    """The stem said for a thing: the same, or one slip of the finger away."""
    if thing in said:
        return thing
    if len(thing) < 5:
        return None
    return next((word for word in said if len(word) > 4 and fuzz.ratio(word, thing) >= 85), None)


def _same_doing(task: Task, doing: str | None, matched: frozenset[str]) -> bool:
    if doing is None or doing in stems(known("finishing")):
        return bool(task.things)
    if task.doing is None:
        return doing in {stem(word) for word in known("verbs")}
    return doing == task.doing or any(
        doing in stems(row[1].split()) and set(stems(row[0].split())) & matched
        for row in groups("equal_doings")
    )


def _same_moves(task: Task, words: Sequence[str], doing: str | None) -> bool:
    """ "took the trash back in" is not "take out the trash"."""
    moves = {word for word in words if word in known("particles") - {"on", "over"}}
    if not moves or doing is None:
        return True
    return (
        bool(moves & task.particles)
        if task.particles
        else doing in (task.doing, None) and not {"back"} & moves
    )
