"""A hall made of models: file to Hall and back, checks, outlines, and the bundle a client loads.

Error family: HallError (problems.py; from `parse_hall` and `read_hall`), with a Problem for every place.
"""
