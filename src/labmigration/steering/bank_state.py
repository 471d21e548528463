"""What the item bank still lacks, for the administrator of the programme: `labmigration positioning check` in short."""

from dataclasses import dataclass
from functools import lru_cache

from labmigration.programme import programme
from labmigration.programme.positioning_bank import FOLDER, Bank, bank
from labmigration.programme.positioning_bank.checking import check
from labmigration.programme.positioning_bank.publishing import is_published
from labmigration.ui.arguments import pictogram_names
from labmigration.ui.recordings import fingerprint, recordings


@dataclass(frozen=True)
class BankState:
    """`published`: a person answers for these very words. `lacks`: what must be known of them, in French sentences.

    errors: how many complaints forbid to ask the questions; the command tells each.
    """

    published: bool
    errors: int
    lacks: tuple[str, ...]


def bank_state() -> BankState:
    """The state of the bank that counts now."""
    present = bank()
    recorded = tuple((language, frozenset(recordings(language))) for language in ("fr", "en", "ar", "uk"))
    errors, lacks = _complaints(present, recorded)
    return BankState(is_published(FOLDER, present), errors, lacks)


@lru_cache(maxsize=1)
def _complaints(present: Bank, recorded: tuple[tuple[str, frozenset[str]], ...]) -> tuple[int, tuple[str, ...]]:
    # Every question is compared with every other: once for a bank and the recordings that there are.
    held = dict(recorded)
    found = check(
        present,
        pictograms=pictogram_names(),
        occupations=[occupation.code for occupation in programme().occupations],
        recorded=lambda language, sentence: fingerprint(sentence) in held[language],
    )
    lacks = tuple(one.sentence for one in found if one.severity == "warning")
    return sum(one.severity == "error" for one in found), lacks
