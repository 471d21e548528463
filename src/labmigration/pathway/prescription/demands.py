"""What the advisor asks of a plan: modules to keep, to leave out, held already or wished for; hours; budgets."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

#: What may be asked of one module; nothing: as the tool proposes.
LOCK, FORBID, HELD, WISH = MODULE_DEMANDS = ("lock", "forbid", "held", "wish")


@dataclass(frozen=True)
class Demands:
    """All lists sorted by code.

    lock, forbid, held, wish: codes of modules. critical: skills that the findings call indispensable. hours: by module,
    instead of the catalogue's. most_hours: of the whole plan, None for no limit. budget: hours by funder at most.
    waived: rules of the catalogue given up (`core:M`, `requires:M`), which the advisor justifies in words.
    """

    lock: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    hours: Mapping[str, float] = field(default_factory=dict)
    most_hours: float | None = None
    budget: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("lock", "forbid", "held", "wish", "critical", "waived"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @property
    def asks_something(self) -> bool:
        """Whether somebody asked for anything: what the findings call indispensable is no demand."""
        return replace(self, critical=()) != Demands()

    def of_module(self, code: str) -> str:
        """What is asked of one module, "" for nothing."""
        return next((kind for kind in MODULE_DEMANDS if code in getattr(self, kind)), "")

    def without(self, labels: tuple[str, ...]) -> "Demands":
        """The same with rules given up, by the engine's labels: what people set goes, a catalogue rule is waived."""
        kept = self
        for label in labels:
            kind, _, what = label.partition(":")
            if label == "limit:hours":
                kept = replace(kept, most_hours=None)
            elif kind == "limit":
                funder = what.removeprefix("cost:")
                kept = replace(kept, budget={code: most for code, most in kept.budget.items() if code != funder})
            elif kind in (LOCK, FORBID):
                kept = replace(kept, **{kind: tuple(code for code in getattr(kept, kind) if code != what)})
            else:
                kept = replace(kept, waived=(*kept.waived, label))
        return kept

    def as_text(self) -> str:
        """JSON with sorted keys: the same demands are the same text."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Demands":
        """From what `as_text` wrote; raises ValueError for anything else."""
        told: Any = json.loads(text)
        if not isinstance(told, dict) or set(told) != set(cls.__dataclass_fields__):
            raise ValueError("not the demands of a plan")
        return cls(**told)
