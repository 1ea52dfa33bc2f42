"""The `hall` command."""


def main() -> int:
    return 2
