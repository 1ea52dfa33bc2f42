"""Light, worked out once for each hall and stored: lamps, sky and one bounce on floors, ceilings and walls, and in between.

LightError says that there is nothing to trace rays with; everything else works without light.
"""
