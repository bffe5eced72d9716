"""What the desk answers, and to whom: a page of its own, on this machine, that has the token of its address."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from importlib.resources import files
from threading import Lock

from build_tools.base.yaml_edits import EditError
from build_tools.desk import pages, sidecar_files
from build_tools.desk.asked import ADDED, added, alike, as_dict, fields, numbered, word
from build_tools.desk.beside import Beside, Place, beside, last_year
from build_tools.desk.decisions import ACTIONS, Decision, decided, sidecar_path, sidecar_text
from build_tools.desk.documents import Documents, Held
from build_tools.desk.forms import form_of
from build_tools.desk.guard import Given, RefusedError, path_behind, sent
from build_tools.desk.inbox import Inbox
from build_tools.desk.names import confirmed_name, name_form, with_name
from build_tools.desk.reports import Report, review_of
from build_tools.desk.targets import Target, search, targets
from build_tools.model.source import Bundle
from build_tools.model.statement import FACT_KINDS
from build_tools.parse.facts import Fact
from build_tools.parse.reviews import Review
from build_tools.publish.requests import Request, Response
from build_tools.source.pdf_picture import head_picture

PREFIX = "/soat/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ASSETS = {"desk.js": "text/javascript; charset=utf-8", "desk.css": "text/css; charset=utf-8"}


@dataclass
class Desk:
    """The desk of one project. Requests are answered one at a time; `today` is asked at each decision."""

    documents: Documents
    token: str
    read_only: bool
    today: Callable[[], date]
    site_name: str = "Sổ Văn Bản"

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._done: list[tuple[str, sidecar_files.Written, Report | None]] = []
        self._inbox = Inbox(self.documents.root, self.documents.knows)
        self._targets: dict[Target, str] | None = None
        self._order: list[str] = []  # as the list of documents was shown last: "next" is the next one there

    def __call__(self, request: Request) -> Response | None:
        """Answer a request below /soat/."""
        if not request.path.startswith(PREFIX):
            return None
        try:
            path = path_behind(PREFIX, self.token, request)
            with self._lock:
                return self._post(path, request) if request.method == "POST" else self._get(path, request)
        except RefusedError as refused:
            return _json(refused.status, {"message": str(refused)})
        except EditError as error:
            return _json(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": str(error)})
        except OSError as error:  # a full disk, a folder that may not be written
            message = f"Máy không ghi được: {error.strerror or error}. Hãy xem lại ổ đĩa và quyền của thư mục."
            return _json(HTTPStatus.INSUFFICIENT_STORAGE, {"message": message})

    def _get(self, path: list[str], request: Request) -> Response:
        match path:
            case [""]:
                return self._queue(request.query)
            case ["van-ban", identity]:
                held, _ = self._latest(identity)
                return _html(pages.document_page(self._frame, held, self._beside(held)))
            case ["anh", identity]:
                held, bundle = self._latest(identity)
                if not held.document.source.masked and (picture := head_picture(bundle.data)):
                    return Response(HTTPStatus.OK, "image/png", picture, _HEADERS)
            case ["tim"]:
                found = search(self._known_targets(), request.query.get("q", ""))
                return _json(HTTPStatus.OK, {"found": [as_dict(target) for target in found]})
            case ["mau", identity]:
                return self._form(identity, request.query)
            case ["mau-ten", identity]:
                return self._name_form(identity, request.query)
            case ["tep", name] if name in _ASSETS:
                data = files("build_tools.desk").joinpath("assets", name).read_bytes()
                return Response(HTTPStatus.OK, _ASSETS[name], data, _HEADERS)
        raise RefusedError(HTTPStatus.NOT_FOUND, "Bàn soát không có trang này.")

    @property
    def _frame(self) -> pages.Frame:
        return pages.Frame(f"{PREFIX}{self.token}", self.read_only, self.site_name)

    def _queue(self, query: Mapping[str, str]) -> Response:
        self.documents.refresh()
        rows = self.documents.summaries()
        years = sorted({row.year for row in rows if row.year}, reverse=True)
        organs = sorted({row.organ for row in rows if row.organ})
        chosen = {"nam": query.get("nam", ""), "don_vi": query.get("don_vi", "")}
        shown = [row for row in rows if chosen["nam"] in ("", row.year) and chosen["don_vi"] in ("", row.organ)]
        waiting = {row.id: len(self._inbox.of(row.id)) for row in shown}
        shown.sort(key=lambda row: waiting[row.id] == 0)
        self._order = [row.id for row in shown if row.open or waiting[row.id]]
        return _html(pages.queue_page(self._frame, shown, years, organs, chosen, waiting, self._inbox))

    def _latest(self, identity: str) -> tuple[Held, Bundle]:
        found = self.documents.latest(identity) if self.documents.knows(identity) else None
        if found is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "Sổ không còn văn bản này, hoặc tệp khai báo của nó đang sai.")
        return found

    def _place(self, identity: str) -> Place:
        order = self._order or [row.id for row in self.documents.summaries() if row.open]
        self._order = order if identity in order else [*order, identity]
        at = self._order.index(identity)
        before, after = self._order[max(at - 1, 0) : at], self._order[at + 1 : at + 2]
        return Place(at + 1, len(self._order), "".join(before), "".join(after))

    def _beside(self, held: Held) -> Beside:
        return beside(self.documents, held, self._place(held.id), self._inbox.of(held.id))

    def _known_targets(self) -> dict[Target, str]:
        if self._targets is None:
            self._targets = targets(self.documents.held())
        return self._targets

    def _form(self, identity: str, query: Mapping[str, str]) -> Response:
        held, _ = self._latest(identity)
        number, kind = query.get("so", ""), query.get("dieu", "")
        if number:
            review = numbered(held, number)
            if review.fact is None:
                raise RefusedError(HTTPStatus.CONFLICT, "Ở chỗ ấy nay không có gì để sửa; hãy thêm (phím T).")
            kind, fact, quote = review.fact.kind, review.fact, None
        else:
            kind = kind if kind in FACT_KINDS else "vien_dan"
            fact = Fact(kind, "")
            quote = query.get("cau", "") if kind in ADDED else None
        title = f"Sửa {FACT_KINDS[kind]}" if number else f"Thêm {FACT_KINDS[kind]}"
        return _html(pages.form_page(form_of(held.document, fact), kind, title, quote, number))

    def _name_form(self, identity: str, query: Mapping[str, str]) -> Response:
        held, _ = self._latest(identity)
        fact = numbered(held, query["so"]).fact if query.get("so") else None
        tasks = held.document.obligations if fact and fact.kind == "nhiem_vu" else ()
        bearers = next((task.bearers for task in tasks if fact and task.span == fact.span), ())
        form = name_form(bearers[0] if bearers else query.get("cau", ""))
        return _html(pages.form_page(form, "", "Xác nhận một tên gọi cho cả sổ", None, "", "/ten-goi"))

    def _name(self, given: Given) -> Response:
        name = confirmed_name(fields(given), word(given, "reason"), word(given, "by"), self.today())
        file, before, text, after = with_name(self.documents.root, name)
        lines = list(sidecar_files.changed_lines(text, after))
        if given.get("preview"):
            return _json(HTTPStatus.OK, {"lines": lines})
        held, _ = self._latest(word(given, "id"))
        self._done.append((held.id, sidecar_files.write(file, before, after.encode("utf-8")), None))
        return self._state(held.id, lines, f"Đã ghi {file.parent.name}/{file.name}:")

    def _post(self, path: list[str], request: Request) -> Response:
        given = sent(request, self.token, read_only=self.read_only)
        match path:
            case ["quyet-dinh"]:
                return self._decide(given)
            case ["ten-goi"]:
                return self._name(given)
            case ["hoan-tac"]:
                return self._undo()
            case ["nam-truoc"]:
                return self._as_last_year(given)
            case ["loi-bao"]:
                return self._pasted(given)
            case ["loi-bao", "het-van-ban"]:
                return self._forgotten()
            case ["loi-bao", "nhan" | "bo" as action]:
                return self._report(given, taken_over=action == "nhan")
        raise RefusedError(HTTPStatus.NOT_FOUND, "Bàn soát không có trang này.")

    def _pasted(self, given: Given) -> Response:
        return _json(HTTPStatus.OK, {"message": self._inbox.paste(str(given.get("text") or ""))})

    def _forgotten(self) -> Response:
        homeless = self._inbox.homeless()
        self._inbox.remove(homeless)
        return _json(HTTPStatus.OK, {"message": f"Đã xóa {len(homeless)} lời báo."})

    def _report(self, given: Given, *, taken_over: bool) -> Response:
        held, bundle = self._asked(given)
        waiting, number = self._inbox.of(held.id), word(given, "report")
        if not number.isdecimal() or int(number) >= len(waiting):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "Không còn lời báo ấy. Hãy tải lại trang.")
        report = waiting[int(number)]
        if not taken_over:
            self._inbox.remove((report,))
            return self._state(held.id, [], "Không nhận lời báo; không ghi gì.")
        action, review = report.action, review_of(report, held.document.source.text, held.reviews)
        by = word(given, "by")
        typed = report.fields if action == "sua" else {}
        if review.fact and typed:
            typed = {field.key: field.value for field in form_of(held.document, review.fact)} | typed
        decision = Decision(action, self.today(), by, report.reason, typed)
        return self._carry_out(held, bundle, review, decision, report)

    def _as_last_year(self, given: Given) -> Response:
        held, bundle = self._asked(given)
        offers = last_year(self.documents, held)
        offer = next((offer for offer in offers if str(offer.place) == word(given, "number")), None)
        if offer is None:
            raise EditError("Năm trước không có điều gì đã soát để lấy cho chỗ này.")
        by = word(given, "by")
        if offer.action == "dung":  # a confirmation has no reason of its own
            by = ", ".join(filter(None, (by, offer.reason)))
        decision = Decision(offer.action, self.today(), by, offer.reason, dict(offer.fields))
        return self._carry_out(held, bundle, offer.review, decision)

    def _asked(self, given: Given) -> tuple[Held, Bundle]:
        """Return the document that is to be judged. Raises RefusedError, EditError where it can't be as it is shown."""
        held, bundle = self._latest(word(given, "id"))
        if held.version != word(given, "version"):
            message = "Văn bản hoặc tệp khai báo vừa được sửa ở nơi khác. Hãy tải lại trang rồi soát tiếp."
            raise RefusedError(HTTPStatus.CONFLICT, message)
        if held.shares:
            raise EditError("Có văn bản khác cùng tên tệp, tệp khai báo sẽ nói về cả hai. Hãy đổi tên một tệp.")
        return held, bundle

    def _decide(self, given: Given) -> Response:
        held, bundle = self._asked(given)
        action = word(given, "action")
        if action not in ACTIONS:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "Yêu cầu không đọc được.")
        number = word(given, "number")
        review = numbered(held, number) if number else added(held, word(given, "kind"), word(given, "quote"))
        decision = Decision(action, self.today(), word(given, "by"), word(given, "reason"), fields(given))
        if not given.get("preview"):
            also = alike(held, review) if given.get("alike") else ()
            return self._carry_out(held, bundle, review, decision, also=also)
        try:
            after = decided(bundle, held.document, review, decision, self.documents.parse)
        except EditError as error:
            return _json(HTTPStatus.OK, {"lines": [str(error)]})
        return _json(HTTPStatus.OK, {"lines": list(sidecar_files.changed_lines(sidecar_text(bundle), after))})

    def _carry_out(
        self,
        held: Held,
        bundle: Bundle,
        review: Review,
        decision: Decision,
        report: Report | None = None,
        also: Sequence[Review] = (),
    ) -> Response:
        after = decided(bundle, held.document, review, decision, self.documents.parse, also)
        lines = list(sidecar_files.changed_lines(sidecar_text(bundle), after))
        before = bundle.sidecar[1] if bundle.sidecar else None
        file = sidecar_path(held.file, held.sidecar)
        self._done.append((held.id, sidecar_files.write(file, before, after.encode("utf-8")), report))
        if report:
            self._inbox.remove((report,))
        return self._state(held.id, lines, f"Đã ghi {file.name}:")

    def _undo(self) -> Response:
        if not self._done:
            raise EditError("Không còn gì để hoàn tác.")
        identity, written, report = self._done[-1]
        sidecar_files.undo(written)
        self._done.pop()
        if report:
            self._inbox.add((report,))
        before = (written.before or b"").decode("utf-8", "replace")
        lines = list(sidecar_files.changed_lines(written.after.decode("utf-8"), before))
        return self._state(identity, lines, f"Đã hoàn tác trong {written.file.name}:")

    def _state(self, identity: str, lines: list[str], message: str) -> Response:
        held, _ = self._latest(identity)
        html = pages.document_content(self._frame, held, self._beside(held))
        return _json(HTTPStatus.OK, {"id": identity, "html": html, "lines": lines, "message": message}, wrote=True)


def _html(page: str) -> Response:
    return Response(HTTPStatus.OK, "text/html; charset=utf-8", page.encode("utf-8", "replace"), _HEADERS)


def _json(status: HTTPStatus, value: Given, *, wrote: bool = False) -> Response:
    data = json.dumps(value, ensure_ascii=True).encode()
    return Response(status, "application/json", data, _HEADERS, wrote)
