/** What this browser keeps: {answers, units, plan} under one key, shared by every page of the workbook. */

const UNITS_EVENT = "lbt-units";

/** A day that there is, as "2026-03-01"; the 30th of February is none. */
function isDay(text) {
  if (typeof text !== "string" || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Of the choices of the form of a plan { minutes, start, days, made } those that are sound; `made`: one was asked for. */
function cleanPlan(kept) {
  const { minutes, start, days, made } = kept ?? {};
  const weekdays = Array.isArray(days) ? [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day)) : [];
  return {
    ...(Number.isFinite(minutes) && minutes >= 0 ? { minutes } : {}),
    ...(isDay(start) ? { start } : {}),
    ...(weekdays.length ? { days: weekdays } : {}),
    ...(made === true ? { made } : {}),
  };
}

function readStore(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    const answers = kept && typeof kept.answers === "object" && !Array.isArray(kept.answers) ? kept.answers : {};
    return { answers: answers || {}, units: kept?.units === "imperial" ? "imperial" : "metric", plan: cleanPlan(kept?.plan) };
  } catch {
    return { answers: {}, units: "metric", plan: {} }; // storage is off or holds something else: the form works without it
  }
}

/** False: nothing is kept. */
function writeStore(key, change) {
  if (!key) return false;
  try {
    localStorage.setItem(key, JSON.stringify({ ...readStore(key), ...change }));
    return true;
  } catch {
    return false; // full or forbidden: the answers last as long as the page
  }
}

/** What the self-tests counted on this page goes too: the next person's best is not this one's. */
function clearStore(key) {
  globalThis.lbtSelfTests?.then(({ forget }) => forget(), () => {});
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing could have been kept.
  }
  window.dispatchEvent(new StorageEvent("storage", { key })); // the browser tells other tabs only
}

/** Call back when something else changes what is kept: another tab, a file that is opened, forgetting. */
function followStore(key, callback) {
  const hear = (event) => {
    if (key && (event.key === key || event.key === null)) callback(); // null: all was emptied
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
