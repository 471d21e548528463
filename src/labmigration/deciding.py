"""``labmigration decide``: hands the programme's rules to the pure engines."""
