"""Words and signs of a text, as the lexicon and the tagger both count them."""

import re

# "30/4/2024", "KH&CN" and "T.Ư" are one word; a sign stands alone. Over lowered text.
TOKEN = re.compile(r"[^\W_]+(?:[/&.\-][^\W_]+)*|[^\w\s]|_+")
