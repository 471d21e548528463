"""The sentences of a report: what a figure says, and what the design can prove. Figures are told as on the pages."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration.steering.evaluation.report.content import Content
from labmigration.steering.indicators import words
from labmigration.steering.indicators.measure import IndicatorValue, Part


def figure_title(value: IndicatorValue, name: str) -> str:
    """The indicator, and which of its figures."""
    return " · ".join(part for part in (f"{value.code} {name}", words.measure_name(value)) if part)


def figure_told(value: IndicatorValue) -> list[str]:
    """The figure in lines: its value with its interval, each denominator, its losses."""
    if value.cannot:
        return [f"{_('Ne se calcule pas.')} {words.CANNOT.get(value.cannot, value.cannot)}"]
    lines = []
    if value.value is not None:
        lines.append(words.amount(value.value, value.unit) + _interval(value))
    lines += [_part(value, each) for each in value.parts]
    if value.quartiles:
        first, middle, third = (words.amount(each, value.unit) for each in value.quartiles)
        lines.append(
            _("la moitié entre %(first)s et %(third)s, médiane %(middle)s")
            % {"first": first, "middle": middle, "third": third}
        )
    for each in value.details:
        told = f"{words.KINDS.get(each.kind, each.kind)} : {words.category(each.kind, each.name)}"
        lines.append(told if each.count is None else f"{told}, {each.count}")
    lines += [str(words.NOTES[each]) for each in value.note if each in words.NOTES]
    if value.excluded:
        lines.append(
            ngettext(
                "%(n)s personne mise de côté : un jour impossible dans son dossier",
                "%(n)s personnes mises de côté : un jour impossible dans leur dossier",
                value.excluded,
            )
            % {"n": value.excluded}
        )
    return lines or [_("Aucun nombre.")]


def power_told(content: Content) -> list[str]:
    """What so few people can and cannot prove."""
    if not content.per_group or content.detectable is None:
        return [
            _(
                "Trop peu de personnes ont commencé pour comparer deux groupes : ce gel ne peut rien prouver sur "
                "l’effet du Lab. Il décrit."
            )
        ]
    return [
        _(
            "Avec %(n)s personnes dans chaque groupe, on ne verrait qu’un écart d’au moins %(gain)s points (de 50 %% à "
            "%(end)s %%), huit fois sur dix. Un écart plus petit peut exister sans se voir."
        )
        % {
            "n": content.per_group,
            "gain": number(100 * content.detectable, 0),
            "end": number(50 + 100 * content.detectable, 0),
        },
        _(
            "Ce pilote ne peut pas prouver que le Lab change l’emploi : il décrit, et prépare une comparaison "
            "plus large."
        ),
    ]


def number(value: float, digits: int = 1) -> str:
    """As French writes it."""
    told = f"{value:.{digits}f}"
    return (told.rstrip("0").rstrip(".") if digits else told).replace(".", ",")


def _interval(value: IndicatorValue) -> str:
    told = ""
    if value.low is not None and value.high is not None:
        told += _(" (de %(low)s à %(high)s, 95 fois sur 100)") % {
            "low": words.amount(value.low, value.unit),
            "high": words.amount(value.high, value.unit),
        }
    if value.worst is not None and value.best is not None and value.worst != value.best:
        told += _(" ; avec les personnes perdues de vue, entre %(worst)s et %(best)s") % {
            "worst": words.amount(value.worst, value.unit),
            "best": words.amount(value.best, value.unit),
        }
    return told


def _part(value: IndicatorValue, part: Part) -> str:
    told = _("%(of)s sur %(all)s : %(who)s") % {
        "of": words.quantity(part.numerator),
        "all": words.quantity(part.denominator),
        "who": words.who(value.code, part.who),
    }
    if part.rate is not None and part.low is not None and part.high is not None:
        told += f" ; {words.percent(part.rate)} ({words.percent(part.low)} – {words.percent(part.high)})"
    if part.lost and part.worst is not None and part.best is not None:
        told += " ; " + _("%(lost)s perdues de vue, donc entre %(worst)s et %(best)s") % {
            "lost": part.lost,
            "worst": words.percent(part.worst),
            "best": words.percent(part.best),
        }
    return told
