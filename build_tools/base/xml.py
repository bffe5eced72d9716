"""Words as XML; what XML 1.0 can't hold becomes U+FFFD."""

import re

# Characters that XML 1.0 does not allow; control characters are pictures in the canonical text already.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def allowed(words: str) -> str:
    """Return the words without what XML can't hold, not escaped: for a library that does that."""
    return _NOT_XML.sub("\ufffd", words)


def content(words: str) -> str:
    """Return the words as content of an element."""
    return allowed(words).translate(_TEXT)


def attribute(words: str) -> str:
    """Return the words as the value of an attribute, without its quotation marks."""
    return allowed(words).translate(_ATTRIBUTE)
