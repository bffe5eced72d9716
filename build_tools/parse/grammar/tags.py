"""The tags of words and chunks: one character each, by the names that rule files use."""

TAGS = {
    "CENTRAL": "F", "HEAD": "H", "LOWHEAD": "h", "AGENCY": "S", "LOWAGENCY": "s", "SMALL": "j", "GROUP": "g",
    "MAYBE": "y", "LEAD": "l", "BODY": "z", "COMMITTEE": "M", "COMPANY": "E", "LOWCOMPANY": "i", "OFFICE": "O",
    "TITLE": "T", "EVERY": "P", "LEVEL": "G", "PLACE": "L", "PROPER": "N", "FIELD": "K", "NOUN": "k",
    "ACT": "Q", "BOTH": "q", "QUALIFIER": "a", "ASSIGNED": "A", "OF": "f", "UNDER": "V", "ABOUT": "b", "HAVE": "c",
    "JOIN": "r",
    "NUMBER": "D", "ORDER": "X", "DIRECT": "C", "TELLS": "t", "MODAL": "m", "ADVERB": "d", "VERB": "v",
    "REASON": "e", "PARTICLE": "p", "WORD": "w", "COMMA": ",", "SEMI": ";", "COLON": ":", "STOP": "[.|]", "END": "$",
    "DASH": "-", "OPEN": "<", "CLOSE": ">", "SIGN": "x", "NOTE": "B",
    "PARTY": "U", "BARE": "u",
}  # fmt: skip
# The chunks of a time limit.
DATES = {
    "BEFORE": "b", "BY": "y", "ON": "o", "FROM": "f", "TO": "t", "AFTER": "a", "NOMORE": "x", "LEAST": "l",
    "TERM": "v", "HOUR": "h", "WEEKDAY": "W", "DAYWORD": "n", "FULL": "F", "PART": "P", "NUMBER": "D",
    "MONTHYEAR": "M", "MONTH": "m", "QUARTER": "q", "QUARTERYEAR": "j", "ROMAN": "I", "MONTHS": "H", "YEAR": "Y",
    "BAREYEAR": "B", "YEARS": "R", "NEXTYEAR": "N", "THISYEAR": "T", "OFYEAR": "O", "OFMONTH": "u",
    "OFNEXTMONTH": "U", "LASTMONTH": "L", "FIRSTMONTH": "e", "LASTDAY": "d", "WEEKOFMONTH": "w", "LUNAR": "A",
    "EDGE": "E",
    "REGULAR": "r", "EVERYDAY": "1", "EVERYWEEK": "2", "EVERYMONTH": "3", "EVERYQUARTER": "4", "EVERYYEAR": "5",
    "TIMES": "6", "PERIOD": "p", "SINCE": "s", "AND": "+", "COMMA": ",", "SEMI": ";", "DASH": "-", "OPEN": "(",
    "CLOSE": ")",
}  # fmt: skip
PUNCTUATION = {",": ",", ";": ";", ":": ":", ".": ".", "-": "-", "–": "-", "/": ",", "(": "<", ")": ">"}

# The tag of each kind of the lexicon: in small letters, and where the word begins with a capital inside a sentence.
KINDS = {
    "phrase": ("w", "N"), "head": ("h", "H"), "agency": ("s", "S"), "small": ("j", "H"), "central": ("F", "F"),
    "lead": ("l", "l"), "body": ("z", "z"), "committee": ("h", "M"), "company": ("i", "E"),
    "office": ("O", "O"), "title": ("T", "T"), "every": ("P", "P"), "group": ("g", "g"), "maybe": ("y", "K"),
    "level": ("G", "G"), "qualifier": ("a", "K"), "assigned": ("A", "N"), "of": ("f", "N"),
    "under": ("V", "N"), "about": ("b", "N"),
    "have": ("c", "N"), "and": ("r", "N"), "order": ("X", "X"), "direct": ("C", "Q"), "tells": ("t", "N"),
    "modal": ("m", "N"), "adverb": ("d", "N"), "verb": ("v", "Q"), "both": ("q", "Q"), "field": ("k", "K"),
    "noun": ("k", "K"), "reason": ("e", "N"), "particle": ("p", "N"), "place": ("w", "L"),
}  # fmt: skip
# Kinds that are names as soon as they have a capital, also where a sentence begins.
NAMES = frozenset({"head", "committee", "agency", "small", "field", "place", "company"})
