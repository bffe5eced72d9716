"""A built folder as readers meet it: on a server of this machine, and opened from the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import long, serving


@pytest.fixture(scope="module", params=["http", *long("file")])
def site(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of what the module's fixture `folder` has built."""
    if request.param == "file":
        yield folder.as_uri() + "/"
        return
    with serving(folder) as address:
        yield address
