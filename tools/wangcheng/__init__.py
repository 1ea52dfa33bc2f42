"""The plan of the Wangcheng hall as tables and functions; `tools/compose_wangcheng.py` writes the hall file from it.

Metres; x east, y north, the middle of the main entrance at (0, 0). What stands on both sides is told once, for the east,
with `side` = 1 (east) or -1 (west). Error family: DraftError.
"""
