"""Pictures drawn on the server: of windows for link previews, of the steps of a way. Where nothing can draw, there are none."""
