"""The `hall` command: one file for each verb, with `add_parser(subparsers)` and `run(args) -> exit code`.

Answers go to stdout, progress and messages to stderr. Exit 0: answered; 1: the input is invalid or the answer is no;
2: wrong usage. Error family: CommandError (errors.py).
"""
