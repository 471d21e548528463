"""The numbers of a report, from a freeze: what is kept as JSON, and what the paper tells."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from labmigration.decisions.evaluation import detectable
from labmigration.programme.indicators import catalogue
from labmigration.programme.values import ProgrammeError
from labmigration.steering.evaluation.comparison import Compared, compare
from labmigration.steering.evaluation.documents import changed_since
from labmigration.steering.evaluation.freezing.code import code_version
from labmigration.steering.evaluation.freezing.files import Frozen
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.measure import IndicatorValue, Measured

#: The share from which the reference reckons what two groups can show.
BASE = 0.5


@dataclass(frozen=True)
class PlanTold:
    """A registered plan: its words, when, by whom (name, role); `changed`: outcomes defined otherwise now."""

    words: dict[str, Any]
    digest: str
    registered_on: str
    signed: list[list[str]]
    first_person_on: str | None
    first_outcome_on: str | None
    amendments: list[dict[str, Any]]
    changed: list[str]


@dataclass(frozen=True)
class Content:
    """Everything a report says. `recomputed_by_other_code`: the freeze was made by another version of the code.

    `redefined`: codes whose definition in this code is not the frozen one: their figures follow the present one.
    """

    territory: str
    territory_name: str
    on: date
    digest: str
    manifest: dict[str, Any]
    plans: list[PlanTold]
    figures: list[IndicatorValue]
    compared: Compared | None
    per_group: int
    detectable: float | None
    redefined: list[str]
    recomputed_by_other_code: bool

    @property
    def registered_codes(self) -> list[str]:
        """Outcomes of the registered plans, each once, sorted."""
        return sorted({each["code"] for plan in self.plans for each in plan.words["outcomes"]})

    def as_json(self) -> bytes:
        """The numbers, sorted; days as ISO, no value that JSON does not know."""
        told = {
            "territory": self.territory,
            "on": self.on.isoformat(),
            "freeze": self.digest,
            "code": code_version(),
            "frozen_by_code": self.manifest["code"],
            "consent": self.manifest["consent"],
            "plans": [asdict(each) for each in self.plans],
            "redefined": self.redefined,
            "figures": [_figure(each) for each in self.figures],
            "compared": None if self.compared is None else asdict(self.compared),
            "power": {"per_group": self.per_group, "base": BASE, "detectable": self.detectable},
        }
        return (json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def content_of(frozen: Frozen) -> Content:
    """Compute every figure again from the tables of the freeze."""
    manifest = frozen.manifest
    facts = Facts.from_tables(frozen.tables())
    frozen_now = {code: (each["version"], each["digest"]) for code, each in manifest["definitions"].items()}
    measured = Measured(facts)
    known = catalogue()
    figures = [
        figure for code in known.codes if code in frozen_now for figure in measured.figures(known.indicator(code))
    ]
    started = int(measured.ways.started.sum())
    per_group = started // 2
    return Content(
        territory=manifest["territory"],
        territory_name=manifest["territory_name"],
        on=facts.on,
        digest=frozen.digest,
        manifest=manifest,
        plans=[_plan(each, frozen_now) for each in manifest["plans"]],
        figures=figures,
        compared=compare(measured.ways.facts),
        per_group=per_group,
        detectable=detectable(BASE, per_group) if per_group else None,
        redefined=_redefined(frozen_now, facts.on),
        recomputed_by_other_code=manifest["code"] != code_version(),
    )


def _plan(told: dict[str, Any], now: dict[str, tuple[int, str]]) -> PlanTold:
    return PlanTold(
        words=json.loads(told["document"]),
        digest=told["digest"],
        registered_on=told["registered_on"],
        signed=told["signed"],
        first_person_on=told["first_person_on"],
        first_outcome_on=told["first_outcome_on"],
        amendments=told["amendments"],
        changed=changed_since(told["document"], now),
    )


def _redefined(frozen_now: dict[str, tuple[int, str]], on: date) -> list[str]:
    found = []
    for code, (_number, digest) in sorted(frozen_now.items()):
        try:
            if catalogue().version_on(code, on).digest(code) != digest:
                found.append(code)
        except ProgrammeError:
            found.append(code)
    return found


def _figure(value: IndicatorValue) -> dict[str, Any]:
    """The figure as JSON holds it, without who stands behind each part."""
    told = asdict(replace(value, parts=tuple(replace(part, members=None) for part in value.parts)))
    for part in told["parts"]:
        del part["members"]
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"not for a report: {value!r}")
