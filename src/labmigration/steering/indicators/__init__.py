"""The indicators of the catalogue: definitions, facts of a territory, figures, pages.

`facts.py` the tables of one territory on one day, which can leave the product and come back · `reading.py` rows →
facts · `measure/` facts → figures, pure · `queries.py` what others may ask · `dashboards.py` who reads what.
"""
