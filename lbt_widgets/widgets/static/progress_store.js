/**
 * What this browser keeps of the way through the chapters: {read: [cause], tried: [lab], quiz: {item: result}}.
 * It may come from a file that somebody else wrote: only what has the right shape is taken.
 */

const PROGRESS = "lbt-progress";
const ID = /^[a-z][a-z0-9_.]{0,59}$/;
const MAX_PLACES = 10;
const KINDS = ["single", "multiple", "numeric", "order"];
const KEPT_HERE = t("Your answers are kept in this browser only; the computer that serves this page works with them and stores nothing.");
const SURE = { sure: "Sure", half: "Half sure", guess: "A guess" };

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value, least) => Number.isInteger(value) && value >= least && value <= 1e9;
const isId = (value) => typeof value === "string" && ID.test(value);
/** A number alone, or places of options, from 0, each at most once; `_is_answer` in Python says the same. */
function isAnswer(value, kind) {
  if (!Array.isArray(value) || !value.length) return false;
  if (value.length > 1 && ["numeric", "single"].includes(kind)) return false;
  if (kind === "numeric") return Number.isFinite(value[0]);
  return new Set(value).size === value.length && value.every((place) => Number.isInteger(place) && place >= 0 && place < MAX_PLACES);
}

function isResult(one) {
  return isObject(one) && KINDS.includes(one.kind) && Object.hasOwn(SURE, one.sure) && isCount(one.chapter, 0)
    && isAnswer(one.first, one.kind) && isAnswer(one.last, one.kind) && isCount(one.tries, 1) && isCount(one.seen, 1)
    && typeof one.first_right === "boolean" && typeof one.last_right === "boolean";
}

function cleanProgress(kept) {
  const ids = (list) => (Array.isArray(list) ? [...new Set(list)].filter(isId) : []);
  const results = Object.entries(isObject(kept?.quiz) ? kept.quiz : {}).filter(([id, one]) => isId(id) && isResult(one));
  return { read: ids(kept?.read), tried: ids(kept?.tried), quiz: Object.fromEntries(results) };
}

function readProgress() {
  try {
    return cleanProgress(JSON.parse(localStorage.getItem(PROGRESS)));
  } catch {
    return cleanProgress(null);
  }
}

/** Which results of others (another tab, a file) take the place of one's own: of one question that with more tries. */
function newerResults(own, others) {
  return Object.fromEntries(Object.entries(others).filter(([id, one]) => !(own[id]?.tries >= one.tries)));
}

/** Add to what is kept, another tab's too. False: nothing is kept. */
function addProgress(more) {
  const own = readProgress();
  const { read, tried, quiz } = cleanProgress(more);
  const all = { read: [...own.read, ...read], tried: [...own.tried, ...tried], quiz: { ...own.quiz, ...newerResults(own.quiz, quiz) } };
  return putProgress(JSON.stringify(cleanProgress(all)));
}

function clearProgress() {
  return putProgress(null);
}

/** The browser tells other tabs only; the rest of this page hears it from here. */
function putProgress(text) {
  try {
    if (text === null) localStorage.removeItem(PROGRESS);
    else localStorage.setItem(PROGRESS, text);
  } catch {
    return false; // full or forbidden: it lasts as long as the page
  }
  window.dispatchEvent(new StorageEvent("storage", { key: PROGRESS, newValue: text }));
  return true;
}

/** Call back whenever what is kept changes, here or in another tab; `gone` says that it was forgotten. */
function followProgress(callback) {
  const hear = ({ key, newValue }) => {
    if (key === PROGRESS || key === null) callback(newValue === null);
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

function storageWorks() {
  try {
    localStorage.setItem("lbt-try", "1");
    localStorage.removeItem("lbt-try");
    return true;
  } catch {
    return false;
  }
}
