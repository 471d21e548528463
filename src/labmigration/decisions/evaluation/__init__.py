"""Planning an evaluation, and comparing: how much a design can show before anybody is asked, and orders drawn by lot.

two_arms (two groups of people) · stepped_wedge (territories that open one after another) · lots (orders drawn from a
seed, so that anybody can draw them again).
"""

from labmigration.decisions.evaluation.lots import Drawn, draw_order
from labmigration.decisions.evaluation.stepped_wedge import Wedge, power, smallest_difference, variance, variance_by_gls
from labmigration.decisions.evaluation.two_arms import detectable, people_per_arm

__all__ = [
    "Drawn",
    "Wedge",
    "detectable",
    "draw_order",
    "people_per_arm",
    "power",
    "smallest_difference",
    "variance",
    "variance_by_gls",
]
