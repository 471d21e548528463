"""The Marseille pilot: four cohorts of twelve invented people, played through the same actions as real life."""
