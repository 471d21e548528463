"""What a design would show, in numbers, as a drawing and in plain words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from labmigration.decisions.evaluation import (
    Wedge,
    detectable,
    draw_order,
    people_per_arm,
    power,
    smallest_difference,
)

ENOUGH = 0.8
FEW = 0.5


@dataclass(frozen=True)
class Row:
    """One territory: the period in which it opens, and where its bar begins, in percent."""

    name: str
    opens: int
    opens_at: str
    open_width: str
    digest: str


@dataclass(frozen=True)
class Design:
    """A planned comparison. `rows` in the order of opening; `more`: how many territories would reach enough power."""

    wedge: Wedge
    rows: list[Row]
    power: float
    smallest: float | None
    more: int | None
    per_arm: int
    two_arms_gain: float | None
    seed: str

    @property
    def people(self) -> int:
        """Over all territories and periods."""
        return len(self.wedge.opens) * self.wedge.periods * self.wedge.people

    @property
    def tone(self) -> str:
        return "success" if self.power >= ENOUGH else "warning" if self.power >= FEW else "danger"


def design_of(told: dict[str, Any]) -> Design:
    """From a valid form. Raises ValueError for a design that compares nothing."""
    base, gain, icc = told["base"] / 100, told["gain"] / 100, float(told["icc"])
    count, a_step = told["territories"], told["a_step"]
    wedge = Wedge.one_by_one(count, told["people"], base=base, gain=gain, icc=icc, a_step=a_step)
    names = told["names"] or [_("Territoire %(n)s") % {"n": number} for number in range(1, count + 1)]
    seed = told["seed"] or ""
    order = [(each.name, each.digest) for each in draw_order(names, seed)] if seed else [(name, "") for name in names]
    arm = count * wedge.periods * told["people"] // 2
    return Design(
        wedge=wedge,
        rows=[
            Row(
                name,
                opens,
                f"{100 * opens / wedge.periods:.2f}%",
                f"{100 * (wedge.periods - opens) / wedge.periods:.2f}%",
                digest[:12],
            )
            for (name, digest), opens in zip(order, wedge.opens, strict=True)
        ],
        power=power(wedge),
        smallest=smallest_difference(wedge),
        more=_more(wedge, a_step),
        per_arm=round(people_per_arm(base, base + gain)),
        two_arms_gain=detectable(base, arm),
        seed=seed,
    )


def _more(wedge: Wedge, a_step: int) -> int | None:
    """The fewest territories, opened at the same pace, that would show the gain eight times in ten; None up to 60."""
    for count in range(len(wedge.opens) + 1, 61):
        tried = Wedge.one_by_one(
            count, wedge.people, base=wedge.base, gain=wedge.gain, icc=wedge.icc, a_step=min(a_step, count - 1)
        )
        if power(tried) >= ENOUGH:
            return count
    return None


def told(design: Design) -> tuple[str, str]:
    """What it can prove, as a title and a sentence."""
    gain, chances = round(100 * design.wedge.gain), round(10 * design.power)
    if design.power >= ENOUGH:
        return (
            _("Ce dispositif peut montrer l’écart cherché"),
            _("S’il existe un écart de %(gain)s points, il se verrait environ %(chances)s fois sur 10.")
            % {"gain": gain, "chances": chances},
        )
    sentence = _("S’il existe un écart de %(gain)s points, il ne se verrait qu’environ %(chances)s fois sur 10.") % {
        "gain": gain,
        "chances": chances,
    }
    if design.smallest is not None:
        sentence += " " + _("Il faudrait un écart de %(least)s points pour le voir huit fois sur dix.") % {
            "least": round(100 * design.smallest)
        }
    if design.more is not None:
        sentence += " " + _("Ou %(more)s territoires, au même rythme.") % {"more": design.more}
    return _("Ce pilote ne peut pas prouver un tel écart"), sentence
