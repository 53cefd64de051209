import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cholesky, choleskyInverse, choleskySolve} from "../../../lib/linalg/cholesky.js";
import {symmetricEigen} from "../../../lib/linalg/eigen.js";
import {addColumns, gram} from "../../../lib/linalg/gram.js";
import {product, quadratic} from "../../../lib/linalg/product.js";
import {leastSquares} from "../../../lib/linalg/qr.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

/** n columns of length n + 3, and their Gram matrix. */
function definite(seed: number, n: number): {z: Float64Array; a: Float64Array} {
  const rng = createRng(seed, "definite");
  const z = Float64Array.from({length: n * (n + 3)}, () => normal(rng));
  const a = new Float64Array(n * n);
  gram(z, a, {n: n + 3, stride: n + 3, count: n});
  return {z, a};
}

const sizes = fc.tuple(fc.integer(), fc.integer({min: 1, max: 12}));

describe("dense solvers", () => {
  it("the Gram matrix is that of plain sums, for even and odd counts", () => {
    fc.assert(
      fc.property(sizes, ([seed, n]) => {
        const {z, a} = definite(seed, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let s = 0;
            for (let k = 0; k < n + 3; k++)
              s += (z[i * (n + 3) + k] as number) * (z[j * (n + 3) + k] as number);
            expect(a[i * n + j]).toBeCloseTo(s, 11);
          }
        }
      }),
      {seed: 1}
    );
  });

  it("adding columns is a plain sum, whatever their number", () => {
    fc.assert(
      fc.property(sizes, ([seed, n]) => {
        const {z} = definite(seed, n);
        const out = new Float64Array(n + 5).fill(1);
        const coefficients = Float64Array.from({length: n}, (_, j) => j - 1.5);
        addColumns(out, 2, z, {coefficients, n: n + 3, stride: n + 3, count: n});
        for (let k = 0; k < n + 3; k++) {
          let s = 1;
          for (let j = 0; j < n; j++) s += (j - 1.5) * (z[j * (n + 3) + k] as number);
          expect(out[k + 2]).toBeCloseTo(s, 11);
        }
        expect([out[0], out[1]]).toEqual([1, 1]);
      }),
      {seed: 4}
    );
  });

  it("Cholesky solves and inverts", () => {
    fc.assert(
      fc.property(sizes, ([seed, n]) => {
        const {a} = definite(seed, n);
        const l = cholesky(a, n) as Float64Array;
        const b = Float64Array.from({length: n}, (_, i) => i + 1);
        const back = product(a, choleskySolve(l, n, b), {n, k: n, m: 1});
        back.forEach((v, i) => {
          expect(Math.abs(v - (b[i] as number))).toBeLessThan(1e-6);
        });
        const unit = product(a, choleskyInverse(l, n), {n, k: n, m: n});
        unit.forEach((v, k) => {
          expect(Math.abs(v - (k % (n + 1) === 0 ? 1 : 0))).toBeLessThan(1e-6);
        });
      }),
      {seed: 2}
    );
    expect(cholesky([1, 1, 1, 1], 2)).toBeUndefined();
    expect(cholesky([4, 2, 2, 5], 2)).toEqual(Float64Array.of(2, 0, 1, 2));
    expect(() => cholesky([1], 2)).toThrow("a must hold 2 × 2 values, got 1");
  });

  it("eigenvectors are orthonormal, rebuild the matrix, and come in order", () => {
    fc.assert(
      fc.property(sizes, ([seed, n]) => {
        const {a} = definite(seed, n);
        const before = a.slice();
        const {values, vectors} = symmetricEigen(a, n);
        const scale = values[n - 1] as number;
        for (let i = 0; i < n; i++) {
          expect(values[i] as number).toBeGreaterThanOrEqual(i === 0 ? -1e-9 : (values[i - 1] as number));
          for (let j = 0; j < n; j++) {
            let [rebuilt, dot] = [0, 0];
            for (let k = 0; k < n; k++) {
              rebuilt +=
                (vectors[i * n + k] as number) * (values[k] as number) * (vectors[j * n + k] as number);
              dot += (vectors[k * n + i] as number) * (vectors[k * n + j] as number);
            }
            expect(Math.abs(rebuilt - (a[i * n + j] as number))).toBeLessThan(1e-12 * scale * n);
            expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12);
          }
        }
        expect(a).toEqual(before);
      }),
      {seed: 3}
    );
    expect(Array.from(symmetricEigen([2, 1, 1, 2], 2).values)).toEqual(
      [1, 3].map((v) => expect.closeTo(v, 14))
    );
    expect(Array.from(symmetricEigen([0, 0, 0, 0], 2).values)).toEqual([0, 0]);
  });

  it("least squares by hand; products by hand; refusals", () => {
    const {coefficients, dropped} = leastSquares([1, 0, 1, 1, 1, 2], [1, 3, 5], 2);
    expect(coefficients[0]).toBeCloseTo(1, 14);
    expect(coefficients[1]).toBeCloseTo(2, 14);
    expect(dropped).toEqual([]);
    expect(quadratic([2, 1, 1, 3], [1, 2])).toBe(18);
    expect(Array.from(product([1, 2, 3, 4], [1, 1], {n: 2, k: 2, m: 1}))).toEqual([3, 7]);
    expect(() => leastSquares([1], [1, 2], 1)).toThrow("x must hold 2 × 1 values, got 1");
    expect(() => product([1], [1], {n: 1, k: 2, m: 1})).toThrow("a must hold 1 × 2 values, got 1");
  });
});
