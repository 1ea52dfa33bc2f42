/** Which way three points turn: the sign is exact, as in navmesh/predicates.py (Shewchuk, "Adaptive Precision", 1997). */

// (3 + 16 u) u with u = 2^-53: no rounding of the float formula can be larger, relative to its two products.
const FLOAT_ERROR = (3 + 16 * 2 ** -53) * 2 ** -53;
const SPLITTER = 2 ** 27 + 1;

/** Positive when a, b, c turn left, negative when right, 0 exactly when they lie on one line. */
export function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const determinant = left - right;
  if (Math.abs(determinant) >= FLOAT_ERROR * (Math.abs(left) + Math.abs(right))) return determinant;
  return exactTurn(ax, ay, bx, by, cx, cy);
}

/** The sign of ax·by - ax·cy - cx·by - ay·bx + ay·cx + cy·bx, summed without rounding. */
function exactTurn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const expansion: number[] = [];
  addProduct(expansion, ax, by);
  addProduct(expansion, -ax, cy);
  addProduct(expansion, -cx, by);
  addProduct(expansion, -ay, bx);
  addProduct(expansion, ay, cx);
  addProduct(expansion, cy, bx);
  return expansion.findLast((part) => part !== 0) ?? 0;
}

/** Adds a · b to a sum of parts that do not overlap, the smallest first: the product and what its rounding lost. */
function addProduct(expansion: number[], a: number, b: number): void {
  const product = a * b;
  const highA = SPLITTER * a - (SPLITTER * a - a);
  const highB = SPLITTER * b - (SPLITTER * b - b);
  const [lowA, lowB] = [a - highA, b - highB];
  grow(expansion, lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB));
  grow(expansion, product);
}

function grow(expansion: number[], term: number): void {
  let carry = term;
  expansion.forEach((part, i) => {
    const total = carry + part;
    const virtual = total - carry;
    expansion[i] = carry - (total - virtual) + (part - virtual);
    carry = total;
  });
  expansion.push(carry);
}
