/**
 * What this browser keeps of the diary: a list of entries
 * { id, day, kind: "run" | "week", numbers: {before, ten, end} or {week}, done, km, shoes, exercise, note, edits }.
 * It may come from a file that somebody else wrote: only what has the right shape is taken.
 */

const DIARY = "lbt-diary";
const MAX_DIARY = 800;
const MAX_NOTE = 160;
const MAX_KM = 500;
const NUMBERS_OF = { run: ["before", "ten", "end"], week: ["week"] };

/** An entry in our shape, or null. */
function cleanEntry(given) {
  if (typeof given !== "object" || given === null || !Object.hasOwn(NUMBERS_OF, given.kind) || !isDay(given.day)) return null;
  if (typeof given.id !== "string" || !/^[a-z0-9]{4,20}$/.test(given.id)) return null;
  const isTightness = (value) => Number.isInteger(value) && value >= 0 && value <= 10;
  const numbers = NUMBERS_OF[given.kind].map((name) => [name, given.numbers?.[name]]).filter(([, value]) => isTightness(value));
  if (!numbers.length) return null;
  const { id, day, kind, done, km, note, edits } = given;
  return {
    id, day, kind, numbers: Object.fromEntries(numbers),
    done: typeof done === "string" && /^[a-z_]{1,20}$/.test(done) ? done : "",
    km: Number.isFinite(km) && km > 0 && km <= MAX_KM ? km : null,
    shoes: given.shoes === true, exercise: typeof given.exercise === "boolean" ? given.exercise : null,
    note: typeof note === "string" ? note.slice(0, MAX_NOTE) : "",
    edits: Number.isInteger(edits) && edits >= 1 && edits <= 1e6 ? edits : 1,
  };
}

/** The entries that can be read, oldest first; of two with one id that which was changed more often. */
function cleanDiary(list) {
  const found = new Map();
  for (const entry of (Array.isArray(list) ? list : []).map(cleanEntry).filter(Boolean)) {
    if (!(found.get(entry.id)?.edits >= entry.edits)) found.set(entry.id, entry);
  }
  return [...found.values()].sort((one, other) => one.day.localeCompare(other.day));
}

function readDiary() {
  try {
    return cleanDiary(JSON.parse(localStorage.getItem(DIARY)));
  } catch {
    return []; // storage is off or holds something else
  }
}

/** False: nothing is kept. The browser tells other tabs only; the rest of this page hears it from here. */
function putDiary(entries) {
  const text = entries.length ? JSON.stringify(entries) : null;
  try {
    if (text === null) localStorage.removeItem(DIARY);
    else localStorage.setItem(DIARY, text);
  } catch {
    return false; // full or forbidden
  }
  window.dispatchEvent(new StorageEvent("storage", { key: DIARY, newValue: text }));
  return true;
}

/** What is kept, another tab's too, with these beside it. */
function diaryWith(entries) {
  return cleanDiary([...readDiary(), ...entries]);
}

/** Which of these would give way to the entries that are kept under the same ids (`cleanDiary`). */
function givingWay(entries) {
  const stands = new Set(diaryWith(entries).map((entry) => JSON.stringify(entry)));
  return entries.filter((entry) => !stands.has(JSON.stringify(entry)));
}

function addToDiary(entries) {
  return !entries.length || putDiary(diaryWith(entries));
}

function followDiary(callback) {
  const hear = ({ key }) => {
    if (key === DIARY || key === null) callback();
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
