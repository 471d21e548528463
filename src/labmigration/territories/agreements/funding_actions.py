"""The only writer of funding lines and expenses. What a line has paid is counted above, where the ledger is read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models import Agreement, Expense, FundingLine, Partner
from labmigration.territories.agreements.partner_actions import refuse_elsewhere
from labmigration.territories.agreements.plain_words import plain
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@dataclass(frozen=True)
class LineTerms:
    """What a line pays for; see `FundingLine` for the units."""

    funder: Partner
    label: str
    amount: Decimal
    starts_on: date
    ends_on: date
    hours: Decimal | None = None
    hourly_rate: Decimal | None = None
    modules: Sequence[str] = ()
    occupations: Sequence[str] = ()
    kinds: Sequence[str] = ()
    agreement: Agreement | None = None

    def fields(self) -> dict[str, Any]:
        """As the row holds them. Raises `Refused` for a period turned round."""
        if self.ends_on < self.starts_on:
            raise Refused(_("La ligne finit avant de commencer."))
        lists = {name: list(getattr(self, name)) for name in ("modules", "occupations")}
        plain = ("funder", "label", "amount", "starts_on", "ends_on", "hours", "hourly_rate", "agreement")
        kinds = [FundingLine.Kind(kind).value for kind in self.kinds]
        return {**{name: getattr(self, name) for name in plain}, **lists, "kinds": kinds}


@transaction.atomic
def open_line(territory: str, terms: LineTerms, *, actor: Actor, invented: bool = False) -> FundingLine:
    """Open a funding line."""
    refuse_elsewhere(actor, territory)
    line = FundingLine(territory_id=territory, invented=invented, **terms.fields())
    line.save(force_insert=True)
    Event.record(line, "open_line", actor)
    return line


@transaction.atomic
def edit_line(line: FundingLine, terms: LineTerms, *, actor: Actor, version: int) -> None:
    """Change a line, unless somebody did since `version` was shown; its expenses must still fit."""
    fields = terms.fields()
    outside = line.expenses.filter(state=states.COUNTED).exclude(spent_on__range=(terms.starts_on, terms.ends_on))
    if outside.exists() or line.expenses.filter(state=states.COUNTED).exclude(kind__in=fields["kinds"]).exists():
        raise Refused(_("Des dépenses déjà comptées n’entreraient plus dans cette ligne."))
    if claim(actor, "agreements.edit_line", line, version=version).update(version=F("version") + 1, **fields) != 1:
        raise Conflict(_("Cette ligne a changé pendant ce temps. Rien n’a été remplacé : relisez-la."))
    Event.record(line, "edit_line", actor)
    line.refresh_from_db()


@dataclass(frozen=True)
class Spent:
    """One expense as it was typed. `amount` in euros; `piece`: number of the paper that proves it."""

    spent_on: date
    kind: str
    label: str
    amount: Decimal
    supplier: str
    piece: str

    @property
    def paper(self) -> str:
        """What tells one paper from another, however it was typed."""
        who, piece = (plain(text).replace(" ", "") for text in (self.supplier, self.piece))
        told = f"{who}|{piece}|{self.amount:.2f}"
        return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def add_expense(line: FundingLine, spent: Spent, *, actor: Actor) -> Expense:
    """Count one expense. Raises `Refused` with why it does not fit, or where its paper is counted already."""
    if not visible(actor, "agreements.edit_line").filter(pk=line.pk).exists() or actor.user is None:
        raise Refused(_("Vous ne tenez pas cette ligne."))
    if problem := why_not(line, spent):
        raise Refused(problem)
    expense = Expense(
        territory_id=line.territory_id,
        line=line,
        spent_on=spent.spent_on,
        kind=spent.kind,
        label=spent.label,
        amount=spent.amount,
        supplier=spent.supplier,
        piece=spent.piece,
        paper=spent.paper,
        entered_by=actor.user,
        entered_on=clock.today(),
    )
    try:
        with transaction.atomic():
            expense.save(force_insert=True)
    except IntegrityError:
        raise Refused(already_counted(line, spent)) from None
    Event.record(expense, "add_expense", actor, {"amount": f"{spent.amount:.2f}"})
    return expense


def why_not(line: FundingLine, spent: Spent) -> str:
    """Why an expense does not fit its line, in a sentence; empty where it does."""
    if spent.kind not in line.kinds:
        return _("Cette ligne ne prend pas cette nature de dépense.")
    if not line.starts_on <= spent.spent_on <= line.ends_on:
        return _("Cette date est hors de la période de la ligne.")
    if spent.spent_on > clock.today():
        return _("Cette date est à venir : une dépense se compte une fois faite.")
    if spent.amount <= 0:
        return _("Un montant est plus grand que zéro.")
    return ""


def already_counted(line: FundingLine, spent: Spent) -> str:
    """Where the paper of an expense is counted, in a sentence."""
    held = Expense.objects.filter(territory=line.territory_id, paper=spent.paper, state=states.COUNTED)
    other = held.select_related("line").first()
    if other is None:
        return _("Cette pièce vient d’être comptée par quelqu’un d’autre.")
    if other.line_id == line.pk:
        return _("Cette pièce est déjà comptée sur cette ligne.")
    return _("Cette pièce est déjà comptée sur la ligne « %(line)s » : un justificatif ne sert qu’une fois.") % {
        "line": other.line.label
    }


@transaction.atomic
def cancel_expense(expense: Expense, *, actor: Actor, reason: str) -> None:
    """An expense no longer counts, for a reason; the line stays to be read, and its paper may be counted elsewhere."""
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi."))
    move(expense, "cancel_expense", actor=actor, reason=reason.strip())
