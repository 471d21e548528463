"""How much fits into a text message (3GPP TS 23.038): 160 letters of GSM 7-bit, or else 70 of UCS-2.

A message in two parts gives up some of both to say so: 67 letters of UCS-2 each.
"""

import unicodedata

GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: These take the place of two.
GSM7_TWICE = set("^{}\\[~]|€")
GSM7_AT_MOST = 160
UCS2_AT_MOST = 2 * 67
PLAIN = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
}
SPACES = {"\u00a0": " ", "\u202f": " ", "\u2009": " "}


def is_gsm7(text: str) -> bool:
    """Whether every letter is one of GSM 7-bit."""
    return all(letter in GSM7 or letter in GSM7_TWICE for letter in text)


def in_gsm7(text: str) -> str:
    """A text of Latin letters as GSM 7-bit can write it: `août` becomes `aout`; other scripts stay as they are."""
    plain = "".join(SPACES.get(letter, PLAIN.get(letter, letter)) for letter in text)
    written = "".join(letter if letter in GSM7 or letter in GSM7_TWICE else _bare(letter) for letter in plain)
    return written if is_gsm7(written) else "".join(SPACES.get(letter, letter) for letter in text)


def fits(text: str) -> bool:
    """Whether the text fits one part of GSM 7-bit, or two of UCS-2."""
    if is_gsm7(text):
        return sum(2 if letter in GSM7_TWICE else 1 for letter in text) <= GSM7_AT_MOST
    return len(text.encode("utf-16-be")) // 2 <= UCS2_AT_MOST


def _bare(letter: str) -> str:
    """The letter without its accent; itself when it has none."""
    return unicodedata.normalize("NFD", letter)[0]
