"""The outlines of metropolitan départements, for maps drawn without any network: read from departements.json.

IGN Admin Express 2018 through `gregoiredavid/france-geojson`, simplified by us; Licence Ouverte. Too coarse for a
boundary test. `CREDITS` stands beside every map made of them.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "departements.json"
CREDITS: Final = "INSEE, IGN Admin Express (Licence Ouverte)"

Ring = list[tuple[float, float]]


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, list[Ring]]:
    """Outer rings of each département by its code: (longitude, latitude), WGS 84."""
    found: dict[str, list[Ring]] = {}
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["code"]] = [[(x, y) for x, y in polygon[0]] for polygon in polygons]
    return found
