"""Web pages saved as one file (.mht), as Word writes them too: a mail with a part in HTML (RFC 2557)."""

import email
import email.policy

from build_tools.source.archive import DAMAGED
from build_tools.source.reading import Reading, RefusedError
from build_tools.source.web_page import read_web_page


def read_mail_archive(data: bytes) -> Reading:
    """Return the text of the page. Raises RefusedError (VB011) if there is none."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return read_web_page(content)
    raise RefusedError("VB011", DAMAGED)
