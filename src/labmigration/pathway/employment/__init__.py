"""Employment: contracts, signatures of both sides, the first paid day."""
