"""Positioning: what life and work have taught, and what is needed."""
