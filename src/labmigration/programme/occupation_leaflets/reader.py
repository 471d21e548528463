"""Reads `programme/leaflets/` into one immutable record, or refuses it with a sentence that names file and key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from labmigration.programme.consistency import refuse_bad_sources, refuse_overlaps, refuse_unknown
from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.reader import Programme, programme
from labmigration.programme.values import ProgrammeError, in_force, with_code

from .records import (
    PARTS,
    BridgeWords,
    ChildminderPay,
    Leaflet,
    Level,
    MinimumWage,
    ModuleWords,
    PayFile,
    PayLevel,
    Right,
    RightsFile,
    WordsFile,
)

FOLDER = Path(__file__).parents[1] / "leaflets"
SHARED = ("rights.toml", "pay.toml", "words.toml")

F = TypeVar("F")
W = TypeVar("W", ModuleWords, BridgeWords)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOn:
    """The least that is paid on one day; what no source gives for that day is empty or None."""

    levels: dict[Level, PayLevel]
    childminder: ChildminderPay | None
    smic: MinimumWage | None

    def due(self, amount: float) -> float:
        """An amount of the grid, raised to the minimum wage where it lies below (branch agreement, art. 144.1)."""
        return max(amount, self.smic.hourly) if self.smic else amount

    @property
    def floored(self) -> tuple[Level, ...]:
        """The levels whose base lies below the minimum wage."""
        return tuple(code for code, level in self.levels.items() if self.due(level.base) > level.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflets:
    """The leaflets in the order of occupations.toml, and what they share."""

    leaflets: tuple[Leaflet, ...]
    rights: tuple[Right, ...]
    pay: PayFile
    words: WordsFile

    def leaflet(self, occupation: str) -> Leaflet:
        """Raises ProgrammeError for a code that is not one of the four occupations."""
        return with_code(self.leaflets, occupation, "leaflets/")

    def rights_on(self, day: date, occupation: str) -> tuple[Right, ...]:
        """What the occupation is given on that day, in the order of the file."""
        return tuple(right for right in in_force(self.rights, day) if occupation in right.occupations)

    def pay_on(self, day: date) -> PayOn:
        """The minimum amounts in force on that day."""
        return PayOn(
            levels={level.code: level for level in in_force(self.pay.level, day)},
            childminder=next(iter(in_force(self.pay.childminder, day)), None),
            smic=next(iter(in_force(self.pay.smic, day)), None),
        )

    def module_words(self, code: str) -> ModuleWords:
        """A module in plain words; ProgrammeError for a code that is none."""
        return _named(self.words.module, code)

    def bridge_words(self, code: str) -> BridgeWords:
        """A bridge in plain words; ProgrammeError for a code that is none."""
        return _named(self.words.bridge, code)


def _named(words: Iterable[W], code: str) -> W:
    for each in words:
        if each.code == code:
            return each
    raise ProgrammeError(f"leaflets/words.toml knows no '{code}'.")


@lru_cache(maxsize=1)
def leaflets() -> Leaflets:
    """The leaflets of this installation: read once, then kept."""
    return load(FOLDER, programme())


def load(folder: Path, known: Programme) -> Leaflets:
    """The leaflets that the files of `folder` describe, checked against the programme `known`.

    Raises ProgrammeError, with the file and the key, for a file that is missing or not TOML, a value without date or
    source, a text that lacks one of the four languages, an unknown occupation, module, bridge, source or level of pay,
    a part that is missing, and hours that no week has.
    """
    bytes_by_file = toml_files(folder)
    sources = {source.code: source for source in known.sources}

    def read(kind: type[F], name: str) -> F:
        content = decoded_file(kind, name, bytes_by_file)
        refuse_bad_sources(name, content, sources)
        return content

    codes = [occupation.code for occupation in known.occupations]
    files = {code: f"{code}.toml" for code in codes}
    unknown = set(bytes_by_file) - set(files.values()) - set(SHARED)
    if unknown:
        raise ProgrammeError(f"{sorted(unknown)[0]}: is the leaflet of no occupation.")
    rights = read(RightsFile, "rights.toml").right
    pay = read(PayFile, "pay.toml")
    words = read(WordsFile, "words.toml")
    found = tuple(_checked(files[code], code, read(Leaflet, files[code]), pay) for code in codes)
    _check_rights(rights, codes)
    _check_pay(pay)
    _check_words(words, known)
    return Leaflets(leaflets=found, rights=rights, pay=pay, words=words)


def _checked(file: str, occupation: str, leaflet: Leaflet, pay: PayFile) -> Leaflet:
    if leaflet.code != occupation:
        raise ProgrammeError(f"{file}, key 'code': '{leaflet.code}' is not the name of the file.")
    given = [part.code for part in leaflet.part]
    for code in PARTS:
        if given.count(code) != 1:
            raise ProgrammeError(f"{file}, part '{code}': stands {given.count(code)} times, it must stand once.")
    tasks = [line.code for line in leaflet.lines("tasks")]
    if not all(tasks) or len(set(tasks)) != len(tasks):
        raise ProgrammeError(f"{file}, part 'tasks': every task has a code of its own.")
    for slot in leaflet.week:
        try:
            _ = slot.slots
        except ProgrammeError as error:
            raise ProgrammeError(f"{file}, week: {error}") from None
    paid = {level.code for level in pay.level}
    refuse_unknown(f"{file}, job", "levels", sorted(leaflet.levels), paid)
    return leaflet


def _check_rights(rights: tuple[Right, ...], occupations: list[str]) -> None:
    refuse_overlaps("rights.toml", "right", rights)
    for right in rights:
        refuse_unknown(f"rights.toml, right '{right.code}'", "occupations", right.occupations, occupations)


def _check_pay(pay: PayFile) -> None:
    refuse_overlaps("pay.toml", "level", pay.level)
    refuse_overlaps("pay.toml", "childminder", pay.childminder)
    refuse_overlaps("pay.toml", "smic", pay.smic)
    amounts: tuple[PayLevel | ChildminderPay, ...] = (*pay.level, *pay.childminder)
    for amount in amounts:
        if amount.with_title < amount.base:
            raise ProgrammeError(f"pay.toml, key 'with_title': {amount.with_title} is less than {amount.base}.")


def _check_words(words: WordsFile, known: Programme) -> None:
    for kind, given, named in (
        ("module", [each.code for each in words.module], known.modules),
        ("bridge", [each.code for each in words.bridge], known.bridges.bridge),
    ):
        codes = [each.code for each in named]
        refuse_unknown(f"words.toml, {kind}", "code", given, codes)
        for code in codes:
            if given.count(code) != 1:
                raise ProgrammeError(f"words.toml, {kind} '{code}': stands {given.count(code)} times, it must once.")
