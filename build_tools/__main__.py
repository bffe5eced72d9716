"""`python -m build_tools`: the same as the console script."""

from build_tools.cli.main import main

main()
