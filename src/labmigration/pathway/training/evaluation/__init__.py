"""Evaluation by skill: the trainer's word and the trainee's own beside each other, several times, never a mark.

skills (what a module teaches) → models → actions, queries → progress (what is drawn) → forms → views. `evidence` holds
the one rule that says which of several findings stands; `changes` what they propose for the prescription.
"""
