"""A grammar over tagged words: names of parties by their components, and clauses that order something.

Each word gets one tag (`words`); rule files are compiled to regular expressions over the string of tags (`rules`); a
cascade finds chunks (`chunks`): instruments and dates, then parties, then clauses.
"""
