"""What European funders ask of each participant (FSE+): fields with the status of their codes, a validator that says
what is missing person by person, exports that can be made again byte for byte.

fields, checks (pure) ← participants (rows, a constant number of queries) → totals, building (the job) → views.
"""
