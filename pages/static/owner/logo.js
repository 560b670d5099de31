// Sends a chosen picture as the restaurant's logo, made small enough first.
import { byId } from "@/shared/dom.js";
import { sendJson } from "@/shared/send_json.js";
import { word } from "@/shared/words.js";

const MAX_SIDE_PX = 320;

export function startLogo() {
  const chosen = byId("logo-file");
  if (!(chosen instanceof HTMLInputElement)) return;
  chosen.addEventListener("change", async () => {
    const file = chosen.files?.[0];
    if (file) byId("logo-says").textContent = await sendLogo(file).catch(() => word("logo-unreadable"));
  });
}

/**
 * Returns what is wrong, or loads the page again with the logo.
 * @param {File} file
 */
async function sendLogo(file) {
  const answer = await sendJson("POST", "/settings/logo", await shrinkPicture(file));
  if (!answer.ok) return (await answer.json()).says;
  location.assign("/settings?saved=logo#logo");
  return "";
}

/**
 * Returns the picture within MAX_SIDE_PX, as WebP, or as PNG where the browser writes no WebP.
 * @param {File} file
 * @returns {Promise<Blob>}
 */
async function shrinkPicture(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no picture")), "image/webp", 0.85)
  );
}
