"""What a keeper states in a sidecar (NAME.yml): it overrides what the text says, and the pages say so.

Each field has its key in the file and its description; decoding, the JSON Schema and the guide follow from these.
"""

from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 – `date` is the name of a field
from typing import Annotated

from build_tools.base.record_fields import Key

RECURRENCES = {
    "hằng ngày": "daily",
    "hằng tuần": "weekly",
    "hằng tháng": "monthly",
    "hằng quý": "quarterly",
    "6 tháng": "half-yearly",
    "hằng năm": "yearly",
}
RELATIONS = {
    "căn cứ": "based_on",
    "thực hiện": "implements",
    "hướng dẫn": "guides",
    "sửa đổi": "amends",
    "bãi bỏ": "repeals",
    "ngưng hiệu lực": "suspends",
    "đính chính": "corrects",
    "hợp nhất": "consolidates",
    "ban hành kèm theo": "issues",
    "đưa tin": "reports_on",
    "dẫn chiếu": "cites",
}
LIMITS = {"trước": "before", "chậm nhất": "by", "vào": "on", "kể từ": "from"}
# The kinds of facts that a keeper confirms, by the key that states such a fact, with their names.
FACT_KINDS = {
    "loai": "loại",
    "so_ky_hieu": "số, ký hiệu",
    "ngay_ban_hanh": "ngày ban hành",
    "co_quan": "cơ quan",
    "dia_phuong": "địa phương",
    "trich_yeu": "trích yếu",
    "nguoi_ky": "người ký",
    "chuc_vu": "chức vụ",
    "tham_quyen_ky": "thẩm quyền ký",
    "kinh_gui": "nơi gửi",
    "noi_nhan": "nơi nhận",
    "vien_dan": "viện dẫn",
    "quan_he": "quan hệ",
    "nhiem_vu": "nhiệm vụ",
    "thoi_han": "thời hạn",
}


@dataclass(frozen=True, slots=True)
class StatedCitation:
    """What the citation at `quote` (its `nth` occurrence) points to: corrects one that was found, adds or drops one."""

    quote: Annotated[str, Key("cau", "Chữ của viện dẫn, đúng như trong văn bản")]
    reason: Annotated[str, Key("ly_do", "Vì sao khai báo")]
    nth: Annotated[int, Key("lan", "Lần thứ mấy chữ ấy xuất hiện, nếu có nhiều lần")] = 1
    target: Annotated[str | None, Key("la", "Số, ký hiệu hoặc tên văn bản được viện dẫn")] = None
    type_name: Annotated[str | None, Key("loai", "Tên loại của văn bản được viện dẫn")] = None
    date: Annotated[
        str | None, Key("ngay", "Ngày ban hành của văn bản được viện dẫn: 18/02/2022, hoặc năm: 2022", is_day=True)
    ] = None
    organ: Annotated[str | None, Key("co_quan", "Cơ quan ban hành văn bản được viện dẫn")] = None
    relation: Annotated[
        str | None, Key("quan_he", "Văn bản này đối với văn bản được viện dẫn (thay thế cũng là bãi bỏ)", RELATIONS)
    ] = None
    dropped: Annotated[bool, Key("bo", "true: chỗ này không phải viện dẫn")] = False


@dataclass(frozen=True, slots=True)
class StatedDeadline:
    """A time limit that a keeper states: a day, month, quarter or year, or how often the duty recurs."""

    date: Annotated[
        str | None, Key("ngay", "Ngày, tháng, quý hoặc năm: 30/11/2022, 12/2025, 2025-Q4, 2025", is_day=True)
    ] = None
    recurrence: Annotated[str | None, Key("dinh_ky", "Nhiệm vụ lặp lại khi nào", RECURRENCES)] = None
    relation: Annotated[str, Key("moc", "Nghĩa của ngày", LIMITS)] = "by"


@dataclass(frozen=True, slots=True)
class StatedObligation:
    """Who must do the task at `quote`, and by when: corrects one that was found, adds or drops one."""

    quote: Annotated[str, Key("cau", "Chữ đầu của nhiệm vụ, đúng như trong văn bản")]
    reason: Annotated[str, Key("ly_do", "Vì sao khai báo")]
    nth: Annotated[int, Key("lan", "Lần thứ mấy chữ ấy xuất hiện, nếu có nhiều lần")] = 1
    bearers: Annotated[tuple[str, ...] | None, Key("don_vi", "Đơn vị thực hiện", are_names=True)] = None
    lead: Annotated[tuple[str, ...] | None, Key("chu_tri", "Đơn vị chủ trì", are_names=True)] = None
    coordinate: Annotated[tuple[str, ...] | None, Key("phoi_hop", "Đơn vị phối hợp", are_names=True)] = None
    report_to: Annotated[str | None, Key("bao_cao_ve", "Nơi nhận báo cáo hoặc kết quả")] = None
    deadlines: Annotated[
        tuple[StatedDeadline, ...] | None, Key("thoi_han", "Các thời hạn, thay cho những gì máy đọc được")
    ] = None
    dropped: Annotated[bool, Key("bo", "true: chỗ này không phải nhiệm vụ")] = False


