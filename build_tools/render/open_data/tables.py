"""The tables of the open data: each column with its kind and its meaning.

CSV, Data Package, database, JSON Schema and the page for readers all follow from these.
"""

from dataclasses import dataclass

from build_tools.render.addresses import DATA


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `words` is its meaning, `kind` one of string, integer, date; `to` the table whose `ma` it holds."""

    name: str
    words: str
    kind: str = "string"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `title` and `words` for readers; where it has a column `ma`, that identifies a row in every build."""

    name: str
    title: str
    words: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file, without the ending."""
        return self.name.replace("_", "-")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def has_key(self) -> bool:
        """Whether a row has an identifier."""
        return self.columns[0].name == "ma"


_WORK = Column("van_ban", "Mã của văn bản", to="van_ban")
ANCHOR = Column("neo", "Neo của điều khoản trong trang: thêm vào sau dấu # của địa chỉ trang")
_CLAUSE = Column("dieu_khoan", "Điều khoản, bằng lời")

WORK = Table(
    "van_ban",
    "Văn bản",
    "Mỗi dòng là một văn bản: có toàn văn trong sổ, hoặc chỉ được văn bản trong sổ viện dẫn.",
    (
        Column("ma", "Mã của văn bản, là địa chỉ trang trong thư mục van-ban, không có .html"),
        Column("ten", "Tên gọi ngắn: loại và số, hoặc tên luật"),
        Column("loai", "Tên loại văn bản"),
        Column("so_ky_hieu", "Số, ký hiệu; “…” đứng thay số còn để trống"),
        Column("ngay_ban_hanh", "Ngày ban hành, dạng 2022-02-18; chỉ có năm nếu không nơi nào ghi ngày"),
        Column("nam", "Năm ban hành", "integer"),
        Column("co_quan", "Cơ quan ban hành"),
        Column("dia_phuong", "Tỉnh, thành phố của cơ quan ban hành; trống nếu là cơ quan trung ương hoặc chưa rõ"),
        Column("trich_yeu", "Trích yếu nội dung"),
        Column("tinh_trang", "Tình trạng hiệu lực theo văn bản trong sổ và nguồn đã ghi; không phải kết luận pháp lý"),
        Column("co_toan_van", "1: sổ có toàn văn; 0: chỉ được viện dẫn", "integer"),
        Column("nguoi_ky", "Họ tên người ký"),
        Column("chuc_vu", "Chức vụ người ký"),
        Column("so_van_ban_vien_dan", "Bao nhiêu văn bản trong sổ viện dẫn văn bản này", "integer"),
        Column("trang", "Địa chỉ trang, tính từ trang chủ của sổ"),
        Column("tep_goc", "Địa chỉ tệp gốc, tính từ trang chủ; trống nếu không có hoặc không đăng"),
    ),
)  # fmt: skip
CITATION = Table(
    "vien_dan",
    "Viện dẫn",
    "Mỗi dòng là một chỗ trong lời văn nhắc đến một văn bản khác.",
    (
        Column("van_ban", "Mã của văn bản có chỗ viện dẫn", to="van_ban"),
        _CLAUSE,
        ANCHOR,
        Column("vi_tri", "Ký tự thứ mấy của lời văn, đếm từ 0", "integer"),
        Column("cach_ghi", "Chữ của viện dẫn, đúng như trong văn bản"),
        Column("quan_he", "Văn bản này đối với văn bản được viện dẫn"),
        Column("dieu_khoan_dan", "Các điều khoản được dẫn"),
        Column("dich", "Mã của văn bản được viện dẫn; trống nếu chưa rõ hoặc có thể là nhiều văn bản", to="van_ban"),
        Column("co_the_la", "Mã của các văn bản có thể là văn bản ấy, nếu có nhiều"),
    ),
)
EDGE = Table(
    "quan_he",
    "Quan hệ",
    "Mỗi dòng là một quan hệ giữa hai văn bản, với nơi nêu ra nó.",
    (
        Column("van_ban", "Mã của văn bản thứ nhất, chủ thể của quan hệ", to="van_ban"),
        Column("quan_he", "Văn bản thứ nhất đối với văn bản thứ hai: căn cứ, thực hiện, sửa đổi, thay thế …"),
        Column("dich", "Mã của văn bản thứ hai", to="van_ban"),
        Column("noi_neu", "Mã của văn bản nêu ra quan hệ, thường là chính văn bản thứ nhất", to="van_ban"),
        _CLAUSE,
        ANCHOR,
        Column("mot_phan", "1: chỉ bãi bỏ, ngưng hiệu lực một phần; trống: không", "integer"),
        Column("thay_the", "1: bãi bỏ bằng cách thay thế; trống: không", "integer"),
        Column("dieu_khoan_dan", "Các điều khoản bị tác động hoặc được dẫn"),
    ),
)
TASK = Table(
    "nhiem_vu",
    "Nhiệm vụ",
    "Mỗi dòng là một nhiệm vụ mà một văn bản giao.",
    (
        Column("ma", "Mã của nhiệm vụ: mã văn bản, dấu #, vị trí trong lời văn"),
        _WORK,
        _CLAUSE,
        ANCHOR,
        Column("viec", "Lời giao việc, đúng như trong văn bản"),
        Column("thuc_hien", "Đơn vị thực hiện, như văn bản gọi"),
        Column("chu_tri", "Đơn vị chủ trì"),
        Column("phoi_hop", "Đơn vị phối hợp"),
        Column("bao_cao_ve", "Nơi nhận báo cáo, kết quả"),
        Column("chua_chac", "Điều máy đọc chưa chắc ở nhiệm vụ này; trống nếu không có"),
        Column("tin_bai", "1: tin bài thuật lại, không phải văn bản giao; trống: không", "integer"),
    ),
)
DEADLINE = Table(
    "thoi_han",
    "Thời hạn",
    "Mỗi dòng là một thời hạn của một nhiệm vụ.",
    (
        Column("nhiem_vu", "Mã của nhiệm vụ", to="nhiem_vu"),
        Column("thu_tu", "Thời hạn thứ mấy của nhiệm vụ, đếm từ 1", "integer"),
        Column("cach_ghi", "Thời hạn bằng lời"),
        Column("moc", "Nghĩa của ngày: before (trước), by (chậm nhất), on (vào), from (kể từ), within (trong hạn)"),
        Column("ngay", "Ngày, tháng (2025-12), quý (2025-Q4) hoặc năm; trống nếu văn bản không ghi"),
        Column("ngay_cuoi", "Ngày cuối cùng của thời hạn ấy", "date"),
        Column("dinh_ky", "Lặp lại khi nào"),
        Column("quy_tac", "Quy tắc lặp lại theo RFC 5545"),
        Column("den_ngay", "Ngày cuối cùng mà việc còn lặp lại", "date"),
        Column("nam_suy_ra", "Năm không ghi ở đó được suy ra từ đâu"),
    ),
)
UNIT = Table(
    "don_vi",
    "Đơn vị",
    "Mỗi dòng là một cơ quan, đơn vị hoặc nhóm đơn vị có nhiệm vụ hay ban hành văn bản.",
    (
        Column("ma", "Mã của đơn vị, là địa chỉ trang trong thư mục don-vi, không có .html"),
        Column("ten", "Tên đầy đủ"),
        Column("dia_phuong", "Tỉnh, thành phố"),
        Column("la_nhom", "1: một nhóm đơn vị, ví dụ “các sở, ban, ngành”; trống: không", "integer"),
        Column("truc_thuoc", "Mã của cơ quan mà đơn vị thuộc về", to="don_vi"),
        Column("nay_la", "Đơn vị đã nhập vào, đổi thành, với ngày và nguồn"),
        Column("trang", "Địa chỉ trang, tính từ trang chủ của sổ"),
    ),
)
ASSIGNMENT = Table(
    "giao_viec",
    "Ai làm việc nào",
    "Mỗi dòng nối một nhiệm vụ với một đơn vị có trang trong sổ.",
    (
        Column("nhiem_vu", "Mã của nhiệm vụ", to="nhiem_vu"),
        Column("don_vi", "Mã của đơn vị", to="don_vi"),
        Column("vai_tro", "thực hiện, chủ trì, phối hợp hoặc nơi nhận báo cáo"),
    ),
)
MEMBER = Table(
    "thanh_vien",
    "Thành viên của nhóm",
    "Mỗi dòng nối một nhóm với một đơn vị thuộc nhóm: việc của nhóm cũng là việc của đơn vị.",
    (
        Column("nhom", "Mã của nhóm", to="don_vi"),
        Column("don_vi", "Mã của đơn vị thuộc nhóm", to="don_vi"),
    ),
)
FINDING = Table(
    "can_kiem_tra",
    "Cần kiểm tra",
    "Mỗi dòng là một điều máy nêu ra để người giữ sổ xem lại.",
    (
        Column("ma_loi", "Mã của loại ghi chú, ví dụ VB202"),
        Column("ten", "Tên của loại ghi chú"),
        Column("muc_do", "ghi chú, cảnh báo hoặc lỗi"),
        Column("van_ban", "Mã của văn bản; trống nếu là một tệp khác", to="van_ban"),
        Column("dong", "Dòng thứ mấy của lời văn, đếm từ 1", "integer"),
        ANCHOR,
        Column("noi_dung", "Điều đã thấy và nên làm gì"),
        Column("trich", "Chữ của văn bản ở chỗ ấy"),
    ),
)
TABLES = (WORK, CITATION, EDGE, TASK, DEADLINE, UNIT, ASSIGNMENT, MEMBER, FINDING)
INDEX = f"{DATA}/index.md"
# The archive with the database and the settings for Datasette, and what they are called in it.
DATABASE = f"{DATA}/so-van-ban.zip"
PACKED = ("so-van-ban.db", "metadata.yaml")
