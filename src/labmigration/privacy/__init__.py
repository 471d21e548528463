"""What a person may ask about her own data and the decisions taken about her: see, choose, ask, be forgotten."""
