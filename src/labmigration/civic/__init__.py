"""The double civic track: short steps for those who work and for those who employ, and meetings of both."""
