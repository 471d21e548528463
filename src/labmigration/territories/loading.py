"""Put the programme's territories into the database."""

from labmigration.programme import programme
from labmigration.territories.models import Territory


def load_territories() -> None:
    """Create or rename the territories that the programme lists; removes none."""
    known = dict(Territory.objects.values_list("code", "name"))
    for territory in programme().territories:
        if known.get(territory.code) != territory.name_fr:
            Territory.objects.update_or_create(code=territory.code, defaults={"name": territory.name_fr})
