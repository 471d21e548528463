"""Values as the person reads them: codes by their names, and what is kept as JSON line by line.

A name that the programme has in French only stays French, and says so (`ui.written.Written`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration.pathway.certification.blocks import kept_blocks
from labmigration.pathway.person import language
from labmigration.pathway.positioning.results.wording import as_the_bank_says
from labmigration.pathway.positioning.sittings.checklist import LINES
from labmigration.pathway.positioning.sittings.course import Place
from labmigration.pathway.positioning.sittings.questions import Question, question
from labmigration.pathway.prescription.answered import BETWEEN
from labmigration.pathway.prescription.drawing import own_reason
from labmigration.pathway.reception.explaining import reason
from labmigration.privacy.decisions_taken import in_words as decision_in_words
from labmigration.programme import programme
from labmigration.programme.consents import consents
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.programme.positioning_bank import bank
from labmigration.ui import spoken
from labmigration.ui.languages import FRENCH
from labmigration.ui.written import Joined, Written, as_typed, pair

#: Codes that are technical, and yet say what a row is about: told first.
ABOUT: dict[str, tuple[str, ...]] = {
    "positioning.Answer": ("code",),
    "positioning.BlockOpinion": ("group",),
    "positioning.Observation": ("skill",),
    "positioning.ConstraintAction": ("constraint",),
}
#: Links that the words of a row need, read with it.
READ_WITH: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("certification.BlockEvidence", "certification.BlockResult", "certification.JurorOpinion"), ("file",)
)
#: Names and addresses, of no language.
AS_THEY_ARE = frozenset({"first_name", "surname", "name", "email", "address", "postcode", "town", "code", "holder"})
_HALF_DAY = re.compile(r"([0-6])-(am|pm)")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def value_in_words(row: models.Model, name: str, value: Any) -> Any:
    """One value of a row in words; empty where it says nothing."""
    own = _OWN_WORDS.get((row._meta.label, name))
    if own is not None:
        return own(row, value)
    if name in AS_THEY_ARE:
        return str(value)
    if name in ("phone", "recipient"):
        return spoken.telephone(value)
    if name.endswith("language"):
        return language(value)
    return said(value)


def said(value: Any) -> Any:
    """A value of any kind in words: yes and no, days, names of codes; several, one a line."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return spoken.day_and_time(value)
    if isinstance(value, date):
        return spoken.day(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, Mapping):
        return Joined(pair(said(key), said(each)) for key, each in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return Joined(said(each) for each in value)
    return _word(value if isinstance(value, str) else str(value))


def _word(written: str) -> Any:
    """A code by its name, a half-day or a day in words, else what somebody typed."""
    if written in _names():
        return named(written)
    if half := _HALF_DAY.fullmatch(written):
        return f"{WEEKDAYS[int(half[1])]}, {_half(half[2])}"
    if _ISO_DAY.fullmatch(written):
        return spoken.day(date.fromisoformat(written))
    return as_typed(written) if re.search(r"[^\W\d_]{2}", written) else written


def _half(code: str) -> str:
    return _("matin") if code == "am" else _("après-midi")


def named(code: str) -> Any:
    """The name of a code of the programme in the reader's language, else in French; the code where there is none."""
    words = _names().get(code)
    if words is None:
        return code
    reads = (get_language() or FRENCH)[:2]
    return words[reads] if words.get(reads) else Written(words[FRENCH])


@cache
def _names() -> dict[str, dict[str, str]]:
    """The name of each code by language; French is always there."""
    known = programme()
    coded = (*known.titles, *known.eligibility.ground)
    everywhere = [(each.code, each.name) for each in (*bank().axes, *bank().blocks, *bank().skills)]
    everywhere += [(each.code, leaflets().leaflet(each.code).name) for each in known.occupations]
    everywhere += [(each.code, leaflets().module_words(each.code)) for each in known.modules]
    everywhere += [(each.code, each.title) for each in consents()]
    return {each.code: {"fr": each.name_fr, "en": each.name_en} for each in coded} | {
        code: {"fr": words.fr, "en": words.en, "ar": words.ar, "uk": words.uk} for code, words in everywhere
    }


def _blocks(rows: Iterable[Mapping[str, Any]]) -> Joined:
    """Blocks of a title by number and name, as the title has them: in French."""
    return Joined(Written(block.label) for block in kept_blocks(rows))


def _block_of_file(row: Any, code: str) -> Any:
    return Written(next((block.label for block in kept_blocks(row.file.blocks) if block.code == code), code))


def _opinion_by_block(row: Any, outcomes: Mapping[str, str]) -> Joined:
    says = dict(apps.get_model("certification.BlockResult")._meta.get_field("outcome").choices)
    return Joined(pair(_block_of_file(row, code), says.get(each, each)) for code, each in outcomes.items())


def _grounds(row: Any, grounds: Iterable[Mapping[str, Any]]) -> Joined:
    return Joined(
        pair(named(each["code"]), _("preuve vue") if each["proof"] else _("preuve pas encore vue")) for each in grounds
    )


def _asked(row: Any) -> Question | None:
    """The question that an answer was given to; None for one that the bank no longer holds."""
    try:
        return question(bank(), 0, Place(row.part, row.code))
    except KeyError:
        return None


def _question(row: Any, code: str) -> Any:
    asked = _asked(row)
    if asked is None:
        return row.get_part_display()
    return Joined(filter(None, (asked.about, asked.asks))) if asked.about else str(asked.asks)


def _chosen(row: Any, value: str) -> Any:
    asked = _asked(row)
    offered = {choice.value: choice.words for choice in asked.choices} if asked else {}
    return str(offered.get(value) or row.get_outcome_display())


def _reasons(row: Any, because: str) -> Joined:
    return Joined(_known_or_typed(own_reason(each)) for each in because.split(BETWEEN) if each)


def _known_or_typed(words: Any) -> Any:
    """Words of the bank or of ours, which are lazy, else those that somebody typed."""
    return as_typed(words) if isinstance(words, str) else str(words)


def _level_seen(row: Any, level: int) -> Any:
    try:
        return bank().level_name(row.skill, level).in_language((get_language() or FRENCH)[:2])
    except KeyError:
        return str(level)


#: By model and field, what the rules above cannot say.
_OWN_WORDS: dict[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("certification.BlockEvidence", "block"): _block_of_file,
    ("certification.BlockResult", "block"): _block_of_file,
    ("certification.CertificationFile", "blocks"): lambda row, value: _blocks(value),
    ("certification.JurorOpinion", "outcomes"): _opinion_by_block,
    ("certification.PriorCertificate", "block"): lambda row, value: _blocks([value]),
    ("certification.PublicProof", "blocks"): lambda row, value: _blocks(value),
    ("certification.Vae", "blocks"): lambda row, value: _blocks(value),
    ("positioning.Answer", "code"): _question,
    ("positioning.Answer", "value"): _chosen,
    ("positioning.Asset", "what"): lambda row, value: _known_or_typed(as_the_bank_says(value, bank())),
    ("positioning.Need", "what"): lambda row, value: _known_or_typed(as_the_bank_says(value, bank())),
    ("positioning.ConstraintAction", "constraint"): lambda row, value: str(LINES[value].question),
    ("positioning.Observation", "level"): _level_seen,
    ("prescription.PrescribedModule", "because"): _reasons,
    ("privacy.RightsRequest", "about"): lambda row, value: str(decision_in_words(value)),
    ("reception.Referral", "grounds"): _grounds,
    ("reception.Referral", "reasons"): lambda row, value: Joined(reason(code) for code in value),
    ("training.TraineeWeek", "days"): lambda row, value: Joined(f"{said(day)}, {_half(half)}" for day, half in value),
}
