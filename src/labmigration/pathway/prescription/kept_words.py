"""What is kept of a proposal as JSON, in words for the person who asks what is kept about her."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration.programme import programme
from labmigration.programme.positioning_bank import Words, bank
from labmigration.programme.prescribing import prescribing


def demands_in_words(text: str) -> str:
    """Each demand that asks something; empty where none does."""
    asked = json.loads(text)
    labels = {
        "lock": _("à garder"),
        "forbid": _("à écarter"),
        "held": _("déjà fait"),
        "wish": _("souhait"),
    }
    told = [f"{label} : {_names(asked[key])}" for key, label in labels.items() if asked[key]]
    told += [f"{_name(code)} : {hours:g} h" for code, hours in asked["hours"].items()]
    told += [f"{_name(code)} : {hours:g} h" for code, hours in asked["budget"].items()]
    if asked["most_hours"] is not None:
        told.append(f"{asked['most_hours']:g} h")
    return " ; ".join(told)


def question_in_words(text: str) -> str:
    """The levels that were read, from 1 to 4."""
    levels = json.loads(text)["person"]["levels"]
    return " ; ".join(f"{_name(skill)} : {level['low']}–{level['high']}" for skill, level in levels.items())


def answer_in_words(text: str) -> str:
    """The modules that were proposed, with their hours."""
    answer = json.loads(text)
    return " ; ".join(
        [f"{_name(one['id'])} : {one['hours']:g} h" for one in answer["modules"]]
        + [_("VAE : %(block)s") % {"block": _name(block)} for block in answer["vae"]]
    )


def blocks_in_words(blocks: Iterable[str]) -> str:
    """Blocks of the positioning bank by their names."""
    return ", ".join(_name(block) for block in blocks)


def _names(codes: Iterable[str]) -> str:
    return ", ".join(_name(code) for code in codes)


def _name(code: str) -> str:
    """The name of a module, skill, block or funder; the code itself where the programme has forgotten it."""
    french: dict[str, Any] = {module.code: module.name_fr for module in programme().modules}
    french |= {funder.code: funder.name_fr for funder in prescribing().funder}
    french |= {known.code: known.name for known in (*bank().skills, *bank().blocks)}
    name = french.get(code, code)
    return name.in_language((get_language() or "fr")[:2]) if isinstance(name, Words) else str(name)
