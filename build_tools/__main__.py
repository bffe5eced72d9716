"""`python -m build_tools` and the command `so-van-ban`: Ctrl+C ends them without a word from the first moment on."""

import signal


def run() -> None:
    """Import the commands, which takes a while, and run the one that is asked for."""
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is begun that would have to be ended
    from build_tools.cli.main import main  # after the line above

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main(prog_name="so-van-ban")


if __name__ == "__main__":
    run()
