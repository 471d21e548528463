"""``labmigration positioning simulate``: how wrong the tool is, and how often undecided, by number of questions."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from labmigration.decisions.positioning import Item, StopAt, level_bands
from labmigration.decisions.positioning.simulation import (
    LENGTHS,
    Conditions,
    Judged,
    Simulated,
    simulate,
    synthetic_bank,
)
from labmigration.programme.values import ProgrammeError

EXPERT_ERROR = 0.8  # logits: what our experts' difficulties begin with
LEAST = 3  # answers before a target counts as reached or not: half of the curve may lie beyond it from the start
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Trial:
    """The invented bank under one condition: whether areas take turns, and how wrong the experts are."""

    balanced: bool
    difficulty_error: float
    simulated: Simulated

    @property
    def title(self) -> str:
        """What heads its table."""
        error = _decimal(self.difficulty_error)
        known = f"devinées par des experts, à {error} près" if self.difficulty_error else "connues exactement"
        order = "domaines à tour de rôle" if self.balanced else "sans tour de rôle des domaines"
        return f"Difficultés {known} ; {order}"


@dataclass(frozen=True, slots=True)
class SkillTrial:
    """One skill of our bank: its levels, and the one question that training asks: is the target reached?"""

    code: str
    name: str
    questions: int
    levels: Simulated
    target: Simulated


def main(argv: list[str]) -> int:
    """Print the tables, or JSON; returns 0, or 2 when our bank can't be read."""
    options = _options(argv)
    try:
        trials: list[Trial] | list[SkillTrial] = _ours(options) if options.bank == "ours" else _synthetic(options)
    except ProgrammeError as wrong:
        sys.stderr.write(f"La banque ne peut pas être lue : {wrong}\n")
        return 2
    if options.json:
        told = {"bank": options.bank, "people": options.people, "seed": options.seed}
        sys.stdout.write(
            json.dumps({**told, "parts": [_as_json(trial) for trial in trials]}, ensure_ascii=False) + "\n"
        )
        return 0
    sys.stdout.write("\n".join((_heading(options), *_tables(trials), "", _LEGEND)) + "\n")
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="labmigration positioning simulate",
        description="Des personnes inventées, de niveau connu, répondent aux questions.",
    )
    parser.add_argument("--people", type=_count(_MOST), default=500, metavar="N", help="combien de personnes (500)")
    parser.add_argument(
        "--items", type=_count(500), default=LENGTHS[-1], metavar="N", help="questions par personne, au plus (30)"
    )
    parser.add_argument("--seed", type=_count(2**31 - 1, least=0), default=0, metavar="N", help="graine du hasard (0)")
    parser.add_argument(
        "--bank",
        choices=["synthetic", "ours"],
        default="synthetic",
        help="500 questions inventées (synthetic), ou la banque du Lab, compétence par compétence (ours)",
    )
    parser.add_argument("--json", action="store_true", help="répond en JSON")
    return parser.parse_args(argv)


def _count(most: int, least: int = 1) -> Callable[[str], int]:
    def read(word: str) -> int:
        if not (word.isascii() and word.isdigit() and len(word) <= 10 and least <= int(word) <= most):
            raise argparse.ArgumentTypeError(f"« {word} » n’est pas un nombre entier de {least} à {most}")
        return int(word)

    return read


def _lengths(most: int) -> tuple[int, ...]:
    return (*(length for length in LENGTHS if length < most), most)


def _synthetic(options: argparse.Namespace) -> list[Trial]:
    items, areas = synthetic_bank(seed=options.seed)
    trials = []
    for error in (0.0, EXPERT_ERROR):
        for balanced in (False, True):
            conditions = Conditions(options.people, _lengths(options.items), balanced, error, seed=options.seed)
            trials.append(Trial(balanced, error, simulate(items, areas, conditions)))
    return trials


