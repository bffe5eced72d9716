"""A grammar over tagged words: names of parties by what they are made of, and who is told to do something.

Words get one tag each (`words`), rule files are compiled to `re` over the string of tags (`rules`), and a cascade makes
chunks of them (`chunks`): instruments and dates first, then parties, then clauses.
"""
