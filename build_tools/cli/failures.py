"""Errors that end the program: a message that says what happened and where, and exit status 1."""

import errno
import sys
from collections.abc import Callable
from typing import TypeVar

import click

from build_tools.base.diagnostics import InputError
from build_tools.base.executors import ClusterError
from build_tools.base.fork import LostError
from build_tools.publish.mkdocs_process import PublishError

T = TypeVar("T")
# The conventional exit status of a program ended by SIGINT: 128 + 2.
INTERRUPTED = 130
# Messages by error number, with what to do.
_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy, hãy dọn bớt",
    errno.EDQUOT: "đã dùng hết phần ổ đĩa được cấp, hãy dọn bớt hoặc xin thêm",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền, hãy xem ai được đọc, ghi thư mục này",
    errno.EPERM: "không có quyền, hãy xem ai được đọc, ghi thư mục này",
    errno.EFBIG: "tệp lớn quá mức máy cho phép",
    errno.EIO: "ổ đĩa có lỗi, hãy nhờ người quản trị máy xem",
    errno.ESTALE: "tệp đổi trong khi đang dựng, hãy chờ ghi xong",
    errno.ENOTDIR: "ở chỗ của một thư mục lại có một tệp, hãy xóa hoặc đổi tên tệp ấy",
    errno.EEXIST: "ở chỗ của một thư mục lại có một tệp, hãy xóa hoặc đổi tên tệp ấy",
    errno.EISDIR: "ở chỗ của một tệp lại có một thư mục, hãy xóa hoặc đổi tên thư mục ấy",
}


def guarded(action: Callable[[], T]) -> T:
    """Return the result of the action; on a known error, print its message and exit with status 1.

    Ctrl+C exits with status 130.
    """
    try:
        return action()
    except InputError as error:
        click.echo(str(error), err=True)
    except PublishError as error:
        click.echo(f"MkDocs không nhận các trang; trang web cũ còn nguyên. MkDocs nói:\n{error}", err=True)
    except LostError:
        message = "Một tiến trình dừng giữa chừng, thường do máy hết bộ nhớ. Trang web cũ còn nguyên; hãy chạy lại."
        click.echo(message, err=True)
    except ClusterError as error:
        click.echo(str(error), err=True)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        place = f"tệp {error.filename}" if error.filename else "một tệp"
        click.echo(
            f"Không đọc hoặc ghi được {place}: {reason}. Trang web cũ còn nguyên; sửa xong hãy chạy lại.", err=True
        )
    except KeyboardInterrupt:
        click.echo("Đã dừng theo yêu cầu. Trang web cũ còn nguyên; lần dựng sau làm tiếp.", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(1)
