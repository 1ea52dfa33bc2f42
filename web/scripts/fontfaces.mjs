// A PostCSS plugin for the font's stylesheet: the family becomes "Hall Sans", the system's own font is tried first,
// and there are two weights, because a local font knows only one each.
const FAMILY = '"Hall Sans"';
const WEIGHTS = [
  {
    range: "100 500",
    locals: [
      "Noto Sans SC Regular",
      "NotoSansSC-Regular",
      "Noto Sans CJK SC Regular",
      "NotoSansCJKsc-Regular",
      "PingFangSC-Regular",
    ],
  },
  {
    range: "501 900",
    locals: [
      "Noto Sans SC Bold",
      "NotoSansSC-Bold",
      "Noto Sans CJK SC Bold",
      "NotoSansCJKsc-Bold",
      "PingFangSC-Semibold",
    ],
  },
];

export const fontFaces = {
  postcssPlugin: "hall-font-faces",
  Once(root) {
    root.walkAtRules("font-face", (face) => {
      const family = [];
      face.walkDecls("font-family", (declaration) => family.push(declaration));
      if (!family.some((declaration) => declaration.value.includes("Noto Sans SC Variable"))) return;
      for (const weight of WEIGHTS) face.before(cut(face, weight));
      face.remove();
    });
  },
};

const cut = (face, { range, locals }) => {
  const copy = face.clone();
  copy.walkDecls((declaration) => {
    if (declaration.prop === "font-family") declaration.value = FAMILY;
    if (declaration.prop === "font-weight") declaration.value = range;
    if (declaration.prop === "src")
      declaration.value = [...locals.map((name) => `local("${name}")`), declaration.value].join(", ");
  });
  return copy;
};
