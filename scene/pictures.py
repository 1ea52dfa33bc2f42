"""Panda3D without a display, and nowhere else: triangles and pictures on faces in, pixels out.

Colours come finished (shading.py), so that nothing is lit here and both back ends draw the same: EGL, or Panda3D's own software
renderer. Runs in a process of its own (picture_worker.py): a graphics driver may crash, and takes only that one with it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from panda3d import core
from PIL import Image

from scene.batches import Batch
from scene.views import SHEET_GREY, FloorImage, Quad, View

Backend = Literal["egl", "software"]
MODULES: dict[Backend, str] = {"egl": "p3headlessgl", "software": "p3tinydisplay"}
# Drawn this much larger and made smaller again: cheaper in software than multisampling, and every back end can.
FINER = 2
# Behind storeys seen from above, and behind single things: white ones show on it too.
PAPER = (0.965, 0.968, 0.972, 1)
GREY = (SHEET_GREY[0] / 255, SHEET_GREY[1] / 255, SHEET_GREY[2] / 255, 1)
NEAR, FAR = 0.12, 900.0
# Degrees above the horizon and sRGB: the walk's morning sky.
SKY = (
    (-90, (196, 203, 200)),
    (-2, (214, 222, 226)),
    (1, (229, 238, 245)),
    (14, (192, 216, 242)),
    (90, (100, 152, 218)),
)
SKY_SIDES = 24
FORMATS = {"L": core.Texture.FLuminance, "RGB": core.Texture.FRgb, "RGBA": core.Texture.FRgba}

core.loadPrcFileData("", "audio-library-name null\nnotify-level fatal\nsupport-threads false\ntextures-power-2 none\n")


class NoBackendError(Exception):
    """This back end cannot be used here."""


class Studio:
    """One scene, and the buffers to draw it into."""

    def __init__(self, backend: Backend) -> None:
        self._pipe = _pipe(backend)
        self._engine = core.GraphicsEngine(self._pipe)
        self._outputs: dict[tuple[int, int], tuple[Any, Any]] = {}
        self._camera = core.NodePath(core.Camera("camera"))
        self._scene = core.NodePath("scene")
        self._storeys: dict[int, Any] = {}
        self._sky: Any = None
        self._quads: dict[str, Any] = {}
        self._paper = PAPER
        self.draw(View(eye=(0, 0, 0), heading_deg=0, width_px=64, height_px=64))

    def load(self, batches: Sequence[Batch], floors: Mapping[int, FloorImage], *, sky: bool) -> None:
        """Another scene. `sky` = with the sky around it, else on grey."""
        self._scene.removeNode()
        self._scene = core.NodePath("scene")
        self._quads.clear()
        self._storeys = {floor: self._scene.attachNewNode(f"floor {floor}") for floor in {one.floor for one in batches}}
        images = {number: (_texture(one.shadow), _texture(one.pattern)) for number, one in floors.items()}
        for batch in batches:
            node = self._storeys[batch.floor].attachNewNode(_geom_node(batch, floors.get(batch.floor)))
            if batch.manner == "floor" and batch.floor in images:
                _put_floor_images(node, *images[batch.floor])
            if batch.manner in ("leaf", "glass"):
                node.setTwoSided(True)
            if batch.manner == "glass":
                node.setTransparency(core.TransparencyAttrib.MAlpha)
                node.setDepthWrite(False)
        self._sky = _put_sky(self._scene) if sky else None
        self._paper = PAPER if sky else GREY

    def draw(self, view: View, quads: Mapping[str, Quad] | None = None, prints: Sequence[Quad] = ()) -> Image.Image:
        """The picture, RGB. Quads are kept by name until another scene is loaded; `prints` lie on the floor, half transparent."""
        for name, quad in (quads or {}).items():
            if name not in self._quads:
                self._quads[name] = _quad_node(self._scene, [quad])
        for name, node in self._quads.items():
            (node.show if quads and name in quads else node.hide)()
        laid = _quad_node(self._scene, prints) if prints else None
        if laid is not None:
            laid.setTransparency(core.TransparencyAttrib.MAlpha)
            laid.setDepthWrite(False)
            laid.setDepthOffset(2)
            laid.setTwoSided(True)
        self._cut(view)
        image = self._take(view)
        if laid is not None:
            laid.removeNode()
        return image

    def _cut(self, view: View) -> None:
        """All floors whole, or one alone and open from above."""
        for floor, node in self._storeys.items():
            node.clearClipPlane()
            (node.show if view.cut is None or view.cut[0] == floor else node.hide)()
        if self._sky is not None:
            (self._sky.show if view.cut is None else self._sky.hide)()
        if view.cut is not None and view.cut[0] in self._storeys:
            floor, height = view.cut
            plane = core.PlaneNode("cut", core.Plane(core.Vec3(0, 0, -1), core.Point3(0, 0, height)))
            self._storeys[floor].setClipPlane(self._storeys[floor].attachNewNode(plane))

    def _take(self, view: View) -> Image.Image:
        size = (view.width_px * FINER, view.height_px * FINER)
        output, texture = self._output(size)
        output.setClearColor(self._paper)
        self._camera.node().setLens(_lens(view))
        self._camera.reparentTo(self._scene)
        self._camera.setPos(*view.eye)
        # Panda3D looks along +y at heading 0.
        self._camera.setHpr(view.heading_deg - 90.0, view.pitch_deg, 0)
        if self._sky is not None:
            self._sky.setPos(*view.eye)
        output.setActive(True)
        self._engine.renderFrame()
        output.setActive(False)
        large = Image.frombuffer("RGBX", size, bytes(texture.getRamImageAs("RGBA")), "raw", "RGBX", 0, -1)
        return large.reduce(FINER).convert("RGB")

    def _output(self, size: tuple[int, int]) -> tuple[Any, Any]:
        if size not in self._outputs:
            self._outputs[size] = self._make_output(size)
        return self._outputs[size]

    def _make_output(self, size: tuple[int, int]) -> tuple[Any, Any]:
        wanted = core.FrameBufferProperties()
        wanted.setRgbaBits(8, 8, 8, 0)
        wanted.setDepthBits(24)
        first = next(iter(self._outputs.values()), None)
        output = self._engine.makeOutput(
            self._pipe,
            "picture",
            0,
            wanted,
            core.WindowProperties.size(*size),
            core.GraphicsPipe.BFRefuseWindow,
            *((first[0].getGsg(), first[0]) if first else ()),
        )
        if output is None:
            raise NoBackendError("no buffer can be made")
        texture = core.Texture()
        output.addRenderTexture(texture, core.GraphicsOutput.RTMCopyRam)
        output.makeDisplayRegion().setCamera(self._camera)
        self._engine.openWindows()
        return output, texture


def _pipe(backend: Backend) -> Any:  # noqa: ANN401  Panda3D has no types
    pipe = core.GraphicsPipeSelection.getGlobalPtr().makeModulePipe(MODULES[backend])
    if pipe is None:
        raise NoBackendError(f"{MODULES[backend]} cannot be loaded")
    return pipe


def _lens(view: View) -> Any:  # noqa: ANN401
    shape = view.height_px / view.width_px
    if view.across is not None:
        lens = core.OrthographicLens()
        lens.setFilmSize(view.across, view.across * shape)
    else:
        lens = core.PerspectiveLens()
        upright = 2 * math.degrees(math.atan(math.tan(math.radians(view.fov_deg) / 2) * shape))
        lens.setFov(view.fov_deg, upright)
    lens.setNearFar(NEAR, FAR)
    return lens


# --- triangles ------------------------------------------------------------------------------------------------------


def _geom_node(batch: Batch, image: FloorImage | None) -> Any:  # noqa: ANN401
    fields: list[Any] = [("vertex", "<f4", 3), ("color", "u1", 4)]
    is_tiled = batch.manner == "floor" and image is not None
    if is_tiled:
        fields += [("texcoord", "<f4", 2), ("texcoord.tile", "<f4", 2)]
    rows = np.zeros(len(batch.points), dtype=fields)
    rows["vertex"], rows["color"] = batch.points, batch.colours
    if is_tiled and image is not None:
        x0, y0, x1, y1 = image.bounds
        rows["texcoord"] = (batch.points[:, :2] - (x0, y0)) / (x1 - x0, y1 - y0)
        rows["texcoord.tile"] = batch.points[:, :2] / image.tile
    node = core.GeomNode("batch")
    node.addGeom(_geom(rows, batch.faces))
    return node


def _geom(rows: NDArray[Any], faces: NDArray[np.uint32]) -> Any:  # noqa: ANN401
    """Vertices as a structured array whose fields are Panda3D's columns, and triangles (m, 3)."""
    columns = core.GeomVertexArrayFormat()
    for name in rows.dtype.names or ():
        count = rows.dtype[name].shape[0]
        is_colour = name == "color"
        meaning = {"vertex": core.Geom.CPoint, "color": core.Geom.CColor}.get(name, core.Geom.CTexcoord)
        number = core.Geom.NTUint8 if is_colour else core.Geom.NTFloat32
        columns.addColumn(core.InternalName.make(name), count, number, meaning)
    form = core.GeomVertexFormat.registerFormat(core.GeomVertexFormat(columns))
    vertices = core.GeomVertexData("batch", form, core.Geom.UHStatic)
    vertices.uncleanSetNumRows(len(rows))
    vertices.modifyArrayHandle(0).copyDataFrom(rows.tobytes())
    triangles = core.GeomTriangles(core.Geom.UHStatic)
    triangles.setIndexType(core.Geom.NTUint32)
    indices = triangles.modifyVertices()
    indices.uncleanSetNumRows(faces.size)
    indices.modifyHandle().copyDataFrom(np.ascontiguousarray(faces, dtype="<u4").tobytes())
    geom = core.Geom(vertices)
    geom.addPrimitive(triangles)
    return geom


