"""The result on paper, in the person's language with the French beside: assets, needs, bars; no total, no number."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from labmigration import printing
from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.models import Mastery, Positioning
from labmigration.pathway.positioning.results.bars import SkillBar, bar_groups
from labmigration.pathway.positioning.results.own_page import own_assets, own_needs
from labmigration.pathway.positioning.results.queries import Result
from labmigration.pathway.positioning.results.settled import settled
from labmigration.ui.languages import FRENCH, direction
from labmigration.ui.spoken import day

TEMPLATE = "pathway/positioning/printing/result.typ"


def language_of(positioning: Positioning) -> str:
    """The person's language: of her account, French without one."""
    user = positioning.pathway.candidate.user
    return user.language if user is not None and user.language in printing.LANGUAGES else FRENCH


def answer(result: Result, language: str) -> HttpResponse:
    """The PDF to keep; a language that is none of ours is French."""
    language = language if language in printing.LANGUAGES else FRENCH
    response = HttpResponse(pdf(result, language), content_type="application/pdf")
    name = pgettext("file name, letters and hyphens", "mon-positionnement")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def pdf(result: Result, language: str) -> bytes:
    """The document, PDF/UA-1; what the advisor decided comes first, then the skills one by one."""
    findings = positionings.findings(result.positioning)
    positioning = result.positioning

    def two(text: Any) -> dict[str, Any]:
        return _in_two(text, language)

    with override(language):
        title = str(_("Ce que je sais faire, ce que je vais apprendre"))
    assets = [{"words": two(line.words), "note": two(line.grade)} for line in own_assets(findings, result.bank)]
    needs = [
        {"words": two(line.words), "note": two(_("indispensable")) if line.critical else None}
        for line in own_needs(findings, result.bank)
    ]
    told = {
        "title": title,
        "footer": f"Lab Migration · {positioning.pathway.candidate.full_name}",
        "heading": two(_("Ce que je sais faire, ce que je vais apprendre")),
        "introduction": two(_Introduction(positioning)),
        "assets_title": two(_("Ce que je sais faire")),
        "assets": assets,
        "needs_title": two(_("Ce que je vais apprendre")),
        "needs": needs or [{"words": two(_("Rien n’est noté ici.")), "note": None}],
        "bars_title": two(_("Ligne par ligne")),
        "legend": two(
            _(
                "Plus la ligne est pleine, plus on le fait sans aide. Le trait vertical est le niveau pour le métier. "
                "Hachuré : à confirmer."
            )
        ),
        "groups": _groups(result, language),
        "closing": two(_("Ce papier sert à construire la formation. Il ne va pas aux employeurs.")),
    }
    return printing.pdf(TEMPLATE, told, language=language)


class _Introduction:
    """Who, when, with whom; the day is said in the language that is active."""

    def __init__(self, positioning: Positioning) -> None:
        self.positioning = positioning

    def __str__(self) -> str:
        return str(_("%(person)s, avec %(advisor)s, le %(day)s.")) % {
            "person": self.positioning.pathway.candidate.full_name,
            "advisor": self.positioning.advisor.name,
            "day": day(self.positioning.done_on),
        }


class _Words:
    """What a bar says: the level, perhaps another, and what is asked for the job."""

    def __init__(self, bar: SkillBar) -> None:
        self.bar = bar

    def __str__(self) -> str:
        told = {"words": self.bar.words, "up_to": self.bar.up_to}
        if self.bar.up_to:
            return str(_("de « %(words)s » à « %(up_to)s »")) % told
        return str(self.bar.words)


class _Proof:
    def __init__(self, bar: SkillBar) -> None:
        self.bar = bar

    def __str__(self) -> str:
        parts = [str(self.bar.why or self.bar.grade)]
        if self.bar.to_confirm:
            parts.append(str(_("à confirmer")))
        return " · ".join(parts)


def _groups(result: Result, language: str) -> list[dict[str, Any]]:
    now = settled(result.profile, result.observations)
    groups = bar_groups(result.profile, result.bank, result.observations)
    return [
        {
            "name": _in_two(group.name, language),
            "rows": [
                {
                    "name": _in_two(bar.name, language),
                    "words": _in_two(_Words(bar), language),
                    "proof": _in_two(_Proof(bar), language),
                    "target": now[bar.code].target - 1,
                    "steps": _steps(now[bar.code].low, now[bar.code].high, known=now[bar.code].outcome == "ok"),
                }
                for bar in group.bars
            ],
        }
        for group in groups
    ]


def _steps(low: int, high: int, *, known: bool) -> list[str]:
    """The three steps between the four levels: full, maybe, empty."""
    reached = range(Mastery.WITH_HELP, Mastery.COULD_SHOW + 1)
    return [
        "maybe" if not known else "full" if step <= low else "maybe" if step <= high else "empty" for step in reached
    ]


def _in_two(text: Any, language: str) -> dict[str, Any]:
    with override(language):
        own = str(text)
    with override(FRENCH):
        french = str(text)
    if french == own:
        return {"own": own, "french": None}
    return {"own": own, "french": {"language": FRENCH, "direction": direction(FRENCH), "text": french}}
