"""The upper half of the first page of a PDF as a picture, for a person who compares it with what was recognised."""

import struct
import zlib

import pypdfium2

_WIDTH = 900
_CHANNELS = 3


def head_picture(data: bytes) -> bytes | None:
    """Return the upper half of the first page as PNG, 900 pixels wide; `None` where there is no page to be shown."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[0]
        width, height = page.get_size()
        crop = (0.0, height / 2, 0.0, 0.0)
        picture = page.render(scale=_WIDTH / max(width, 1.0), crop=crop, rev_byteorder=True, prefer_bgrx=False)
        if picture.n_channels != _CHANNELS:
            return None
        rows, used = memoryview(picture.buffer), _CHANNELS * picture.width
        starts = range(0, picture.height * picture.stride, picture.stride)
        return _png(picture.width, picture.height, b"".join(b"\0" + bytes(rows[at : at + used]) for at in starts))
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return None
    finally:
        document.close()


def _png(width: int, height: int, lines: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
