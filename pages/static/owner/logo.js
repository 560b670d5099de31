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
    if (!file) return;
    const sent = sendLogo(file, Number(chosen.dataset.maxBytes));
    byId("logo-says").textContent = await sent.catch(() => word("logo-unreadable"));
  });
}

/**
 * Returns what is wrong, or loads the page again with the logo.
 * @param {File} file
 * @param {number} maxBytes
 */
async function sendLogo(file, maxBytes) {
  const answer = await sendJson("POST", "/settings/logo", await shrinkPicture(file, maxBytes));
  if (!answer.ok) return (await answer.json()).says;
  location.assign("/settings?saved=logo#logo");
  return "";
}

/**
 * Returns the picture within MAX_SIDE_PX, as WebP. Safari writes PNG in its place: a photograph, which is too large so,
 * is a JPEG then, and white where it was transparent.
 * @param {File} file
 * @param {number} maxBytes
 */
async function shrinkPicture(file, maxBytes) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const written = await encode(canvas, "image/webp");
  if (written.type === "image/webp" || written.size <= maxBytes) return written;
  pen.globalCompositeOperation = "destination-over";
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return encode(canvas, "image/jpeg");
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} type
 * @returns {Promise<Blob>} in this type, or as PNG where the browser does not write it
 */
const encode = (canvas, type) =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no picture")), type, 0.85)
  );
