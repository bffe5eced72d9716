"""The files that `init` writes into a new register, and what `upgrade` does with them later.

A file that the office has not changed follows the program. One that it has changed is kept, and what the new version
changes in it is shown: nobody's work is overwritten. What was delivered is kept in a file beside them.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path

from build_tools.base.files import write_whole
from build_tools.register.packaged import root as packaged

RECORD = ".so-van-ban.json"
_TEMPLATES = Path(__file__).parent / "templates"
# Where each template goes.
_PLACES = {
    "gitignore": ".gitignore",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "github.yml": ".github/workflows/so-van-ban.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "source_docs.md": "source_docs/.huong-dan.md",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What `init` asks: the name of the register, its province, the office's own unit, where the site is served."""

    name: str = "Sổ Văn Bản"
    province: str = ""
    unit: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What `upgrade` does with one file: written anew, or kept since the office changed it, with a `diff`."""

    path: str
    kept: bool
    diff: str = ""


def delivered(answers: Answers) -> dict[str, str]:
    """Return the files of a register by path, as this version gives them for these answers."""
    files = {"mkdocs.yml": _settings(answers)}
    values = {"@NAME@": answers.name, "@VERSION@": version("so-van-ban")}
    for template, path in _PLACES.items():
        text = (_TEMPLATES / template).read_text(encoding="utf-8")
        for field, value in values.items():
            text = text.replace(field, value)
        files[path] = text
    return files


def deliver(folder: Path, answers: Answers) -> list[str]:
    """Write the files of a new register; return their paths. What is there already stays and is left out."""
    files = {path: text for path, text in delivered(answers).items() if not (folder / path).exists()}
    for path, text in files.items():
        _write(folder / path, text)
    _keep(folder, answers, files)
    return [*files, RECORD]


def upgrade(folder: Path) -> Iterator[Change]:
    """Bring the delivered files up to date; yield what was done with each that this version changes.

    Raises FileNotFoundError where `folder` is no register that `init` made.
    """
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    known = {field.name for field in fields(Answers)}
    answers = Answers(**{name: value for name, value in record["answers"].items() if name in known})
    before: Mapping[str, str] = record["files"]
    now = delivered(answers)
    for path, text in now.items():
        file = folder / path
        current = file.read_text(encoding="utf-8") if file.is_file() else None
        last = before.get(path)
        if text in (last, current):
            continue
        if current == last:
            _write(file, text)
            yield Change(path, kept=False)
        else:
            yield Change(path, kept=True, diff=_diff(path, last or "", text))
    _keep(folder, answers, now)


def _settings(answers: Answers) -> str:
    """mkdocs.yml of the program with the answers; the theme comes from the package, so it is not named."""
    lines = (packaged() / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    shown = answers.unit or answers.province
    own = {
        "site_name:": f"site_name: {_quoted(answers.name)}",
        "site_description:": f"site_description: {_quoted(f'Sổ tra cứu văn bản {shown}'.strip())}",
        "# site_url:": f"site_url: {_quoted(answers.address)}" if answers.address else None,
    }
    made = []
    for line in lines:
        start = next((start for start in own if line.startswith(start)), None)
        if line.strip().startswith("custom_dir:"):
            continue
        made.append((own[start] if start else None) or line)
    return "\n".join(made)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text.encode())


def _keep(folder: Path, answers: Answers, files: Mapping[str, str]) -> None:
    record = {"version": version("so-van-ban"), "answers": asdict(answers), "files": dict(files)}
    _write(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _diff(path: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{path} (bản trước)", f"{path} (bản này)", lineterm=""
    )
    return "\n".join(lines)
