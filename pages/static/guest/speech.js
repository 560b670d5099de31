// Speaks codes that are ready, in each of the room's languages, where the browser has voices.

/**
 * Speaks each text in its language. A browser without speech stays silent.
 * @param {Record<string, string>} texts by language, with `{code}`
 * @param {string[]} codes
 */
export function speakCodes(texts, codes) {
  if (!("speechSynthesis" in globalThis) || !("SpeechSynthesisUtterance" in globalThis)) return;
  for (const code of codes) {
    for (const [language, text] of Object.entries(texts)) {
      const said = new SpeechSynthesisUtterance(text.replace("{code}", [...code].join(" ")));
      said.lang = language;
      try {
        speechSynthesis.speak(said);
      } catch {
        return;
      }
    }
  }
}
