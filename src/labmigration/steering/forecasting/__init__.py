"""What would become of a territory: sliders, the forecast engine in the request, scenarios kept and compared.

assumptions (what is supposed, and on whose word) → own_figures (what the territory has shown) → levers (what can be
moved) → playing (the engine's question and what it answers) → words, drawing → actions, views.
"""
