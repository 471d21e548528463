"""Timetables made by the engine: asked for, drawn, changed by hand, published."""
