"""The hostile documents by path: as words of a letter, as its head, as file names, as sidecars.

Each word of `PAYLOADS` stands in a letter of its own, in every place that a page, a file or an attribute is made from.
"""

from collections.abc import Mapping

# What a page would have done if one of these had become markup: `pwned` is what the browser is asked for.
PAYLOADS: Mapping[str, str] = {
    "script": "<script>window.pwned=1</script>",
    "anh": '<img src=x onerror="window.pwned=1">',
    "svg": "<svg onload='window.pwned=1'><style>*{display:none}</style></svg>",
    "khung": '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "dong-the": "</p></div></td></table></title></textarea></script><script>window.pwned=1</script>",
    "thuoc-tinh": "\" autofocus onfocus=window.pwned=1 x=\"' onmouseover='window.pwned=1",
    "chu-thich": "<!-- --><!--> <![CDATA[ ]]> <?php ?> <!DOCTYPE x>",
    "thuc-the": "&lt;script&gt; &amp;amp; &#60;b&#62; &nbsp; &copy; &#x3c;",
    "lien-ket": "[bấm](javascript:window.pwned=1) ![x](x.png) <javascript:window.pwned=1> [a][b] [^1] [[c]]",
    "dinh-nghia": '[b]: javascript:window.pwned=1 "x"',
    "danh-dau": "**đậm** __đậm__ *x* _y_ `mã` ``a`b`` ~~z~~ ==m== ^s^ H~2~O \\* \\\\ :smile: ++x++",
    "danh-sach-thuoc-tinh": '{: onclick=window.pwned=1 #dieu_1 .an } { .x style="display:none" }',
    "tieu-de": "# Một ## {#dieu_1} ===== -----",
    "hang-rao": "``` html ~~~ {.x} ````",
    "bang": "| a | b | --- | :-: || \\|",
    "jinja": "{{ config.site_name }} {% for i in range(9) %}x{% endfor %} {# ẩn #} {%- raw -%}",
    "yaml": "--- !!python/object/apply:os.system ['touch pwned'] &a [*a, *a] <<: *a ...",
    "khung-cuoi": '!!! danger "x" ??? note === "tab" --8<-- "mkdocs.yml" $$x$$ [TOC] *[HTML]: x',
    "cong-thuc": "=cmd|'/c calc'!A1 +1+1 -1-1 @SUM(1) ;,\\n\\;",
    "lich": 'BEGIN:VEVENT END:VCALENDAR X-A;B="C":D',
    "dao-chieu": "an \u202e txt.exe \u2066 a \u2069 \u200f b",
    "khong-rong": "Ủy\u200b ban\u00ad nhân\u2060 dân a\u0301\u0302\u0303\u0304 \u00a0x\u3000y",
    "dong-la": "a\u2028b\u2029c\x0bd\x0ce\x85f",
    "duong-dan": "../../../etc/passwd %2e%2e/ \\\\may\\chia file:///etc/passwd http://vi-du.example/?a=1&b=2",
    "ma-rieng": "\ue000 \U0001f4a3 \U000e0041 \ufdd0 \U0010ffff",
}

LETTER = """SỞ NỘI VỤ TỈNH LÀO CAI

Số: {number}/SNV-VP

Lào Cai, ngày 05 tháng 3 năm 2024

V/v {bad} về việc rà soát

Kính gửi: Văn phòng Sở {bad}.

Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ {bad} về thực hiện dân chủ;

Căn cứ Quy chế {bad} của Sở;

{bad}

Sở yêu cầu các đơn vị (gọi tắt là {bad}):

1. Văn phòng Sở {bad} chủ trì, phối hợp Phòng {bad} báo cáo {bad} trước ngày 30/11/2024.

2. {bad}

{bad}: {bad}

    {bad}

Nơi nhận:
- Như trên {bad};
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn {bad}
"""

NAMES = (
    "<script>window.pwned=1<∕script>.txt",
    "a \"b\" 'c'.txt",
    "dấu cách  hai.txt",
    "100%25 &amp; #1?x=2.txt",
    "-rf.txt",
    "$(touch pwned);`id`.txt",
    "index.txt",
    "{{ config }}.txt",
    "[a](b) *c* _d_.txt",
    "con.txt",
    "chấm...txt",
    "ký\u0323 tự to\u0302\u0309 hợp.txt",
    "a" * 180 + ".txt",
    "\\server\\x.txt",
    "💣.txt",
)

# Names that no page can show as they are: the build says so and stops.
REFUSED = ("xuống\ndòng.txt", "tab\tở giữa.txt", "\u202etxt.exe.txt")


def letter(bad: str, number: int) -> str:
    """A letter that has the words wherever a letter has words."""
    return LETTER.format(bad=bad, number=number)


def documents() -> Mapping[str, bytes]:
    """Return all of them."""
    found = {f"chu/{name}.txt": letter(bad, number).encode() for number, (name, bad) in enumerate(PAYLOADS.items(), 1)}
    found |= {f"ten/{name}": letter("tên tệp", 500 + n).encode() for n, name in enumerate(NAMES)}
    found["dieu-khien/nul.txt"] = letter("".join(map(chr, [*range(9), *range(14, 32), 127])), 700).encode()
    return found
