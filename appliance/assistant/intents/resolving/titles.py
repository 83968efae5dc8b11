"""Which of the family's chores and rewards the tagged words name: scored, because one is asked back about."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from appliance.assistant.intents.chores import SMALL, Task
from appliance.assistant.intents.models import ChoreName
from appliance.assistant.intents.people import SELF, THEIRS
from appliance.assistant.intents.resolving.members import PET_NAMES
from appliance.assistant.intents.saying import BEEN, COPULAS
from appliance.assistant.intents.words import (
    base,
    german_root,
    is_participle,
    is_past,
    known,
    stem,
    stems,
    tokens,
)

SURE = 0.6
THINKABLE = 0.35
APART = 0.12
INSPECTED = frozenset({"checked", "seen", "looked", "inspected", "approved", "okayed"})
MEALS = frozenset({"food", "dinner", "breakfast", "meal", "kibble"})
LIGHT = frozenset(
    {"do", "did", "done", "finish", "finished", "complete", "completed", "have", "has", "had", "got", "get"}
)
GENERIC = frozenset(
    {
        "chore",
        "chores",
        "run",
        "round",
        "task",
        "job",
        "duty",
        "reward",
        "rewards",
        "voucher",
        "coupon",
        "token",
        "prize",
        "thing",
    }
)
ONE_ACTION = (
    "put take bring carry haul drag wheel get go",
    "wash clean scrub do rinse",
    "empty unload clear",
    "lay set",
    "practice play rehearse",
    "water gieß",
    "feed füttern give",
    "vacuum hoover saug",
    "mow cut mäh trim",
    "tidy clean straighten sort räum aufräum declutter",
    "make do",
    "fetch collect pick get bring",
    "walk gassi",
    "empty ausräum leer räum",
    "take rausgebracht bring",
    "lay deck",
    "practice üb spiel",
    "do mach erledig",
    "clean putz wisch",
    "fold put",
    "read learn study",
    "wipe clean",
)


@dataclass(frozen=True)
class Named:
    """`best` first; `sure` where it is clear that the first one is meant."""

    titles: tuple[str, ...] = ()
    sure: bool = False


def chore_said(words: str, chores: Sequence[ChoreName]) -> Named:
    tasks = [Task.of(chore) for chore in chores]
    said = [word for word in tokens(words) if word[0].isalnum()]
    return _best([(_chore_score(task, said, tasks), task.chore.title) for task in tasks])


def reward_said(words: str, rewards: Sequence[str]) -> Named:
    said = _content(tokens(_in_minutes(words)))
    return _best([(_reward_score(said, _content(tokens(_in_minutes(title)))), title) for title in rewards])


def _in_minutes(words: str) -> str:
    """ "half an hour of gaming" and "30 min gaming" are one reward."""
    plain = re.sub(r"\bhalf (an )?hour\b", "30 minutes", words.lower())
    return re.sub(r"\bmins?\b", "minutes", re.sub(r"\b(an|one|1) hour\b", "60 minutes", plain))


def _best(scored: list[tuple[float, str]]) -> Named:
    found = sorted((row for row in scored if row[0] >= THINKABLE), key=lambda row: -row[0])
    if not found:
        return Named()
    near = [title for score, title in found if score > found[0][0] - APART]
    return Named(tuple(near[:3]), len(near) == 1 and found[0][0] >= SURE)


def _content(words: Sequence[str]) -> list[str]:
    spare = (
        known("articles") | known("courtesies") | SELF | GENERIC | {"of", "for", "to", "'s", "and", "with"}
    )
    return [stem(word) for word in words if word[0].isalnum() and word not in spare]


def _reward_score(said: Sequence[str], title: Sequence[str]) -> float:
    hit = [word for word in title if _like(word, said)]
    if not hit:
        return 0.0
    spare = len([word for word in said if not _like(word, title)])
    return len(hit) / len(title) - 0.15 * spare + (0.15 if not spare and len(hit) * 2 >= len(title) else 0)


def _like(word: str, among: Sequence[str]) -> bool:
    if word in among:
        return True
    return len(word) > 3 and any(len(one) > 3 and fuzz.ratio(one, word) >= 85 for one in among)


def _chore_score(task: Task, said: Sequence[str], tasks: Sequence[Task]) -> float:
    words = [word for word in said if word not in _unimportant() | INSPECTED and not word.isdigit()]
    if {"gave", "given", "give"} & set(said):
        words = [word for word in words if word not in MEALS]
    spoken = stems(words)
    hit = [thing for thing in task.things if _like(thing, spoken) or _part_of(thing, spoken, task)]
    deeds = [word for word in words if _is_deed(word, task) and not _like(stem(word), task.things)]
    alike = [word for word in deeds if same_deed(stem(word), task.doing)]
    meant = [*task.things, *(word for word in spoken for thing in hit if _part_of(thing, [word], task))]
    spare = [w for w in words if w not in deeds and not _like(stem(w), meant) and w not in LIGHT]
    other = [word for word in deeds if word not in alike and word not in LIGHT]
    score = _share(task, hit, bool(alike), tasks)
    turned = any(_like(stem(one), task.things) and after in spare for one, after in pairwise(words))
    wrong = 0.45 * bool(other) + 0.6 * _moved_otherwise(task, said, deeds) + 0.3 * turned
    return score - wrong - 0.25 * min(2, len(spare))


def _share(task: Task, hit: Sequence[str], done_alike: bool, tasks: Sequence[Task]) -> float:
    if not task.things:
        return 0.9 if done_alike else 0.0
    if hit:
        share = len(hit) / len(task.things)
        apart = task.head is None or task.head in hit or done_alike
        return 0.7 * share + 0.3 - (0 if apart else 0.15) + (0.06 if done_alike else 0)
    alone = [other for other in tasks if same_deed(task.doing, other.doing)]
    return 0.65 if done_alike and len(alone) == 1 else 0.4 if done_alike else 0.0


def _part_of(thing: str, spoken: Sequence[str], task: Task) -> bool:
    """In a German title "Stall" is enough for "Kaninchenstall"."""
    german = task.doing is not None and task.chore.title.lower().endswith("n")
    return german and any(len(word) > 3 and thing.endswith(word) for word in spoken)


def _is_deed(word: str, task: Task) -> bool:
    if base(word) in _deeds() or is_participle(word):
        return True
    return (is_past(word) and word not in known("adverbs")) or same_deed(stem(word), task.doing)


@functools.cache
def _deeds() -> frozenset[str]:
    return frozenset(base(word) for word in known("verbs"))


@functools.cache
def _unimportant() -> frozenset[str]:
    lists = ("articles", "particles", "adverbs", "circumstances", "courtesies", "leads")
    return frozenset().union(
        *(known(name) for name in lists),
        SELF,
        THEIRS,
        GENERIC,
        SMALL,
        COPULAS | BEEN | {"'s", "s"},
        *PET_NAMES,
    ) - {"bed"}


def same_deed(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    roots = german_root(one), german_root(other)
    return one == other or roots[0] == roots[1] or any(set(roots) <= row for row in _rows())


@functools.cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(german_root(word) for word in stems(row.split())) for row in ONE_ACTION)


def _moved_otherwise(task: Task, said: Sequence[str], deeds: Sequence[str]) -> bool:
    """ "took the bins back in" is another thing than "take out the bins"."""
    moves = {word for word in said if word in known("particles") - {"on", "over", "off", "up"}}
    return bool(deeds and moves and task.particles and not moves & task.particles)
