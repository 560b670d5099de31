// Speaks codes that are ready, in each of the room's languages, where the browser has voices.

/**
 * Speaks each text in its language. A browser without speech stays silent.
 * @param {Record<string, string>} texts by language, with `{code}`
 * @param {string[]} codes
 */
export function speakCodes(texts, codes) {
  try {
    for (const code of codes) speak(texts, [...code].join(" "));
  } catch {
    // the board shows the codes all the same
  }
}

/**
 * @param {Record<string, string>} texts
 * @param {string} spelled
 */
function speak(texts, spelled) {
  for (const [language, text] of Object.entries(texts)) {
    const said = new SpeechSynthesisUtterance(text.replace("{code}", spelled));
    said.lang = language;
    speechSynthesis.speak(said);
  }
}
