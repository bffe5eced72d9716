"""The messages of Click in Vietnamese.

Click translates with `gettext`, whose catalogues depend on the locale. This program is Vietnamese in every locale, so
its catalogue is here and takes precedence. A test compares it with the messages in Click's source.
"""

import gettext

import click

# Vietnamese by Click's message, with its fields; “{name}” of a path is left out, since Click capitalises it.
MESSAGES = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Đối số",
    "Show this message and exit.": "In hướng dẫn này rồi dừng.",
    "Show the version and exit.": "In phiên bản rồi dừng.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "default: {default}": "mặc định: {default}",
    "(dynamic)": "(tùy lúc chạy)",
    "env var: {var}": "biến môi trường: {var}",
    "required": "bắt buộc",
    "deprecated": "sắp bỏ",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Aborted!": "Đã dừng theo yêu cầu.",
    "Error: {message}": "Lỗi: {message}",
    "Error: invalid input": "Lỗi: câu trả lời không hợp lệ",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Did you mean {possibility}?": "Có phải là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải là một trong: {possibilities}?)",
    "Missing command.": "thiếu tên lệnh.",
    "Missing argument": "Thiếu đối số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Missing {param_type}": "Thiếu {param_type}",
    "No such option {name!r}.": "không có tùy chọn {name}.",
    "No such command {name!r}.": "không có lệnh {name}.",
    "Got unexpected extra argument ({args})": "thừa đối số ({args})",
    "Got unexpected extra arguments ({args})": "thừa các đối số ({args})",
    "Invalid value: {message}": "giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "giá trị không hợp lệ của {param_hint}: {message}",
    "Could not open file {filename!r}: {message}": "không mở được tệp {filename}: {message}",
    "unknown error": "lỗi chưa rõ",
    "Option {name!r} does not take a value.": "tùy chọn {name} không nhận giá trị.",
    "Option {name!r} requires an argument.": "tùy chọn {name} cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "tùy chọn {name} cần {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "đối số {name} nhận {nargs} giá trị.",
    "Takes {nargs} values but 1 was given.": "cần {nargs} giá trị nhưng chỉ có 1.",
    "Takes {nargs} values but {len} were given.": "cần {nargs} giá trị nhưng có {len}.",
    "{len_type} values are required, but {len_value} was given.": "cần {len_type} giá trị nhưng có {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "cần {len_type} giá trị nhưng có {len_value}.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Choice({choices})": "một trong ({choices})",
    "{value!r} is not {choice}.": "{value} không phải {choice}.",
    "{value!r} is not one of {choices}.": "{value} không thuộc {choices}.",
    "{value} is not in the range {range}.": "{value} ở ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "{value} không phải là số hợp lệ ({number_type}).",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value} không phải đúng/sai; được dùng: {states}",
    "{value!r} does not match the format {format}.": "{value} không theo dạng {format}.",
    "{value!r} does not match the formats {formats}.": "{value} không theo các dạng {formats}.",
    "{name} {filename!r} does not exist.": "không có {filename}.",
    "{name} {filename!r} is a file.": "{filename} là một tệp.",
    "{name} {filename!r} is a directory.": "{filename} là một thư mục.",
    "{name} {filename!r} is not readable.": "không có quyền đọc {filename}.",
    "{name} {filename!r} is not writable.": "không có quyền ghi {filename}.",
    "{name} {filename!r} is not executable.": "không có quyền chạy {filename}.",
}
_YES, _NO = ("c", "có", "co", "y", "yes"), ("k", "không", "khong", "n", "no", "")


def install() -> None:
    """Make `gettext` use this catalogue first; must be called before any command is defined."""
    other, others = gettext.dgettext, gettext.dngettext

    def dgettext(domain: str, message: str) -> str:
        return MESSAGES.get(message) or other(domain, message)

    def dngettext(domain: str, msgid1: str, msgid2: str, n: int) -> str:
        return MESSAGES.get(msgid1 if n == 1 else msgid2) or others(domain, msgid1, msgid2, n)

    gettext.dgettext, gettext.dngettext = dgettext, dngettext


def name_placeholders(group: click.Group) -> None:
    """Set Vietnamese placeholders in the usage lines."""
    group.options_metavar, group.subcommand_metavar = "[TÙY CHỌN]", "LỆNH …"
    for command in group.commands.values():
        command.options_metavar = "[TÙY CHỌN]"


def agreed(question: str) -> bool:
    """Ask a yes-or-no question until it is answered; return whether the answer is yes. Enter means no."""
    while True:
        answer = click.prompt(f"{question} [c/K]", default="", show_default=False).strip().lower()
        if answer in (*_YES, *_NO):
            return answer in _YES
        click.echo("Hãy trả lời c (có) hoặc k (không).", err=True)
