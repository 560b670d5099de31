// What tests compare with; Deno's own library of assertions would have to be downloaded.

/**
 * Fails unless both are written alike as JSON.
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function assertEquals(actual, expected) {
  const [found, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (found !== wanted) throw new Error(`expected ${wanted}, found ${found}`);
}
