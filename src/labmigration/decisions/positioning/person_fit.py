"""Do these answers hold together? A pattern most unlikely under the model is a result of its own: "to confirm".

lz (Drasgow, Levine & Williams 1985): the log-likelihood of the answers, standardised by its own mean and variance at
the estimated ability. Below −2.326 lies one pattern in a hundred of a standard normal law. Since the ability is
estimated from the same answers, lz varies less than that law (Snijders 2001): fewer than one coherent person in a
hundred is told "to confirm" for it, which is the side to err on.
"""

import math
from collections.abc import Iterable

#: The hundredth part of the standard normal law.
UNLIKELY = -2.326
#: With fewer answers the statistic says nothing.
FEWEST_ANSWERS = 8
#: Answers that all come faster than this, in seconds, were not read.
AN_INSTANT = 2.0
FEWEST_INSTANTS = 2


def lz(answers: Iterable[tuple[float, int]]) -> float:
    """The standardised log-likelihood of (probability of a right answer, score) pairs; 0 when nothing varies.

    Probabilities lie strictly between 0 and 1, or ValueError.
    """
    fit = variance = 0.0
    for chance, score in answers:
        if not 0 < chance < 1:
            raise ValueError(f"a chance of {chance} is certain: no answer to it can surprise")
        logit = math.log(chance) - math.log1p(-chance)
        fit += (score - chance) * logit
        variance += chance * (1 - chance) * logit * logit
    return fit / math.sqrt(variance) if variance > 0 else 0.0


def unlikely(answers: Iterable[tuple[float, int]]) -> bool:
    """Whether enough answers make a pattern of probability under one in a hundred."""
    told = list(answers)
    return len(told) >= FEWEST_ANSWERS and lz(told) < UNLIKELY


def unread(seconds: Iterable[float]) -> bool:
    """Whether every answer came within an instant; `seconds` is the time that each took."""
    taken = list(seconds)
    return len(taken) >= FEWEST_INSTANTS and max(taken) < AN_INSTANT
