"""A collection of any size, the same for the same seed: `python -m tests.tools.bench.collection NUMBER FOLDER`.

Directives of provincial offices with heads, căn cứ, tasks and deadlines. What they cite is long-tailed: a few national
instruments are cited by thousands, most of the collection's own documents by a few.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

PROVINCES = ("Lào Cai", "Quảng Trị", "Tây Ninh", "Bắc Giang", "Nghệ An", "Đồng Nai", "Cà Mau", "Thanh Hóa")
ORGANS = (
    ("Sở Nội vụ", "SNV"), ("Sở Tài chính", "STC"), ("Sở Khoa học và Công nghệ", "SKHCN"), ("Sở Y tế", "SYT"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Xây dựng", "SXD"), ("Sở Công Thương", "SCT"), ("Sở Tư pháp", "STP"),
)  # fmt: skip
NATIONAL = (("Nghị định", "NĐ-CP", "Chính phủ"), ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
            ("Thông tư", "TT-BNV", "Bộ trưởng Bộ Nội vụ"), ("Chỉ thị", "CT-TTg", "Thủ tướng Chính phủ"))  # fmt: skip
UNITS = (
    "Văn phòng Sở",
    "Thanh tra Sở",
    "Phòng Tổ chức cán bộ",
    "Phòng Kế hoạch",
    "UBND các huyện, thành phố",
    *(n for n, _ in ORGANS),
)
TOPICS = ("quy chế dân chủ ở cơ sở", "cải cách hành chính", "chuyển đổi số", "tiết kiệm, chống lãng phí",
          "phòng, chống tham nhũng", "an toàn thực phẩm", "văn hóa công sở", "tinh giản biên chế", "bảo vệ môi trường",
          "phòng cháy, chữa cháy")  # fmt: skip
VERBS = (
    "rà soát, bổ sung",
    "tổ chức tuyên truyền",
    "kiểm tra việc thực hiện",
    "xây dựng kế hoạch",
    "tổng hợp, báo cáo kết quả",
)
WORDS = [
    "cơ",
    "quan",
    "đơn",
    "vị",
    "cán",
    "bộ",
    "công",
    "chức",
    "viên",
    "chức",
    "người",
    "lao",
    "động",
    "nhân",
    "dân",
    "giám",
    "sát",
    "trách",
    "nhiệm",
    "người",
    "đứng",
    "đầu",
    "công",
    "khai",
    "minh",
    "bạch",
    "hội",
    "nghị",
    "quy",
    "định",
    "pháp",
    "luật",
    "nội",
    "quy",
    "thi",
    "đua",
    "khen",
    "thưởng",
    "kiểm",
    "tra",
    "đánh",
    "giá",
    "kết",
    "quả",
    "hằng",
    "năm",
    "địa",
    "phương",
    "chính",
    "quyền",
    "đoàn",
    "thể",
    "tổ",
    "chức",
    "chính",
    "trị",
    "xã",
    "hội",
    "hiệu",
    "quả",
    "chất",
    "lượng",
    "thủ",
    "tục",
    "hồ",
    "sơ",
    "giải",
    "quyết",
    "kiến",
    "nghị",
    "phản",
    "ánh",
    "khiếu",
    "nại",
    "tố",
    "cáo",
    "đối",
    "thoại",
    "tiếp",
    "công",
    "dân",
]
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
FIRST = date(2016, 1, 4)


def documents(number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield path and text of each document, in the order of their dates."""
    chance = random.Random(seed)  # noqa: S311  a repeatable collection, no secret
    national = [_national(chance) for _ in range(240)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(national))))
    held: list[str] = []
    serials: dict[tuple[str, str, int], int] = {}
    for index in range(number):
        day = FIRST + timedelta(days=index * 3_600 // max(number, 1))
        (organ, symbol), province = chance.choice(ORGANS), chance.choice(PROVINCES)
        kind, mark = chance.choice(
            (("Kế hoạch", "KH-{}"), ("Công văn", "{}-VP"), ("Quyết định", "QĐ-{}"), ("Thông báo", "TB-{}"))
        )
        key = organ, province, day.year
        serials[key] = serials.get(key, 0) + 1
        code = f"{serials[key]}/{mark.format(symbol)}"
        based = chance.choices(national, cum_weights=weights, k=chance.randint(2, 6))
        own = chance.sample(held[-400:], k=min(len(held), chance.randint(0, 3)))
        text = _text(chance, kind, code, organ, province, day, [*based, *own])
        held.append(f"{kind} số {code} {_day(day)} của {organ} tỉnh {province}")
        yield f"{day.year}/{day.isoformat()}-{index:06}.txt", text


def _national(chance: random.Random) -> str:
    kind, symbol, organ = chance.choice(NATIONAL)
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(3_900))
    number = chance.randrange(1, 200)
    code = f"{number:02}/{day.year}/{symbol}" if symbol in ("NĐ-CP", "TT-BNV") else f"{number}/{symbol}"
    return f"{kind} số {code} {_day(day)} của {organ}"


def _day(day: date) -> str:
    return f"ngày {day:%d} tháng {day.month} năm {day.year}"


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _text(chance: random.Random, kind: str, code: str, organ: str, province: str, day: date, cited: list[str]) -> str:
    topic = chance.choice(TOPICS)
    subject = f"Thực hiện {topic} năm {day.year}"
    head = [f"UBND TỈNH {province.upper()}\n{organ.upper()}", _MOTTO, f"Số: {code}", f"{province}, {_day(day)}"]
    head += (
        [f"V/v {subject.lower()}", "Kính gửi: Các phòng, đơn vị thuộc Sở."]
        if kind == "Công văn"
        else [kind.upper(), subject]
    )
    basis = [f"Căn cứ {instrument} về {chance.choice(TOPICS)};" for instrument in cited]
    body = [f"{organ} yêu cầu các đơn vị thực hiện như sau:"]
    for item in range(1, chance.randint(6, 14)):
        due = day + timedelta(days=chance.randrange(10, 330))
        lead, help_ = chance.sample(UNITS, 2)
        task = f"{lead} chủ trì, phối hợp với {help_} {chance.choice(VERBS)} {topic}"
        body.append(f"{item}. {task}; hoàn thành trước {_day(due)}.")
        body.append(f"{_prose(chance, chance.randint(40, 110))}, theo {chance.choice(cited)}.")
    foot = ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "GIÁM ĐỐC\n\nNguyễn Văn An"]
    return "\n\n".join([*head, *basis, *body, *foot]) + "\n"


def write(collection: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the documents below the folder."""
    for path, text in collection:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(documents(int(sys.argv[1])), Path(sys.argv[2]))
