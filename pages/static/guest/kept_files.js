// Has the browser keep as files what stands within the first page, and says so in a cookie: the next visit's page is then
// 7 kB shorter.
import { all } from "@/shared/dom.js";

const KEPT_SECONDS = 31_536_000; // as long as the browser may keep them

export async function keepFiles() {
  const { files } = document.body.dataset;
  const inlined = all("[data-file]");
  if (!files || inlined.length === 0) return;
  try {
    await Promise.all(inlined.map((element) => load(element.dataset.file ?? "")));
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `files=${files}; path=/t/; max-age=${KEPT_SECONDS}; samesite=lax${secure}`;
  } catch {
    return; // the next visit tries again
  }
}

/** @param {string} url */
async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`);
  await answer.blob();
}
