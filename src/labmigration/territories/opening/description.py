"""What a territory is, wherever it comes from: the programme's files, or somebody who opened it on screen."""

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.areas import area_of, departements
from labmigration.programme.communes import departements_known
from labmigration.programme.geography import Perimeter, Territory
from labmigration.territories.opening.models import OpenedTerritory

#: The source that stands for what a territory's team tells of itself: nobody else has verified it.
OURS = "NOUS"


def description_of(code: str) -> Territory:
    """The territory of that code; the programme's files come first. Raises ProgrammeError for an unknown code.

    One query for a territory opened on screen, none for the others. It has no target, partners or figures of its own
    there: those stand in its public file and its agreements.
    """
    try:
        return programme().territory(code)
    except ProgrammeError:
        row = OpenedTerritory.objects.select_related("territory", "opened_by").filter(pk=code).first()
        if row is None:
            raise
        return _as_described(row)


def region_of(codes: list[str]) -> tuple[str, str]:
    """INSEE code and name of the region of some départements; of several, the first code and every name."""
    known = departements()
    names = dict.fromkeys(known[code].region_name for code in codes)
    return known[codes[0]].region, ", ".join(names)


def without_communes(codes: list[str]) -> list[str]:
    """The names of the départements whose postcodes this installation does not know."""
    return [departements()[code].name for code in codes if code not in departements_known()]


def _as_described(row: OpenedTerritory) -> Territory:
    told = f"Ouvert à l’écran par {row.opened_by.name}."
    region_code, region = region_of(row.departements)
    perimeter = Perimeter(
        departements=tuple(row.departements), since=row.opened_on, source=OURS, confirmed=False, note=told
    )
    return Territory(
        code=row.pk,
        name_fr=row.territory.name,
        name_en=row.territory.name,
        region_fr=region,
        region_code=region_code,
        stage="planned",
        perimeter=perimeter,
        since=row.opened_on,
        source=OURS,
        confirmed=False,
        note=told,
    )


def area_name(territory: Territory) -> str:
    """Its perimeter in words."""
    return area_of(territory.departements).name
