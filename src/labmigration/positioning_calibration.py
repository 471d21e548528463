"""From answers to a proposed table of difficulties: the experts’ values are the belief that answers correct."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from labmigration.decisions.positioning.calibration import Pattern, Undetermined, calibrate
from labmigration.programme.positioning_bank import Bank

COLUMNS = ("session", "item", "score")


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What cannot be read in a file of answers. line: as a spreadsheet shows it; the header is line 1."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"ligne {self.line}, colonne {self.column} : {self.sentence}"


class WrongAnswers(Exception):
    """The file can't be used; `cells` says where and why, all of them."""

    def __init__(self, cells: Sequence[WrongCell]) -> None:
        super().__init__("\n".join(map(str, cells)))
        self.cells = tuple(cells)


@dataclass(frozen=True, slots=True)
class Answers:
    """Scores by session and item: each session answered some of the items, each once."""

    scores: dict[str, dict[str, int]]

    @property
    def by_item(self) -> Counter[str]:
        """How many people answered each item."""
        return Counter(item for answered in self.scores.values() for item in answered)


@dataclass(frozen=True, slots=True)
class Learned:
    """One item before and after. b: difficulty, sd: its standard deviation, both in logits; answers: how many."""

    item: str
    old_b: float
    old_sd: float
    b: float
    sd: float
    answers: int


def read_answers(text: str, bank: Bank) -> Answers:
    """The answers of a CSV file with the columns session, item and score (0 or 1), in any order, with , or ;.

    Raises WrongAnswers with every cell that can't be read.
    """
    header, *_rest = text.lstrip("\ufeff").split("\n", 1)
    rows = csv.DictReader(
        io.StringIO(text.lstrip("\ufeff")), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise WrongAnswers([WrongCell(1, column, "la colonne manque") for column in missing])
    known = {item.id for item in bank.items}
    scores: dict[str, dict[str, int]] = defaultdict(dict)
    wrong: list[WrongCell] = []
    for row in rows:
        session, item, score = ((row[column] or "").strip() for column in COLUMNS)
        found = list(_wrong_cells(rows.line_num, session, item, score, known, scores))
        wrong += found
        if not found:
            scores[session][item] = int(score)
    if not scores and not wrong:
        wrong.append(WrongCell(2, COLUMNS[0], "le fichier n’a aucune réponse"))
    if wrong:
        raise WrongAnswers(wrong)
    return Answers(dict(scores))


def _wrong_cells(
    line: int, session: str, item: str, score: str, known: set[str], scores: dict[str, dict[str, int]]
) -> Iterator[WrongCell]:
    if not session:
        yield WrongCell(line, "session", "est vide")
    if item not in known:
        yield WrongCell(line, "item", f"la banque n’a pas de question « {item} »")
    elif item in scores.get(session, {}):
        yield WrongCell(line, "item", f"la session « {session} » a déjà répondu à cette question")
    if score not in ("0", "1"):
        yield WrongCell(line, "score", f"« {score} » n’est ni 0 ni 1")


def learn(answers: Answers, bank: Bank) -> tuple[Learned, ...]:
    """New difficulties of the items that were answered, in the order of the bank.

    The slope is 1, as where the bank is asked. Raises decisions.positioning.calibration.Undetermined where nothing best
    is found.
    """
    counted = answers.by_item
    items = [item for item in bank.items if counted[item.id]]
    patterns = Counter(tuple(scores.get(item.id) for item in items) for scores in answers.scores.values())
    found = calibrate(
        [Pattern(pattern, count) for pattern, count in patterns.items()],
        "rasch",
        penalty=[item.uncertainty**-2 for item in items],
        centres=[item.difficulty for item in items],
    )
    return tuple(
        Learned(item.id, item.difficulty, item.uncertainty, b, sd, counted[item.id])
        for item, b, sd in zip(items, found.b, found.b_se, strict=True)
    )


def proposed_table(learned: Sequence[Learned], answers: Answers, on: date) -> str:
    """The TOML of `calibrations/VERSION.toml`, not published yet."""
    head = (
        "# Difficultés apprises des réponses. Elles comptent à partir du jour où une personne les publie :\n"
        "# labmigration positioning publish VERSION --by NOM\n"
        f'since = {on.isoformat()}\nsource = "LAB-BANK"\nreviewed = false\npublished = false\n'
        f"sessions = {len(answers.scores)}\nanswers = {sum(one.answers for one in learned)}\n"
    )
    rows = (
        f'\n[[difficulty]]\nid = "{one.item}"\nb = {one.b:.4f}\nb_sd = {one.sd:.4f}\nanswers = {one.answers}\n'
        for one in learned
    )
    return head + "".join(rows)


__all__ = ["Answers", "Learned", "Undetermined", "WrongAnswers", "WrongCell", "learn", "proposed_table", "read_answers"]
