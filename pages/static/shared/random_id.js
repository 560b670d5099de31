// Ids that no other device makes.

/** Returns 128 random bits as hexadecimal digits. */
export function randomId() {
  // Not randomUUID: browsers keep that for https, and kitchens are often reached by http.
  return [...randomBytes(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function randomBytes(bytes) {
  try {
    return crypto.getRandomValues(bytes);
  } catch {
    return bytes.map(() => Math.random() * 256); // they are ids, not secrets
  }
}