@dataclass(frozen=True, slots=True)
class StatedExemption:
    """A unit that need not issue a document to implement this one."""

    unit: Annotated[str, Key("don_vi", "Tên đơn vị")]
    reason: Annotated[str, Key("ly_do", "Vì sao đơn vị không phải ban hành văn bản triển khai")]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a keeper has seen what is read at `quote`, and agreed: bound to these words and to this value.

    It changes nothing that is read. `dropped` says that there is no such fact at the quote.
    """

    kind: Annotated[str, Key("dieu", "Điều đã soát", {key: key for key in FACT_KINDS})]
    day: Annotated[Date, Key("ngay_soat", "Ngày soát, dạng năm-tháng-ngày")]
    quote: Annotated[str | None, Key("cau", "Chữ của văn bản ở chỗ ấy")] = None
    nth: Annotated[int, Key("lan", "Lần thứ mấy chữ ấy xuất hiện, nếu có nhiều lần")] = 1
    value: Annotated[str | None, Key("doc", "Điều đọc được và đã xác nhận là đúng")] = None
    dropped: Annotated[bool, Key("bo", "true: đã xác nhận ở chỗ này không có điều ấy")] = False
    by: Annotated[str | None, Key("boi", "Người soát")] = None


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a keeper states about one document, with reason and origin."""

    type_name: Annotated[str | None, Key("loai", "Tên loại văn bản")] = None
    code: Annotated[str | None, Key("so_ky_hieu", "Số và ký hiệu, ví dụ 15/KH-SKHCN")] = None
    issued_date: Annotated[Date | None, Key("ngay_ban_hanh", "Ngày ban hành, ví dụ 22/04/2026", is_day=True)] = None
    organ: Annotated[str | None, Key("co_quan", "Cơ quan ban hành")] = None
    place: Annotated[str | None, Key("dia_phuong", "Tỉnh, thành phố")] = None
    subject: Annotated[str | None, Key("trich_yeu", "Trích yếu nội dung")] = None
    signer: Annotated[str | None, Key("nguoi_ky", "Họ tên người ký")] = None
    signer_position: Annotated[str | None, Key("chuc_vu", "Chức vụ người ký")] = None
    signing_authority: Annotated[str | None, Key("tham_quyen_ky", "Thẩm quyền ký, ví dụ KT. Giám đốc")] = None
    addressees: Annotated[tuple[str, ...] | None, Key("kinh_gui", "Nơi gửi (Kính gửi)", are_names=True)] = None
    copies_to: Annotated[tuple[str, ...] | None, Key("noi_nhan", "Nơi nhận", are_names=True)] = None
    citations: Annotated[tuple[StatedCitation, ...], Key("vien_dan", "Khai báo về từng viện dẫn")] = ()
    obligations: Annotated[tuple[StatedObligation, ...], Key("nhiem_vu", "Khai báo về từng nhiệm vụ")] = ()
    exemptions: Annotated[
        tuple[StatedExemption, ...],
        Key("khong_phai_ban_hanh", "Đơn vị không phải ban hành văn bản triển khai văn bản này"),
    ] = ()
    confirmations: Annotated[
        tuple[Confirmation, ...], Key("da_soat", "Những điều máy đọc mà người giữ sổ đã soát")
    ] = ()
    unpublished: Annotated[bool, Key("khong_cong_bo", "true: không đưa văn bản này lên trang web")] = False
    masked: Annotated[bool, Key("che_so", "true: che số định danh, tài khoản, điện thoại; không đăng tệp gốc")] = False
    former: Annotated[
        tuple[str, ...], Key("dia_chi_cu", "Các địa chỉ cũ của trang văn bản, ví dụ van-ban/120-kl-tw")
    ] = ()
    origin: Annotated[str | None, Key("nguon", "Nơi lấy văn bản")] = None
    reason: Annotated[str | None, Key("ly_do", "Vì sao khai báo")] = None

    @property
    def corrects(self) -> bool:
        """Whether it says anything of what is read of the text; confirmations change no reading."""
        beside = replace(
            self,
            exemptions=(),
            confirmations=(),
            unpublished=False,
            masked=False,
            former=(),
            origin=None,
            reason=None,
        )
        return beside != Statement()
