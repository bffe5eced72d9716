"""Words and signs of a text, as the lexicon and the tagger both count them."""

import re

# "30/4/2024", "KH&CN" and "T.Ư" are one word; a sign stands alone; the number of a footnote that is glued to a word
# ("Sở Nội vụ18") is no word. Over lowered text.
TOKEN = re.compile(
    r"[^\W\d_]{2,}(?=\d{1,2}(?!\w))|(?!(?<=[^\W_])\d)[^\W_]+(?:[/&.\-][^\W_]+)*|[^\w\s]|_+",
)