def _put_sky(scene: Any) -> Any:  # noqa: ANN401
    """A sphere to be kept round the eye, coloured by height."""
    turns = np.linspace(0, 2 * np.pi, SKY_SIDES, endpoint=False)
    rows = np.zeros(len(SKY) * SKY_SIDES, dtype=[("vertex", "<f4", 3), ("color", "u1", 4)])
    for ring, (height_deg, colour) in enumerate(SKY):
        height = math.radians(height_deg)
        flat = 500 * math.cos(height)
        here = rows[ring * SKY_SIDES : (ring + 1) * SKY_SIDES]
        here["vertex"] = np.column_stack(
            [flat * np.cos(turns), flat * np.sin(turns), np.full(SKY_SIDES, 500 * math.sin(height))]
        )
        here["color"] = (*colour, 255)
    quads = [
        (a * SKY_SIDES + i, a * SKY_SIDES + j, b * SKY_SIDES + j, b * SKY_SIDES + i)
        for a, b in itertools.pairwise(range(len(SKY)))
        for i, j in ((i, (i + 1) % SKY_SIDES) for i in range(SKY_SIDES))
    ]
    faces = [triangle for a, b, c, d in quads for triangle in ((a, b, c), (a, c, d))]
    node = core.GeomNode("sky")
    node.addGeom(_geom(rows, np.array(faces, dtype=np.uint32)))
    path = scene.attachNewNode(node)
    path.setBin("background", 0)
    path.setDepthWrite(False)
    path.setDepthTest(False)
    path.setTwoSided(True)
    return path


