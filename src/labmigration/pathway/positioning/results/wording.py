"""Words of the bank and of the programme in whatever language the page is being drawn in."""

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.sittings.checklist import CHECKLIST
from labmigration.programme.consents import Wording
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.programme.positioning_bank import Bank, Words
from labmigration.ui.languages import FRENCH


class _Spoken:
    def __init__(self, words: Words | Wording) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words.in_language((get_language() or FRENCH)[:2])


def spoken(words: Words | Wording) -> Any:
    """A lazy text: the words in the language that is active when they are drawn, in French where they are missing."""
    return lazystr(_Spoken(words))


class _Within(_Spoken):
    def __str__(self) -> str:
        said = super().__str__()
        return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == "’" else said


def within(words: Words) -> Any:
    """The same inside a sentence: without the capital of its beginning (A2 keeps its own)."""
    return lazystr(_Within(words))


class _Quoted(_Spoken):
    def __str__(self) -> str:
        return str(_("« %(words)s »")) % {"words": super().__str__()}


def quoted(words: Words) -> Any:
    """The same between the quotation marks of the language."""
    return lazystr(_Quoted(words))


def occupation_name(code: str) -> Any:
    """The name of an occupation, as its leaflet has it in every language."""
    return spoken(leaflets().leaflet(code).name)


def as_the_bank_says(written: str, bank: Bank) -> Any:
    """What was written in French, lazily in the reader's language where it is the bank's own words, else as it is."""
    known = {each.words.fr: each.words for each in bank.activities} | {each.name.fr: each.name for each in bank.skills}
    if written in known:
        return spoken(known[written])
    with override(FRENCH):
        lines = {str(line.lifts): line.lifts for line in CHECKLIST}
    return lines.get(written, written)
