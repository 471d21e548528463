"""Weeks in remission of Freireich's trial (Blood 21, 1963): 6-MP and placebo, 21 children each; + is last seen."""

_TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
_PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def _group(text: str) -> tuple[list[float], list[bool]]:
    words = text.split()
    return [float(word.rstrip("+")) for word in words], [not word.endswith("+") for word in words]


TREATED, PLACEBO = _group(_TREATED), _group(_PLACEBO)
