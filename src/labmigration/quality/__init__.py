"""Quality: complaints and their answers, the register of improvements, files that prove what happened.

models → states → complaints, improvements (the only writers) → complaint_queries → evidence/ (what each theme shows,
read from the journal and from the stages' queries) → building (the job) → views.
"""
