/** The diary: a form for one entry, the entries, and which row of numbers the picture shows. All of it in the browser. */

const ASKED = {
  before: "Before the run", ten: "After ten minutes", end: "At the end", week: "Over the week, on the whole",
};
const KINDS_OF_ENTRY = { run: "A run", week: "A whole week" };
const SHOWN_AT_ONCE = 10;

/** The reader's own day, not Greenwich's. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const dayInWords = (day) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Before anything is shown: hand Python the row of what this browser kept from last time. */
function initialize({ model }) {
  const entries = readDiary();
  if (entries.length) sendRow(model, entries, firstSeries(entries, model.get("row").series));
}

/** This row of the diary, or where it has no number the first that has one. */
function firstSeries(entries, wanted) {
  const has = (name) => entries.some(({ numbers }) => name in numbers);
  return has(wanted) ? wanted : Object.values(NUMBERS_OF).flat().find(has) || wanted;
}

/** Python hears days and numbers, and nothing else of the diary. */
function sendRow(model, entries, series) {
  const points = entries.filter(({ numbers }) => series in numbers).map(({ day, numbers }) => [day, numbers[series]]);
  model.set("row", { series, points });
  model.save_changes();
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-diary");
  const id = uniquePrefix();
  const imperial = readStore(model.get("storage_key")).units === "imperial";
  const distance = imperial ? { label: "miles", factor: model.get("km_in_mile") } : { label: "km", factor: 1 };
  let series = model.get("row").series;
  let editing = null;
  let all = false;

  const status = make("p", { class: "lbt-hint", role: "status" });
  const faults = make("p", { role: "alert", class: "lbt-fault" });
  const title = make("h3", { id: `${id}title` }, "A new entry");
  const kinds = Object.entries(KINDS_OF_ENTRY).map(([kind, label]) => radio("kind", kind, label, kind === "run"));
  const day = make("input", { id: `${id}day`, type: "date", max: today(), min: "1900-01-01", required: true });
  day.value = today();
  const numbers = Object.fromEntries(Object.entries(ASKED).map(([name, label]) => [name, numberInput(name, label)]));
  const done = make("select", { id: `${id}done` });
  const km = make("input", { id: `${id}km`, type: "text", inputmode: "decimal", autocomplete: "off", class: "lbt-short" });
  const shoes = make("input", { type: "checkbox" });
  const exercise = [["yes", "Yes"], ["no", "No"], ["", "Not said"]].map(([value, label]) => radio("exercise", value, label, value === ""));
  const note = make("input", { id: `${id}note`, type: "text", maxlength: MAX_NOTE, autocomplete: "off", "aria-describedby": `${id}noteh` });
  const save = make("button", { type: "submit", class: "lbt-main" });
  const cancel = make("button", { type: "button", onclick: () => settle("Nothing was changed.") }, "Cancel");
  const list = make("div");
  const place = make("div", { class: "lbt-forget" });
  const summary = make("summary");
  const folded = make("details", {}, summary, list, place);
  const which = make("div");

  function radio(name, value, label, checked) {
    return make("label", { class: "lbt-choice" }, make("input", { type: "radio", name: id + name, value, checked }), make("span", {}, label));
  }

  function numberInput(name, label) {
    const input = make("input", { id: id + name, type: "text", inputmode: "numeric", autocomplete: "off", class: "lbt-short" });
    return { input, element: make("div", {}, make("label", { for: id + name }, label), input) };
  }

  const chosen = (radios) => radios.map((one) => one.querySelector("input")).find((input) => input.checked).value;
  const choose = (radios, value) => radios.forEach((one) => {
    one.querySelector("input").checked = one.querySelector("input").value === value;
  });
  const labelled = (label, control, ...more) => make("div", {}, make("label", { for: control.id }, label), control, more);

  /** What belongs to the kind of entry that is chosen. */
  function fit() {
    const kind = chosen(kinds);
    for (const [name, { element }] of Object.entries(numbers)) element.hidden = !NUMBERS_OF[kind].includes(name);
    const options = Object.entries({ "": "Not said", ...model.get("done")[kind] });
    done.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
    save.textContent = editing ? "Save the change" : "Add to the diary";
    title.textContent = editing ? `Change the entry of ${dayInWords(editing.day)}` : "A new entry";
    cancel.hidden = !editing;
  }

  /** The entry as it stands in the form, or what is wrong with it: [sentence, control] pairs. */
  function readForm() {
    const wrong = [];
    const kind = chosen(kinds);
    if (!isDay(day.value)) wrong.push(["Choose the day.", day]);
    else if (day.value > today()) wrong.push(["This day has not come yet.", day]);
    const given = {};
    for (const name of NUMBERS_OF[kind]) {
      const { input } = numbers[name];
      const value = readNumber(input.value);
      if (!input.value.trim()) continue;
      if (!Number.isInteger(value) || value < 0 || value > 10) wrong.push([`${ASKED[name]}: a whole number from 0 to 10.`, input]);
      else given[name] = value;
    }
    if (!wrong.length && !Object.keys(given).length) wrong.push(["Give at least one number from 0 to 10.", numbers[NUMBERS_OF[kind][0]].input]);
    const run = readNumber(km.value);
    if (km.value.trim() && !(run > 0 && run * distance.factor <= MAX_KM)) {
      wrong.push([`Distance: ${twoReadings(km.value)}a number above 0, up to ${Math.floor(MAX_KM / distance.factor)} ${distance.label}.`, km]);
    }
    const ticked = chosen(exercise);
    const entry = {
      id: editing?.id || Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      day: day.value, kind, numbers: given, done: done.value, km: km.value.trim() ? Number((run * distance.factor).toFixed(3)) : null,
      shoes: shoes.checked, exercise: ticked ? ticked === "yes" : null, note: note.value.trim(), edits: (editing?.edits || 0) + 1,
    };
    return { entry, wrong };
  }

  function submit(event) {
    event.preventDefault();
    const { entry, wrong } = readForm();
    const controls = [day, km, ...Object.values(numbers).map(({ input }) => input)];
    for (const control of controls) control.removeAttribute("aria-invalid");
    tell(wrong.map(([sentence]) => sentence).join(" "));
    for (const [, control] of wrong) control.setAttribute("aria-invalid", "true");
    if (wrong.length) return wrong[0][1].focus();
    if (!editing && readDiary().length >= MAX_DIARY) return tell(`The diary is full: it holds ${MAX_DIARY} entries. Delete some, or save it to a file.`);
    const verb = editing ? "changed" : "added";
    if (!addToDiary([entry])) return tell("This browser keeps nothing, so the entry cannot be kept: its storage is off or full.");
    return settle(`The entry of ${dayInWords(entry.day)} is ${verb}.`);
  }

  function tell(sentence) {
    faults.textContent = sentence;
    status.textContent = "";
  }

  /** Back to an empty form. */
  function settle(sentence) {
    const kind = chosen(kinds);
    editing = null;
    fields.reset();
    choose(kinds, kind);
    day.value = today();
    faults.textContent = "";
    fit();
    status.textContent = sentence;
    day.focus();
  }

  function edit(entry) {
    editing = entry;
    choose(kinds, entry.kind);
    fit();
    day.value = entry.day;
    for (const [name, { input }] of Object.entries(numbers)) input.value = entry.numbers[name] ?? "";
    done.value = entry.done;
    km.value = distanceText(entry);
    shoes.checked = entry.shoes;
    choose(exercise, entry.exercise === null ? "" : entry.exercise ? "yes" : "no");
    note.value = entry.note;
    faults.textContent = "";
    day.focus();
  }

  function remove(entry) {
    const back = (sentence) => {
      place.replaceChildren();
      status.textContent = sentence;
      (folded.hidden ? day : summary).focus();
    };
    askInline(place, {
      warning: `Delete the entry of ${dayInWords(entry.day)}?`, yes: "Yes, delete it", no: "Keep it",
      onYes: () => {
        putDiary(readDiary().filter((one) => one.id !== entry.id));
        if (editing?.id === entry.id) settle("");
        back("The entry is deleted.");
      },
      onNo: () => back("Nothing was deleted."),
    });
  }

  const distanceText = ({ km: run }) => (run === null ? "" : String(Number((run / distance.factor).toFixed(2))));

  function row(entry) {
    const short = { before: "before", ten: "after ten minutes", end: "at the end", week: "over the week" };
    const said = Object.entries(entry.numbers).map(([name, value]) => `${value} ${short[name]}`).join(", ");
    const choices = model.get("done")[entry.kind];
    const what = [Object.hasOwn(choices, entry.done) ? choices[entry.done] : entry.done, entry.km && `${distanceText(entry)} ${distance.label}`, entry.shoes && "new shoes",
      entry.exercise === null ? "" : entry.exercise ? "exercises: yes" : "exercises: no"].filter(Boolean).join(", ");
    const button = (label, act) => make("button", { type: "button", onclick: () => act(entry) }, label,
      make("span", { class: "lbt-hidden" }, ` the entry of ${dayInWords(entry.day)}`));
    return make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, dayInWords(entry.day)),
      make("td", { role: "cell", "data-label": "Tightness" }, said), make("td", { role: "cell", "data-label": "What was done" }, what),
      make("td", { role: "cell", "data-label": "Note" }, entry.note),
      make("td", { role: "cell", "data-label": "Change" }, make("div", { class: "lbt-buttons" }, button("Edit", edit), button("Delete", remove))));
  }

  function showList(entries) {
    summary.textContent = `Your entries (${entries.length}): look, edit, delete`;
    folded.hidden = !entries.length;
    const newest = [...entries].reverse();
    const columns = ["Day", "Tightness", "What was done", "Note", "Change"];
    const table = make("table", { class: "lbt-stack", role: "table" }, make("caption", {}, "The newest first"),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, columns.map((name) => make("th", { scope: "col", role: "columnheader" }, name)))),
      make("tbody", { role: "rowgroup" }, newest.slice(0, all ? MAX_DIARY : SHOWN_AT_ONCE).map(row)));
    const more = make("button", { type: "button", onclick: () => { all = true; showList(entries); list.querySelector("button").focus(); } },
      `Show all ${entries.length}`);
    return list.replaceChildren(table, all || entries.length <= SHOWN_AT_ONCE ? "" : more);
  }

  /** Which row the picture shows, where there is more than one. */
  function showWhich(entries) {
    const there = Object.keys(model.get("series")).filter((name) => entries.some((entry) => name in entry.numbers));
    const label = (name) => model.get("series")[name].replace(/^./, (letter) => letter.toUpperCase());
    const radios = there.map((name) => radio("series", name, label(name), name === series));
    which.replaceChildren(there.length < 2 ? "" : make("fieldset", {
      onchange: (event) => { series = event.target.value; sendRow(model, readDiary(), series); },
    }, make("legend", { class: "lbt-asks" }, "Which numbers should the picture show?"), make("div", { class: "lbt-side" }, radios)));
  }

  function follow() {
    const entries = readDiary();
    series = firstSeries(entries, series);
    showList(entries);
    showWhich(entries);
    sendRow(model, entries, series);
  }

  const fields = make("form", { novalidate: true, "aria-labelledby": title.id, onsubmit: submit }, title,
    make("fieldset", {}, make("legend", { class: "lbt-asks" }, "What is it about?"), make("div", { class: "lbt-side" }, kinds)),
    labelled("Day", day),
    make("fieldset", {}, make("legend", { class: "lbt-asks" }, "How tight was your back?"),
      make("p", { class: "lbt-hint" }, "0 is not at all, 10 the worst that you can think of. One number will do."),
      make("div", { class: "lbt-numbers" }, Object.values(numbers).map(({ element }) => element))),
    make("details", {}, make("summary", {}, "What you did, if you like"),
      labelled("Kind", done), labelled(`Distance in ${distance.label}`, km),
      make("label", { class: "lbt-choice" }, shoes, make("span", {}, "New shoes")),
      make("fieldset", {}, make("legend", { class: "lbt-asks" }, "Did you do your exercises?"), make("div", { class: "lbt-side" }, exercise)),
      labelled("A short note", note, make("p", { id: `${id}noteh`, class: "lbt-hint" }, "It stays in this browser and in the file that you save."))),
    faults, make("div", { class: "lbt-buttons" }, save, cancel));
  fields.addEventListener("change", ({ target }) => target.name === `${id}kind` && fit());
  root.append(fields, status, folded, which);
  fit();
  const entries = readDiary();
  showList(entries);
  showWhich(entries);
  const stop = followDiary(follow);

  return () => {
    stop();
    forget();
  };
}

export default { initialize, render };
