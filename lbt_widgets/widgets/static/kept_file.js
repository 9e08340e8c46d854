/** One file of all that this browser keeps, and the way back; a file from anywhere is read with care. */

const MAX_FILE_BYTES = 1_000_000;
const MAX_NAMED = 20;
const FILE_VERSION = 1;

function keptAsFile(key) {
  const { answers, units, plan } = readStore(key);
  return JSON.stringify({ workbook: "lbt", version: FILE_VERSION, answers, units, plan, ...readProgress(), diary: readDiary() }, null, 1);
}

const TO_HAND_IN = t("This is the file to hand in; open the one that you saved with “Save to a file”.");

/** Whether there is anything that a file could replace; entries of the diary are only added. */
function holdsAnswers(key) {
  const { answers, plan } = readStore(key);
  return Object.keys({ ...answers, ...plan }).length + Object.keys(readProgress().quiz).length > 0;
}

/**
 * What a file holds: { answers, units, plan, progress, diary, unknown, unreadable }. A file of answers alone, as `lbt profile` reads
 * it, will do. Ids that this version does not know are kept all the same.
 *
 * Throws an Error with a sentence for the reader.
 */
function readKeptFile(text, known) {
  if (text.replace(/^\uFEFF/, "").startsWith("chapter,number,question,")) throw new Error(TO_HAND_IN);
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error(t("This is not a file of the workbook: it cannot be read as JSON."));
  }
  if (Array.isArray(file) && file.length && file.every((row) => isObject(row) && "item" in row && "first_answer" in row)) throw new Error(TO_HAND_IN);
  if (!isObject(file)) throw new Error(t("This is not a file of the workbook: there are no answers in it."));
  if (file.workbook === "lbt" && file.version > FILE_VERSION) throw new Error(t("This file is from a newer version of the workbook than this one: open it there, or bring this one up to date."));
  const whole = file.workbook === "lbt" || isObject(file.answers) || isObject(file.quiz);
  const given = whole ? file.answers ?? {} : file;
  if (!isObject(given)) throw new Error(t("This file's answers cannot be read: they must be questions with values."));
  const progress = cleanProgress(whole ? file : null);
  const diary = cleanDiary(whole ? file.diary : null);
  const plan = cleanPlan(whole ? file.plan : null);
  const answers = Object.fromEntries(Object.entries(given).map(([id, value]) => [id, entryOf(value)]).filter(([id, entry]) => ID.test(id) && entry));
  const kept = [...Object.keys(answers), ...Object.keys(progress.quiz), ...progress.read, ...progress.tried];
  const lists = [Object.keys(given), ...["quiz", "read", "tried"].map((part) => (whole ? namesIn(file[part]) : []))].flat();
  const plansLost = whole && isObject(file.plan) ? Object.keys(file.plan).filter((name) => !Object.hasOwn(plan, name)) : [];
  const unreadable = [...lists.filter((id) => !kept.includes(id)), ...plansLost.map((name) => t("{name} of the plan", { name })),
    ...(whole ? lostOfDiary(file.diary) : [])];
  if (!kept.length && !diary.length && !Object.keys(plan).length) throw new Error(t("There are no answers and no results of the workbook in this file."));
  if (file.workbook !== "lbt" && !kept.some((id) => known.includes(id))) throw new Error(t("Nothing in this file is known to the workbook, so it is not taken over."));
  return { answers, units: file.units === "imperial" ? "imperial" : "metric", plan, progress, diary, unreadable,
    unknown: kept.filter((id) => !known.includes(id)) };
}

const namesIn = (part) => (Array.isArray(part) ? part.map(String) : Object.keys(isObject(part) ? part : {}));

/** What of a file's diary cannot be read, whole entries or parts of them. */
function lostOfDiary(list) {
  if (!Array.isArray(list)) return (list ?? null) === null ? [] : [t("the diary")];
  const gone = list.filter((given) => !cleanEntry(given)).length;
  const inPart = list.filter((given) => cleanEntry(given) && losesSome(given, cleanEntry(given)));
  return [...(gone ? [t("{n} of the diary", { n: gone })] : []), ...inPart.map(({ day }) => t("a part of {day} in the diary", { day }))];
}

function losesSome(given, entry) {
  const [before, after] = [given, entry].map(({ numbers, ...rest }) => ({ ...rest, ...numbers }));
  return Object.entries(before).some(([name, value]) => JSON.stringify(after[name]) !== JSON.stringify(value));
}

/** An answer as the forms keep it, or null. */
function entryOf(given) {
  const { value, unit } = isObject(given) ? given : { value: given };
  if (!["string", "number"].includes(typeof value) || !["string", "undefined"].includes(typeof (unit ?? undefined))) return null;
  return { value: typeof value === "string" ? value.slice(0, 100) : value, unit: unit ?? null };
}

/**
 * Put it beside what this browser has: of one question, and of the plan's choices, the file's counts; of results see
 * `newerResults`, of the diary `cleanDiary`. All of it or nothing: gives the results that were taken, and how many of the
 * file's entries of the diary gave way to this browser's; or null.
 *
 * Throws an Error with a sentence for the reader.
 */
function takeKeptFile(key, { answers, units, plan, progress, diary }) {
  const entries = diaryWith(diary).length;
  if (entries > MAX_DIARY) {
    throw new Error(t("The diary holds {most} entries. With this file it would have {n}, so nothing of the file was taken. Save your diary to a file, delete some entries, and open this one again.",
      { most: MAX_DIARY, n: entries }));
  }
  const before = [key, PROGRESS, DIARY].map((place) => [place, localStorage.getItem(place)]);
  const kept = readStore(key);
  const all = { answers: { ...kept.answers, ...answers }, plan: { ...kept.plan, ...plan }, units: before[0][1] ? kept.units : units };
  const gaveWay = givingWay(diary).length; // before it is written
  const quiz = newerResults(readProgress().quiz, progress.quiz);
  const taken = writeStore(key, all) && addProgress(progress) && addToDiary(diary);
  if (!taken) putBack(before);
  window.dispatchEvent(new StorageEvent("storage", { key }));
  return taken ? { quiz, gaveWay } : null;
}

/** What stood there did fit: all is emptied first, so that it will again. */
function putBack(places) {
  for (const [place] of places) localStorage.removeItem(place);
  for (const [key, newValue] of places) {
    if (newValue !== null) localStorage.setItem(key, newValue);
    window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
  }
}

/** Ids for a sentence: as plain text, each short, and not too many. */
function someOf(ids) {
  const shown = [...new Set(ids)].map((id) => (id.length > 40 ? `${id.slice(0, 40)}…` : id));
  const more = shown.length - MAX_NAMED;
  return shown.slice(0, MAX_NAMED).join(", ") + (more > 0 ? ` ${t("and {n} more", { n: more })}` : "");
}
