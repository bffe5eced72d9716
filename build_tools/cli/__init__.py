"""The commands: arguments, printing, exit status."""

from build_tools.cli import vietnamese

vietnamese.install()
