"""The pages people live in: the shell, each role’s first page, the candidate’s telephone page."""
