"""The result on paper, in the person's language with the French beside: assets, needs, bars; no total, no number."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from labmigration import printing
from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.models import Mastery, Positioning
from labmigration.pathway.positioning.profile_facts import SkillResult
from labmigration.pathway.positioning.results.bars import SkillBar, bar_groups
from labmigration.pathway.positioning.results.own_page import own_assets, own_needs
from labmigration.pathway.positioning.results.queries import Result
from labmigration.pathway.positioning.results.settled import settled
from labmigration.ui.downloads import PDF, as_file
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
    name = pgettext("file name, letters and hyphens", "mon-positionnement")
    return as_file(pdf(result, language), PDF, f"{name}.pdf")


def pdf(result: Result, language: str) -> bytes:
    """The document, PDF/UA-1: a page in the person's language, then the same in French (one page where it is hers)."""
    pages = [_page(result, each) for each in dict.fromkeys((language, FRENCH))]
    told = {
        "title": pages[0]["heading"],
        "footer": f"Lab Migration · {result.positioning.pathway.candidate.full_name}",
        "pages": pages,
    }
    return printing.pdf(TEMPLATE, told, language=language)


def _page(result: Result, language: str) -> dict[str, Any]:
    """What the advisor decided first, then the skills one by one, in one language."""
    positioning = result.positioning
    findings = positionings.findings(positioning)
    with override(language):
        needs = [
            {"words": str(line.words), "note": str(_("indispensable")) if line.critical else ""}
            for line in own_needs(findings, result.bank)
        ]
        return {
            "language": language,
            "direction": direction(language),
            "heading": str(_("Ce que je sais faire, ce que je vais apprendre")),
            "introduction": str(_("%(person)s, avec %(advisor)s, le %(day)s."))
            % {
                "person": positioning.pathway.candidate.full_name,
                "advisor": positioning.advisor.name,
                "day": day(positioning.done_on),
            },
            "assets_title": str(_("Ce que je sais faire")),
            "assets": [
                {"words": str(line.words), "note": str(line.grade)} for line in own_assets(findings, result.bank)
            ],
            "needs_title": str(_("Ce que je vais apprendre")),
            "needs": needs or [{"words": str(_("Rien n’est noté ici.")), "note": ""}],
            "bars_title": str(_("Ligne par ligne")),
            "legend": str(
                _(
                    "Plus la ligne est pleine, plus on le fait sans aide. Le trait vertical est le niveau pour le "
                    "métier. Ce qui est hachuré n’est pas encore sûr."
                )
            ),
            "groups": _halves(_groups(result)),
            "purpose": str(_("Ce papier sert à construire la formation. Il ne va pas aux employeurs.")),
        }


def _groups(result: Result) -> list[dict[str, Any]]:
    now = settled(result.profile, result.observations)
    groups = bar_groups(result.profile, result.bank, result.observations)
    return [{"name": str(group.name), "rows": [_row(bar, now[bar.code]) for bar in group.bars]} for group in groups]


def _halves(groups: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Two columns of whole groups, as even as can be; none where there are no groups."""
    heights = [1 + 2 * len(group["rows"]) for group in groups]
    cuts = range(1, len(groups) + 1)
    cut = min(cuts, key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])), default=0)
    return [half for half in (groups[:cut], groups[cut:]) if half]


def _row(bar: SkillBar, now: SkillResult) -> dict[str, Any]:
    return {
        "name": str(bar.name),
        "words": str(_("de « %(low)s » à « %(high)s »")) % {"low": bar.words, "high": bar.up_to}
        if bar.up_to
        else str(bar.words),
        "proof": str(bar.why or bar.grade),
        "target": now.target - 1,
        "steps": _steps(now.low, now.high, known=now.outcome == "ok"),
    }


def _steps(low: int, high: int, *, known: bool) -> list[str]:
    """The three steps between the four levels: full, maybe, empty."""
    reached = range(Mastery.WITH_HELP, Mastery.COULD_SHOW + 1)
    return [
        "maybe" if not known else "full" if step <= low else "maybe" if step <= high else "empty" for step in reached
    ]
