// What the page remembers through a reload. Browsers may lack or block their storage: then it is remembered until the
// page is left.

/** @param {() => Storage} find */
function memory(find) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    /**
     * Returns what was kept under this name, or `otherwise`.
     * @param {string} name
     * @param {any} [otherwise]
     * @returns {any}
     */
    read(name, otherwise) {
      try {
        return JSON.parse(find().getItem(name) ?? kept.get(name) ?? "") ?? otherwise;
      } catch {
        return kept.has(name) ? JSON.parse(kept.get(name) ?? "") : otherwise;
      }
    },
    /**
     * @param {string} name
     * @param {unknown} value
     */
    keep(name, value) {
      kept.set(name, JSON.stringify(value));
      attempt(() => find().setItem(name, JSON.stringify(value)));
    },
    /** @param {string} name */
    forget(name) {
      kept.delete(name);
      attempt(() => find().removeItem(name));
    },
  };
}

/** @param {() => void} act */
function attempt(act) {
  try {
    act();
  } catch {
    // blocked, missing or full
  }
}

export const tabMemory = memory(() => sessionStorage);
export const deviceMemory = memory(() => localStorage);
