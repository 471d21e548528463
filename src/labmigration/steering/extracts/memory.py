"""The people of a territory beside every table given of them: which cells of one more may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from labmigration.decisions.disclosure import GivenTable, MaskedTable, People, TableLayout, mask
from labmigration.programme.indicators import catalogue
from labmigration.steering.extracts.columns import ALWAYS, referred_between, values_of
from labmigration.steering.extracts.consent import said_yes
from labmigration.steering.extracts.models import Extract, TableGiven, TableWanted
from labmigration.steering.indicators.columns import Mask
from labmigration.steering.indicators.facts import Facts

YES = 1


@dataclass(frozen=True)
class Wanted:
    """A table that somebody wants; `column` and `filter_by` may be empty."""

    row: str
    column: str = ""
    filter_by: str = ""
    filter_values: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: TableGiven | TableWanted) -> "Wanted":
        """What that table was, or is to be, made of."""
        return cls(table.row, table.column, table.filter_by, tuple(sorted(table.filter_values)))

    @property
    def codes(self) -> list[str]:
        """Every column that it reads."""
        return [code for code in (self.row, self.column, self.filter_by) if code]


@dataclass(frozen=True, eq=False)
class Masked:
    """A table that may be given: the values of its rows and columns, in order, and its cells."""

    wanted: Wanted
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    table: MaskedTable

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be shown."""
        return not self.table.shown.any()


class TooManyGiven(Exception):
    """Beside the tables given before, nothing can be vouched for any more."""


class Memory:
    """People of one territory, in the order of `facts`, and the tables given of them, oldest first.

    What is known of a person on every day is one characteristic. What changes is one a day, tied: a person who was
    hired in March is so in June. Who was there at all, and had said yes to research, is one for each table's day.
    """

    def __init__(self, facts: Facts, tables: Sequence[TableGiven]) -> None:
        self.facts, self.tables = facts, list(tables)
        self._texts: dict[tuple[str, date], list[str]] = {}

    def masked(self, wanted: Wanted, extract: Extract | None = None) -> Masked:
        """Decide which cells may be shown. `extract`: only its people; without, everybody.

        Raises `TooManyGiven` where no answer is found beside the tables given before.
        """
        asked = [(wanted, self.facts.on, extract)]
        asked += [(Wanted.of(each), each.on, each.extract) for each in self.tables]
        values = self._values(asked)
        codes: dict[str, Mask] = {}
        sizes: dict[str, int] = {}
        layouts = []
        for each, on, of in asked:
            for code in each.codes:
                name = _name(code, on)
                if name not in codes:
                    place = {value: number for number, value in enumerate(values[code])}
                    codes[name] = np.array([place[text] for text in self._column(code, on)], dtype=np.int64)
                    sizes[name] = len(place)
            there = f"there {on} {of.pk if of else ''}"
            if there not in codes:
                codes[there], sizes[there] = self._present(on, of).astype(np.int64), 2
            layouts.append(_layout(each, on, there, values))
        changing = {name.partition(" ")[0] for name in codes if " " in name}
        tied = [frozenset(name for name in codes if name.partition(" ")[0] == each) for each in sorted(changing)]
        before = [
            GivenTable(layout, _shown(table, values)) for layout, table in zip(layouts[1:], self.tables, strict=True)
        ]
        try:
            found = mask(People(codes, sizes, tied), layouts[0], before, catalogue().small_numbers.mask_under)
        except ArithmeticError:
            raise TooManyGiven from None
        columns = values[wanted.column] if wanted.column else ()
        return Masked(wanted, values[wanted.row], columns, found)

    def _values(self, asked: Sequence[tuple[Wanted, date, Extract | None]]) -> dict[str, tuple[str, ...]]:
        """Every value of each column, today and in the tables given."""
        found: dict[str, set[str]] = {}
        for each, on, _of in asked:
            for code in each.codes:
                found.setdefault(code, set()).update(self._column(code, on))
            found[each.filter_by or each.row].update(each.filter_values)
        for table in self.tables:
            found[table.row].update(table.rows)
            if table.column:
                found[table.column].update(table.columns)
        return {code: tuple(sorted(names)) for code, names in found.items()}

    def _column(self, code: str, on: date) -> list[str]:
        """A text a person, as known on that day; what does not change, as known today."""
        day = self.facts.on if code in ALWAYS else on
        if (code, day) not in self._texts:
            then = self.facts if day >= self.facts.on else self.facts.at(day)
            known = dict(zip(_keys(then), values_of(then, [code])[code].texts(), strict=True))
            self._texts[code, day] = [known.get(key, "") for key in _keys(self.facts)]
        return self._texts[code, day]

    def _present(self, on: date, extract: Extract | None) -> Mask:
        there = referred_between(self.facts, date.min, on)
        if extract is None:
            return there
        project = extract.project
        return (
            there & referred_between(self.facts, project.first, project.last) & said_yes(self.facts, extract.asked_at)
        )


def _keys(facts: Facts) -> list[str]:
    found: list[str] = facts.values("people", "person").tolist()
    return found


def _name(code: str, on: date) -> str:
    return code if code in ALWAYS else f"{code} {on}"


def _layout(wanted: Wanted, on: date, there: str, values: dict[str, tuple[str, ...]]) -> TableLayout:
    only = [(there, frozenset({YES}))]
    if wanted.filter_by:
        chosen = frozenset(values[wanted.filter_by].index(value) for value in wanted.filter_values)
        only.append((_name(wanted.filter_by, on), chosen))
    return TableLayout(_name(wanted.row, on), _name(wanted.column, on) if wanted.column else "", tuple(only))


def _shown(table: TableGiven, values: dict[str, tuple[str, ...]]) -> Mask:
    """Which cells of a table given are shown, in the order of the values known today; what is new is not."""
    rows, columns = values[table.row], values[table.column] if table.column else ()
    shown = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.bool_)
    at_rows = [*(rows.index(name) for name in table.rows), len(rows)]
    at_columns = [*(columns.index(name) for name in table.columns), len(columns)]
    shown[np.ix_(at_rows, at_columns)] = [[cell is not None for cell in line] for line in table.cells]
    return shown
