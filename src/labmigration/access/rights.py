"""The table of rights in words, for the page `/droits/` and for docs/rights.md."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.access.policy import POLICY, Right
from labmigration.access.roles import HELD, Role
from labmigration.access.rows import SAYS, everywhere

#: Titles of the parts of the table that are no stage or part of the product of their own.
TITLES = {
    "public": gettext_lazy("Pages publiques"),
    "account": gettext_lazy("Son propre compte"),
    "programme": gettext_lazy("Le programme"),
    "research": gettext_lazy("Recherche"),
    "tutoring": gettext_lazy("Tutorat"),
}


@dataclass(frozen=True)
class Line:
    """One action: who may do it (role label, on which rows), in words."""

    action: str
    says: str
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """The actions of one part of the product."""

    code: str
    title: str
    lines: tuple[Line, ...]


def rights_table(role: str = "") -> list[Part]:
    """The whole table in the order of the pathway, or only what one role may do."""
    parts: dict[str, list[Line]] = {}
    for action, right in POLICY.items():
        if not role or right.public or role in right.rows:
            line = Line(action, str(right.says), _who(right, role))
            parts.setdefault(action.partition(".")[0], []).append(line)
    return [Part(code, _title(code), tuple(lines)) for code, lines in parts.items()]


def _who(right: Right, role: str) -> tuple[tuple[str, str], ...]:
    if right.public:
        return ((_("Tout le monde"), _("même sans compte")),)
    on_rows = right.model is not None
    everybody = right.rows.keys() >= set(HELD) and set(right.rows.values()) == {everywhere}
    if everybody and not role:
        return ((_("Tous les rôles"), _("pour soi") if on_rows else ""),)
    held = {name: rows for name, rows in right.rows.items() if not role or name == role}
    # "Everywhere" says nothing of an action that is about no rows.
    return tuple(
        (str(Role(name).label), str(SAYS[rows]) if on_rows or rows is not everywhere else "")
        for name, rows in held.items()
    )


def _title(code: str) -> str:
    if code in TITLES:
        return str(TITLES[code])
    return str(apps.get_app_config(code).verbose_name)


def as_markdown() -> str:
    """docs/rights.md, whole."""
    lines = [
        "# Qui a le droit de faire quoi",
        "",
        "Cette page est écrite par `labmigration django rights_table > docs/rights.md` à partir de la table unique des",
        "droits (`src/labmigration/access/policy.py`). Ce qui n’y est pas écrit n’existe pour personne.",
    ]
    for part in rights_table():
        lines += ["", f"## {part.title}", "", "| Action | Qui, sur quoi | Code |", "|---|---|---|"]
        for line in part.lines:
            who = "<br>".join(f"{name} : {rows}" if rows else name for name, rows in line.who)
            lines.append(f"| {line.says} | {who} | `{line.action}` |")
    return "\n".join(lines) + "\n"
