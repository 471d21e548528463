"""What each funding line has paid: hours from the signed ledger, expenses from their papers; never twice."""
