"""Finding units, windows, items and places by name, everyday word, pinyin or code."""
