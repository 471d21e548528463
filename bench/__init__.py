"""What the product costs in time and memory, measured side by side with what others would use. `make bench` runs it.

One file a measure (`import_referrals`, `pathways`, `positioning`, `server`); `run` calls them and prints the table.
"""
