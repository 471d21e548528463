"""What is kept of a proposal as JSON, in words for the person who asks what is kept about her."""

import json
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration.programme.consents import Wording
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.programme.positioning_bank import Words, bank
from labmigration.programme.prescribing import prescribing
from labmigration.ui.languages import FRENCH
from labmigration.ui.spoken import duration
from labmigration.ui.written import Joined, Written, pair


def demands_in_words(text: str) -> Joined:
    """Each demand that asks something, a line each; empty where none does."""
    asked = json.loads(text)
    labels = {
        "lock": _("à garder"),
        "forbid": _("à écarter"),
        "held": _("déjà fait"),
        "wish": _("souhait"),
    }
    told: list[object] = [pair(label, _names(asked[key])) for key, label in labels.items() if asked[key]]
    told += [pair(_name(code), duration(hours)) for code, hours in (asked["hours"] | asked["budget"]).items()]
    if asked["most_hours"] is not None:
        told.append(duration(asked["most_hours"]))
    return Joined(told)


def question_in_words(text: str) -> Joined:
    """The levels that were read, by skill, as the scale of the skill names them."""
    levels = json.loads(text)["person"]["levels"]
    return Joined(pair(_name(skill), _levels(skill, level["low"], level["high"])) for skill, level in levels.items())


def answer_in_words(text: str) -> Joined:
    """The modules that were proposed, with their hours."""
    answer = json.loads(text)
    told: list[object] = [pair(_name(one["id"]), duration(one["hours"])) for one in answer["modules"]]
    return Joined([*told, *(_("VAE : %(block)s") % {"block": _name(block)} for block in answer["vae"])])


def blocks_in_words(blocks: Iterable[str]) -> Joined:
    """Blocks of the positioning bank by their names."""
    return _names(blocks)


def _names(codes: Iterable[str]) -> Joined:
    return Joined((_name(code) for code in codes), between=", ")


def _levels(skill: str, low: int, high: int) -> str:
    """One level, or from one to another; their numbers for a skill that the bank no longer holds."""
    try:
        names = [bank().level_name(skill, level) for level in dict.fromkeys((low, high))]
    except (KeyError, IndexError):
        return "–".join(map(str, dict.fromkeys((low, high))))
    return " – ".join(name.in_language(_reads()) for name in names)


def _name(code: str) -> str:
    """The name of a module, skill, block or funder; the code itself where the programme has forgotten it."""
    if any(funder.code == code for funder in prescribing().funder):
        return Written(next(funder.name_fr for funder in prescribing().funder if funder.code == code))
    named: dict[str, Words | Wording] = {module.code: module for module in leaflets().words.module}
    named |= {known.code: known.name for known in (*bank().skills, *bank().blocks)}
    return named[code].in_language(_reads()) if code in named else code


def _reads() -> str:
    return (get_language() or FRENCH)[:2]
