"""Options that several commands share."""

from pathlib import Path

import click

SCHEDULER = click.option(
    "--scheduler",
    metavar="TCP://…",
    help="Địa chỉ bộ điều phối Dask: văn bản được đọc trên cụm máy ấy, không phải trên máy này.",
)
PROJECT = click.option(
    "--project",
    "root",
    metavar="THƯ_MỤC",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Thư mục có mkdocs.yml và source_docs/ (mặc định: thư mục đang đứng).",
)