def _ours(options: argparse.Namespace) -> list[SkillTrial]:
    from labmigration.programme.positioning_bank import bank  # the invented bank needs no file of ours

    ours, trials = bank(), []
    limits = ours.limits
    for skill in ours.skills:
        items = [Item(item.id, item.difficulty) for item in ours.items_of(skill.code)]
        if not items:
            continue  # a trainer's rubric has no questions
        conditions = Conditions(
            options.people,
            _lengths(min(options.items, len(items))),
            balanced=False,
            difficulty_error=EXPERT_ERROR,
            bands=level_bands(limits.cuts),
            stop_at=StopAt(limits.decided_at, limits.items_per_skill),
            seed=options.seed,
        )
        cut = limits.cuts[skill.target - 2 : skill.target - 1]
        stop_at = replace(conditions.stop_at, least=LEAST)
        reached = replace(conditions, bands=level_bands(cut), stop_at=stop_at)
        levels, target = (simulate(items, {}, each) for each in (conditions, reached))
        trials.append(SkillTrial(skill.code, skill.name.fr, len(items), levels, target))
    return trials


def _heading(options: argparse.Namespace) -> str:
    which = "banque du Lab, une compétence à la fois" if options.bank == "ours" else "banque d’essai de 500 questions"
    return f"Simulation du positionnement : {options.people} personnes inventées, {which}, graine {options.seed}."


_MEASURES = ("erreur", "biais", "justes", "à confirmer", "fausses", "niveaux", "vrai dedans")
_LEGEND = f"""\
erreur : écart moyen (quadratique) au vrai niveau, en logits ; justes, à confirmer, fausses : parts des personnes,
selon le niveau décidé ; niveaux : combien de niveaux voisins l’outil garde, et pour quelle part des personnes le vrai
s’y trouve ; règle : l’outil s’arrête dès qu’il est assez sûr, ou au nombre de questions prévu ; cible : ce qu’il en
est si l’on demande seulement si le niveau visé est atteint, après {LEAST} questions au moins."""


def _tables(trials: Sequence[Trial | SkillTrial]) -> Iterator[str]:
    skills = [trial for trial in trials if isinstance(trial, SkillTrial)]
    for trial in trials:
        if isinstance(trial, Trial):
            rule = trial.simulated.by_rule
            rows = [(f"{judged.items:.0f}", *_measures(judged)) for judged in trial.simulated.by_length]
            rows.append((f"règle ({_decimal(rule.items, 1)})", *_measures(rule)))
            yield f"\n{trial.title}\n{_columns((('questions', *_MEASURES), *rows))}"
    if skills:
        header = ("compétence", "questions", "règle", *_MEASURES, "cible : justes", "à confirmer", "fausses")
        yield "\n" + _columns((header, *(_skill_row(trial) for trial in skills)))


def _skill_row(trial: SkillTrial) -> tuple[str, ...]:
    rule, target = trial.levels.by_rule, trial.target.by_rule
    reached = (_share(target.right), _share(target.undecided), _share(target.wrong))
    return (trial.name, str(trial.questions), _decimal(rule.items, 1), *_measures(rule), *reached)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [[row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in rows]
    lines.insert(1, ["─" * width for width in widths])
    return "\n".join("  ".join(line) for line in lines)


def _measures(judged: Judged) -> tuple[str, ...]:
    return (
        _decimal(judged.rmse),
        f"{judged.bias:+.2f}".replace(".", ",").replace("-", "−"),
        _share(judged.right),
        _share(judged.undecided),
        _share(judged.wrong),
        _decimal(judged.range_levels, 1),
        _share(judged.range_right),
    )


def _decimal(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _as_json(trial: Trial | SkillTrial) -> dict[str, Any]:
    if isinstance(trial, Trial):
        condition = {"difficulty_error": trial.difficulty_error, "balanced": trial.balanced}
        return {**condition, **_results(trial.simulated)}
    skill = {"skill": trial.code, "questions": trial.questions, "difficulty_error": EXPERT_ERROR}
    return {**skill, "levels": _results(trial.levels), "target": _results(trial.target)}


def _results(simulated: Simulated) -> dict[str, Any]:
    return {"by_items": [asdict(judged) for judged in simulated.by_length], "by_rule": asdict(simulated.by_rule)}