# --- pictures on faces ----------------------------------------------------------------------------------------------


def _quad_node(parent: Any, quads: Sequence[Quad]) -> Any:  # noqa: ANN401
    """Quads as one node, all with the picture of the first."""
    corners = np.concatenate([quad.corners for quad in quads])
    rows = np.zeros(len(corners), dtype=[("vertex", "<f4", 3), ("color", "u1", 4), ("texcoord", "<f4", 2)])
    rows["vertex"], rows["color"] = corners, 255
    rows["texcoord"] = np.tile([(0, 0), (1, 0), (1, 1), (0, 1)], (len(quads), 1))
    starts = 4 * np.arange(len(quads))[:, None, None]
    faces = starts + np.array([[(0, 1, 2), (0, 2, 3)]])
    node = core.GeomNode("quads")
    node.addGeom(_geom(rows, faces.reshape(-1, 3).astype(np.uint32)))
    path = parent.attachNewNode(node)
    path.setTexture(_texture(quads[0].image))
    return path


def _texture(image: Image.Image) -> Any:  # noqa: ANN401
    """A picture as it is, with mipmaps."""
    # The software renderer takes powers of two only.
    width, height = (1 << max(3, round(math.log2(length))) for length in image.size)
    size = (width, height)
    fitting = image.resize(size, Image.Resampling.LANCZOS) if size != image.size else image
    texture = core.Texture()
    texture.setup2dTexture(*size, core.Texture.TUnsignedByte, FORMATS[image.mode])
    flipped = fitting.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes()
    if image.mode == "L":
        texture.setRamImage(flipped)
    else:
        texture.setRamImageAs(flipped, image.mode)
    texture.setMinfilter(core.SamplerState.FTLinearMipmapLinear)
    texture.setMagfilter(core.SamplerState.FTLinear)
    texture.setAnisotropicDegree(4)
    texture.setWrapU(core.SamplerState.WMClamp)
    texture.setWrapV(core.SamplerState.WMClamp)
    return texture


def _put_floor_images(node: Any, shadow: Any, pattern: Any) -> None:  # noqa: ANN401
    pattern.setWrapU(core.SamplerState.WMRepeat)
    pattern.setWrapV(core.SamplerState.WMRepeat)
    tiles = core.TextureStage("tiles")
    tiles.setTexcoordName("tile")
    tiles.setSort(1)
    node.setTexture(core.TextureStage.getDefault(), shadow)
    node.setTexture(tiles, pattern)
