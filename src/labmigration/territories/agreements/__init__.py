"""Partners of a territory, the protocol of intent and the framework agreement with everyone's commitments, funding."""
