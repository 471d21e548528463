"""What computing a plan asks for besides modules and skills: working hours, order, funders, VAE by block.

from labmigration.programme.prescribing import prescribing

prescribing().module("core_safety").hours     # 80, our working value
prescribing().is_confirmed("sst")             # True: a source gives its hours
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .consents import Wording
from .consistency import refuse_bad_sources, refuse_duplicates, refuse_unknown
from .contents import decoded_file
from .positioning_bank import bank
from .reader import Programme, programme
from .values import Coded, ProgrammeError, Sourced, with_code

FILE = Path(__file__).parent / "prescribing.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder(Coded):
    """Who takes hours in charge."""

    name_fr: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleParts(Coded):
    """What the engine needs of a module of modules.toml.

    hours: a working value, None where modules.toml has them. requires: modules that come before. block: the group of
    skills of the positioning bank that it trains. plain: what the person learns, in plain words.
    """

    requires: tuple[str, ...]
    funder: str
    plain: Wording
    hours: int | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VaeParts(Sourced):
    """Validation of experience for one block: hours of support, share (0 to 1) of its skills that must be shown."""

    block: str
    certification_block: str
    hours: int
    share: float

    @property
    def key(self) -> str:
        return self.block


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescribing:
    """The content of prescribing.toml."""

    funder: tuple[Funder, ...]
    module: tuple[ModuleParts, ...]
    vae: tuple[VaeParts, ...]

    def parts(self, code: str) -> ModuleParts:
        """Raises ProgrammeError for an unknown module."""
        return with_code(self.module, code, FILE.name)

    def funder_of(self, code: str) -> Funder:
        """Raises ProgrammeError for an unknown funder."""
        return with_code(self.funder, code, FILE.name)

    def hours_of(self, code: str) -> int:
        """The hours of a module: those of its source, else our working value."""
        known = programme().module(code).hours
        if known is not None:
            return known
        return self.parts(code).hours or 0

    def is_confirmed(self, code: str) -> bool:
        """Whether a source gives the hours of a module."""
        return programme().module(code).hours is not None


@lru_cache(maxsize=1)
def prescribing() -> Prescribing:
    """What stands in the file, read once."""
    return read(FILE.read_bytes(), programme())


def read(content: bytes, of: Programme) -> Prescribing:
    """The values that the TOML `content` describes, for the modules and sources of the programme `of`.

    Raises ProgrammeError for what `decode` refuses, an unknown code, a module left out, and hours that stand in both
    files or in none.
    """
    found = decoded_file(Prescribing, FILE.name, {FILE.name: content})
    refuse_bad_sources(FILE.name, found, {source.code: source for source in of.sources})
    for kind, values in (("funder", found.funder), ("module", found.module)):
        refuse_duplicates(FILE.name, kind, values)
    known = {module.code: module for module in of.modules}
    refuse_unknown(FILE.name, "module", known, {module.code for module in found.module})
    blocks = {block.code for block in bank().blocks}
    for parts in found.module:
        where = f"{FILE.name}, module '{parts.code}'"
        refuse_unknown(where, "code", [parts.code], known)
        refuse_unknown(where, "requires", parts.requires, known)
        refuse_unknown(where, "funder", [parts.funder], {funder.code for funder in found.funder})
        refuse_unknown(where, "block", [parts.block] if parts.block else [], blocks)
        if (parts.hours is None) == (known[parts.code].hours is None):
            raise ProgrammeError(f"{where}, key 'hours': stands either here or in modules.toml.")
    titles = {block.code for title in of.titles for block in title.block}
    for vae in found.vae:
        where = f"{FILE.name}, vae '{vae.block}'"
        refuse_unknown(where, "block", [vae.block], blocks)
        refuse_unknown(where, "certification_block", [vae.certification_block], titles)
        if vae.share > 1:
            raise ProgrammeError(f"{where}, key 'share': is more than the whole.")
    return found
