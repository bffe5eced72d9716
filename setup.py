"""Puts into the wheel what an office's register is given beside the program: settings, scripts, guides."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
# As build_tools/register/packaged.py looks for it.
GIVEN = (
    "mkdocs.yml",
    "docs/assets",
    "docs/huong-dan",
    "docs/search",
    "docs/tim-kiem.md",
    "docs/kiem-tra-can-cu.md",
    "docs/so-sanh.md",
)


class BuildWithPages(build_py):
    """Copies them below the package `build_tools.register`."""

    def run(self) -> None:
        """Build the modules, then copy the files."""
        super().run()
        if self.editable_mode:
            return  # a checkout has them at its root
        target = Path(self.build_lib) / "build_tools" / "register" / "given"
        for name in GIVEN:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, target / name, dirs_exist_ok=True)
            else:
                shutil.copy(ROOT / name, target / name)


setup(cmdclass={"build_py": BuildWithPages})
