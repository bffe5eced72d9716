"""The reports of readers that wait for a keeper, kept in a file of `.build` until each is judged.

The file is written whole or not at all: a desk that is closed or killed loses no report that it said it had taken.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.values import decoder
from build_tools.base.yaml_edits import EditError
from build_tools.desk.reports import Report, read_reports

_FILE = Path(".build", "desk-reports.msgpack")
# Reports outlive the version of the program that took them.
_KEY = b"so-van-ban: reports of readers, 1"
_REPORTS = decoder(tuple[Report, ...])


class Inbox:
    """The reports that have been pasted and not yet judged, in the order in which they were pasted.

    `knows` tells whether the register has a document. `damaged` means that there was a file that could not be read:
    what it held is in the keeper's mail alone. Whatever changes the reports raises OSError where it can't be written.
    """

    def __init__(self, root: Path, knows: Callable[[str], bool]) -> None:
        self._file, self._knows = root / _FILE, knows
        found = checked_file.read(self._file, _KEY, _REPORTS)
        self.damaged = found is None and self._file.exists()
        self._waiting: tuple[Report, ...] = found or ()

    def paste(self, pasted: str) -> str:
        """Keep the reports of a mail that are not waiting already; return what a keeper is told.

        Raises EditError for text that has no report about a document of the register.
        """
        reports = read_reports(pasted)
        known = [report for report in reports if self._knows(report.document)]
        if not known:
            names = "; ".join(dict.fromkeys(report.name for report in reports))
            raise EditError(f"Sổ không có văn bản mà lời báo nêu: {names}. Có thể tệp đã đổi tên hoặc thuộc sổ khác.")
        other = len(reports) - len(known)
        more = f" {other} lời báo về văn bản mà sổ không có." if other else ""
        return f"Đã nhận {self.add(known)} lời báo mới.{more}"

    def add(self, reports: Sequence[Report]) -> int:
        """Keep the reports that are not waiting already; return how many."""
        new = tuple(report for report in reports if report not in self._waiting)
        if new:
            self._put((*self._waiting, *new))
        return len(new)

    def of(self, document: str) -> Sequence[Report]:
        """Return the reports about a document."""
        return tuple(report for report in self._waiting if report.document == document)

    def homeless(self) -> Sequence[Report]:
        """Return the reports about documents that the register does not have any more."""
        return tuple(report for report in self._waiting if not self._knows(report.document))

    def remove(self, reports: Sequence[Report]) -> None:
        """Forget reports that were judged."""
        self._put(tuple(report for report in self._waiting if report not in reports))

    def _put(self, reports: tuple[Report, ...]) -> None:
        checked_file.write(self._file, _KEY, reports)
        self._waiting, self.damaged = reports, False
