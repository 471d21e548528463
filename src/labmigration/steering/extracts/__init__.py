"""What leaves for research and for outsiders: projects approved by two, extracts, tables that isolate nobody.

projects (asked, approved, ended) · building, output (the files of an extract) · given (external tables, and the memory
of those given before). The rules stand in `programme/research/`, the engine in `decisions/disclosure/`.
"""
