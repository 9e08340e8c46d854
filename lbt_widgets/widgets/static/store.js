/** What this browser keeps: {answers, units} under one key, shared by every page of the workbook. */

const UNITS_EVENT = "lbt-units";

/** `plan`: the choices of the form of a plan, as they were kept. */
function readStore(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    const answers = kept && typeof kept.answers === "object" && !Array.isArray(kept.answers) ? kept.answers : {};
    return { answers: answers || {}, units: kept?.units === "imperial" ? "imperial" : "metric", plan: kept?.plan };
  } catch {
    return { answers: {}, units: "metric" }; // storage is off or holds something else: the form works without it
  }
}

function writeStore(key, change) {
  if (!key) return;
  try {
    localStorage.setItem(key, JSON.stringify({ ...readStore(key), ...change }));
  } catch {
    // Full or forbidden: the answers last as long as the page.
  }
}

function clearStore(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing could have been kept.
  }
}
