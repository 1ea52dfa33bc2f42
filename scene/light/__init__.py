"""Light, worked out once for each hall and stored: lamps, sky and one bounce on floors, ceilings and walls, and in between.

In the order in which one thing becomes the next: baking (from hall file to folder), bake (storey by storey), world (triangles, lamps),
atlas (where it is worked out, and where that lies in a picture), gather (how much falls there; rays, blocks), smooth, shades, files.
LightError says that there is nothing to trace rays with; everything else works without light.
"""
