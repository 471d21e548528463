"""The leaflet of each occupation: what one does, where, when, with whom, rights, pay; read from `leaflets/*.toml`.

from labmigration.programme.occupation_leaflets import leaflets

leaflets().leaflet("childminder").sentence.in_language("uk")
leaflets().pay_on(day).smic.hourly      # euros, gross, per hour
"""

from .reader import Leaflets, PayOn, leaflets, load
from .records import ChildminderPay, Job, Leaflet, Level, Line, Part, PayLevel, Right, WeekSlot

__all__ = [
    "ChildminderPay",
    "Job",
    "Leaflet",
    "Leaflets",
    "Level",
    "Line",
    "Part",
    "PayLevel",
    "PayOn",
    "Right",
    "WeekSlot",
    "leaflets",
    "load",
]
