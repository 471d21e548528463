"""What is wrong with the words of an item: plain language, four languages, one right answer, nothing private."""

import re
import unicodedata
from collections.abc import Iterator
from statistics import mean

from .records import LANGUAGES, Item, Words

#: Most words in a sentence. French is written in plain language (FALC) for people at A2.
LONGEST = {"fr": 14, "en": 20, "ar": 20, "uk": 20}
#: A right answer this many times longer than the others gives itself away; short answers may differ by a few letters.
GIVEAWAY_RATIO, GIVEAWAY_LETTERS = 1.8, 15
IN_WORDS = {"fr": "en français", "en": "en anglais", "ar": "en arabe", "uk": "en ukrainien"}
#: What the tool never asks about: religion, asylum, the health of the person. Stems, read from the start of a word.
FORBIDDEN = re.compile(
    r"\b(?:religi|église|mosquée|synagogue|imam\b|prêtre|prièr|ramadan|halal|casher|musulman|chrétien|catholiqu|juifs?\b"
    r"|juives?\b|asile\b|ofpra|cnda\b|réfugié|persécut"
    r"|votre (?:maladie|santé|grossesse|handicap|dépression|traitement)"
    r"|êtes-vous (?:malade|enceinte)|vous êtes enceinte)",
    re.IGNORECASE,
)

Found = Iterator[tuple[str, str]]


def of_item(item: Item) -> Found:
    """Complaints (code, French sentence) about the words of one item."""
    yield from of_text("la question", item.prompt)
    yield from of_text("la raison", item.reason)
    for number, answer in enumerate(item.answers, start=1):
        yield from of_text(f"la réponse {number}", answer)
    if item.heard:
        yield from _private("ce qui est écouté", item.heard.fr)
    if item.shown:
        yield from _private("ce qui est montré", item.shown.fr)
    yield from _key(item)
    yield from _giveaway(item)


def of_text(name: str, words: Words) -> Found:
    """Complaints about one text in its four languages."""
    for language in LANGUAGES:
        text = words.written(language)
        if not text.strip():
            yield "missing_language", f"{name} manque {IN_WORDS[language]}"
            continue
        longest = max((len(_words(sentence)) for sentence in _sentences(text)), default=0)
        if longest > LONGEST[language]:
            yield (
                "long_sentence",
                f"{name} a une phrase de {longest} mots {IN_WORDS[language]}, {LONGEST[language]} au plus",
            )
        if language == "ar" and not _in_script(text, "ARABIC"):
            yield "not_arabic", f"{name} en arabe n’est pas en lettres arabes"
        if language == "uk" and not _in_script(text, "CYRILLIC"):
            yield "not_cyrillic", f"{name} en ukrainien n’est pas en lettres cyrilliques"
    if words.en.strip() == words.fr.strip() and len(re.findall(r"[^\W\d_]{4,}", words.fr)) >= 3:
        yield "untranslated", f"{name} est en anglais une copie du français"
    yield from _private(name, words.fr)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?…؟])\s+|\n+", text)


def _words(sentence: str) -> list[str]:
    """The words of a sentence; a sign between two spaces, such as « or ?, is none."""
    return [word for word in sentence.split() if re.search(r"\w", word)]


def _in_script(text: str, script: str) -> bool:
    """Whether some letter is of that script; a text without words (a time, a number, a name in capitals) passes."""
    letters = [letter for letter in text if letter.isalpha()]
    if not any(letter.islower() for letter in letters) and not any(_script(letter) != "LATIN" for letter in letters):
        return True
    return any(_script(letter) == script for letter in letters)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _private(name: str, text: str) -> Found:
    if met := FORBIDDEN.search(text):
        yield "forbidden_topic", f"{name} touche à un sujet que l’outil ne demande jamais : « {met.group()} »"


def _key(item: Item) -> Found:
    if bool(item.answers) == bool(item.typed):
        yield "no_key", "il faut soit des réponses à choisir, soit une réponse à écrire"
        return
    if item.typed:
        return
    right = sum(answer.right for answer in item.answers)
    if right != 1:
        yield "ambiguous_key", f"{right} réponses sont justes, il en faut exactement une"
    if len(item.answers) not in (3, 4):
        yield "answers", f"{len(item.answers)} réponses à choisir, il en faut 3 ou 4"
    for language in LANGUAGES:
        said = [_plain(answer.written(language)) for answer in item.answers]
        given = [text for text in said if text]
        if len(set(given)) < len(given):
            yield "equal_answers", f"deux réponses sont les mêmes {IN_WORDS[language]}"


def _giveaway(item: Item) -> Found:
    """The longest answer is often the right one: in French, the language in which the items are written."""
    others = [len(answer.fr) for answer in item.answers if not answer.right]
    if item.right is None or not others:
        return
    length, usual = len(item.right.fr), mean(others)
    if length > GIVEAWAY_RATIO * usual and length - usual > GIVEAWAY_LETTERS:
        yield "giveaway", f"la bonne réponse est {length / usual:.1f} fois plus longue que les autres".replace(".", ",")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
