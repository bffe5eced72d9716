"""Words and signs of a text, as the lexicon and the tagger both count them."""

import re

# Over lowered text. "30/4/2024", "KH&CN" and "T.Ư" are one token; each sign is one; the number of a footnote directly
# after a word ("Sở Nội vụ18") is none.
TOKEN = re.compile(
    r"[^\W\d_]{2,}(?=\d{1,2}(?!\w))|(?!(?<=[^\W_])\d)[^\W_]+(?:[/&.\-][^\W_]+)*|[^\w\s]|_+",
)
