"""What a keeper states beside a file (NAME.yml): typed, every key known, errors with their line."""

from build_tools.model import Statement
from build_tools.yaml_records import decode

# The keys a keeper writes, and the fields they fill.
KEYS = {
    "loai": "type_name",
    "so_ky_hieu": "code",
    "ngay_ban_hanh": "issued_date",
    "co_quan": "organ",
    "dia_phuong": "place",
    "trich_yeu": "subject",
    "nguoi_ky": "signer",
    "nguon": "origin",
}


def read_statement(text: str, path: str) -> Statement:
    """Return what the sidecar states. Raises InputError (VB003) with file and line for anything that is not so."""
    return decode(text, path, Statement, code="VB003", names=KEYS)
