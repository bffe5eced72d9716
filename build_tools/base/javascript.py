"""Data for the browser as scripts: a page that is opened from a folder may load nothing else."""

import json


def call(function: str, *values: object) -> str:
    """Return a script that calls a function of `svb` with the values as JSON."""
    written = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    # Line separators were no part of a JavaScript string before 2019.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"svb.{function}({written})\n"
