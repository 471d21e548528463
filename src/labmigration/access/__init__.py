"""Who may do what: roles, the one table of rights, the gate that every page and every move goes through, sign-in."""
