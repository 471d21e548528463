"""Codes printed on certificates: drawn at random, spoken aloud without confusion, kept as keyed digests."""

import secrets

from labmigration.people.names import searchable
from labmigration.secrecy.keyring import keyring

#: Crockford's letters: no I, L, O, U, which eyes take for 1, 1, 0, V. Sixteen of them are 80 bits.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
_MISREAD = str.maketrans("ILOU", "110V")


def draw_code() -> str:
    """A new code, without dashes."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def spoken_code(code: str) -> str:
    """The code as it is printed: in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def without_dashes(typed: str) -> str:
    """What somebody typed or said, as it is kept: letters that are easily misread are put right."""
    kept = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    return kept.translate(_MISREAD)


def code_index(code: str) -> str:
    """The keyed digest by which a code is looked up: how long it takes says nothing of how near a guess was."""
    return keyring().blind_index(f"certificate|{code}")


def name_index(name: str) -> str:
    """The keyed digest of a name, whatever its accents, case and order of words."""
    return keyring().blind_index(f"certificate-holder|{' '.join(sorted(searchable(name).split()))}")
