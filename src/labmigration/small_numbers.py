"""The small-number rule, in one place: under how many people a number is not shown to those who may not see persons.

A proposal after our reading of statistical secrecy (reference "Evaluation, indicators", small numbers: mask under 11;
an open data set of Urssaf masks 5 and fewer), to be confirmed by the controller.
"""

THRESHOLD = 11
