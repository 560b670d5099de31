// Requests that carry JSON to our own server.

/**
 * Sends a body as JSON; rejects when no answer comes, or none within `timeoutMs`.
 * @param {string} method
 * @param {string} url
 * @param {unknown} body
 * @param {{ headers?: Record<string, string>, timeoutMs?: number }} [more]
 */
export function sendJson(method, url, body, { headers = {}, timeoutMs = 10_000 } = {}) {
  const content = body instanceof Blob
    ? { type: "text/csv", body }
    : { type: "application/json", body: JSON.stringify(body) };
  return fetch(url, {
    method,
    headers: { accept: "application/json", "content-type": content.type, ...headers },
    body: content.body,
    signal: timeout(timeoutMs),
  });
}

/** @param {number} ms */
function timeout(ms) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), ms);
  return patience.signal;
}
