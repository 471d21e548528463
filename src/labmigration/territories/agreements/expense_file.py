"""A file of expenses (CSV): read whole or not at all; the same file again creates nothing twice."""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.territories.agreements import states
from labmigration.territories.agreements.funding_actions import Spent, add_expense, already_counted, why_not
from labmigration.territories.agreements.models import Expense, FundingLine
from labmigration.territories.agreements.plain_words import plain
from labmigration.timeline.models import Event

COLUMNS = ("date", "nature", "libelle", "montant", "paye_a", "piece")
MOST_BYTES, MOST_ROWS = 1_000_000, 5_000
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell; `line` as a spreadsheet counts, the header being line 1."""

    line: int
    column: str
    says: str


@dataclass
class ReadFile:
    """What a file says: expenses that are new, how many are counted on this line already, what is wrong."""

    new: list[Spent] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


def read(line: FundingLine, content: bytes) -> ReadFile:
    """Read a file against a line, writing nothing. Raises `Refused` for what is no table of ours at all."""
    rows = _table(content)
    found = ReadFile()
    papers = dict(
        Expense.objects.filter(territory=line.territory_id, state=states.COUNTED).values_list("paper", "line")
    )
    seen: set[str] = set()
    for number, row in rows:
        spent = _spent(number, row, found.problems)
        if spent is None:
            continue
        if spent.paper in seen or papers.get(spent.paper) == line.pk:
            found.known += 1
        elif spent.paper in papers:
            found.problems.append(Problem(number, "piece", already_counted(line, spent)))
        elif problem := why_not(line, spent):
            column = "nature" if spent.kind not in line.kinds else "montant" if spent.amount <= 0 else "date"
            found.problems.append(Problem(number, column, problem))
        else:
            seen.add(spent.paper)
            found.new.append(spent)
    return found


@transaction.atomic
def import_expenses(line: FundingLine, content: bytes, *, actor: Actor) -> ReadFile:
    """Count every expense of a file, or none: with one wrong cell nothing is written, and `problems` says where."""
    found = read(line, content)
    if found.problems:
        return found
    for spent in found.new:
        add_expense(line, spent, actor=actor)
    Event.record(line, "import_expenses", actor, {"count": len(found.new), "known": found.known})
    return found


def _table(content: bytes) -> list[tuple[int, dict[str, str]]]:
    if len(content) > MOST_BYTES:
        raise Refused(_("Ce fichier est trop lourd : un mégaoctet au plus."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.split("\n", 1)[0]
    separator = max(";,\t", key=header.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Refused(_("Ce fichier n’est pas un tableau (CSV).")) from None
    names = [plain(cell).replace(" ", "_") for cell in lines[0]] if lines else []
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise Refused(_("Il manque des colonnes : %(names)s.") % {"names": ", ".join(missing)})
    if len(lines) > MOST_ROWS + 1:
        raise Refused(_("Ce fichier est trop long : %(most)s lignes au plus.") % {"most": MOST_ROWS})
    told = enumerate(lines[1:], start=2)
    return [(number, _named(names, cells)) for number, cells in told if any(cell.strip() for cell in cells)]


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    padded = [*cells, *[""] * len(names)]
    return {name: padded[place].strip() for place, name in enumerate(names) if name in COLUMNS}


def _spent(number: int, row: dict[str, str], problems: list[Problem]) -> Spent | None:
    before = len(problems)
    for name in ("libelle", "paye_a", "piece"):
        if not row[name]:
            problems.append(Problem(number, name, _("Cette cellule est vide.")))
    longest = {"libelle": 200, "paye_a": 120, "piece": 60}
    for name, most in longest.items():
        if len(row[name]) > most:
            problems.append(
                Problem(number, name, _("Ce texte est trop long : %(most)s signes au plus.") % {"most": most})
            )
    spent_on = _day(row["date"])
    if spent_on is None:
        problems.append(Problem(number, "date", _("Ce n’est pas une date : écrivez 14/03/2026.")))
    kind = _kind(row["nature"])
    if kind is None:
        problems.append(
            Problem(number, "nature", _("Cette nature n’est pas connue : « %(word)s ».") % {"word": row["nature"]})
        )
    amount = _amount(row["montant"])
    if amount is None:
        problems.append(Problem(number, "montant", _("Ce n’est pas un montant : écrivez 1234,50.")))
    if len(problems) > before or spent_on is None or kind is None or amount is None:
        return None
    return Spent(spent_on, kind, row["libelle"], amount, row["paye_a"], row["piece"])


def _day(text: str) -> date | None:
    told = _DAY.fullmatch(text)
    try:
        return date(int(told[3]), int(told[2]), int(told[1])) if told else date.fromisoformat(text)
    except ValueError:
        return None


def _kind(text: str) -> str | None:
    told = plain(text)
    with override("fr"):  # a file is written in the words of the French screens, whoever sends it
        return next((kind.value for kind in FundingLine.Kind if told in (kind.value, plain(str(kind.label)))), None)


def _amount(text: str) -> Decimal | None:
    compact = "".join(text.replace("€", "").split()).replace(",", ".")
    try:
        amount = Decimal(compact)
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) >= 10**8 or amount != amount.quantize(_CENT):
        return None
    return amount
