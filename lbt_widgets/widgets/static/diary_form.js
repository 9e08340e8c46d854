/** The diary's form: for a new entry, or for one that is changed. */

const ASKED = {
  before: "Before the run", ten: "After ten minutes", end: "At the end", week: "Over the week, on the whole",
};
const KINDS_OF_ENTRY = { run: "A run", week: "A whole week" };
const EXERCISED = [["yes", "Yes"], ["no", "No"], ["", "Not said"]];
const ID_BYTES = 6;

function makeRadio(name, value, label, checked) {
  const input = make("input", { type: "radio", name, value, checked });
  return make("label", { class: "lbt-choice" }, input, make("span", {}, label));
}

const inputOf = (radio) => radio.querySelector("input");
const chosenOf = (radios) => radios.map(inputOf).find((input) => input.checked).value;

function choose(radios, value) {
  for (const input of radios.map(inputOf)) input.checked = input.value === value;
}

function newEntryId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * { element, edit(entry), drop(id), focus() }; `drop`: this entry is no more. `choices`: kind → id → what was done;
 * `distance`: the unit that is shown, { label, factor }; `say(sentence)`: read out, politely.
 */
function makeDiaryForm(choices, distance, say) {
  const id = uniquePrefix();
  let editing = null;
  const faults = make("p", { role: "alert", class: "lbt-fault" });
  const title = make("h3", { id: `${id}title` });
  const kinds = Object.entries(KINDS_OF_ENTRY).map(([kind, label]) => makeRadio(`${id}kind`, kind, label, kind === "run"));
  const day = make("input", { id: `${id}day`, type: "date", max: today(), min: "1900-01-01", required: true });
  const numbers = Object.fromEntries(Object.keys(ASKED).map((name) => [name, numberInput(name)]));
  const done = make("select", { id: `${id}done` });
  const km = textInput(`${id}km`, "decimal");
  const shoes = make("input", { type: "checkbox" });
  const exercise = EXERCISED.map(([value, label]) => makeRadio(`${id}exercise`, value, label, value === ""));
  const note = make("input", {
    id: `${id}note`, type: "text", maxlength: MAX_NOTE, autocomplete: "off", "aria-describedby": `${id}noteh`,
  });
  const save = make("button", { type: "submit", class: "lbt-main" });
  const cancel = make("button", { type: "button", onclick: () => settle("Nothing was changed.") }, "Cancel");

  function textInput(inputId, inputmode) {
    return make("input", { id: inputId, type: "text", inputmode, autocomplete: "off", class: "lbt-short" });
  }

  function numberInput(name) {
    const input = textInput(id + name, "numeric");
    return { input, element: labelled(ASKED[name], input) };
  }

  function labelled(label, control, ...more) {
    return make("div", {}, make("label", { for: control.id }, label), control, more);
  }

  /** What belongs to the kind of entry that is chosen. */
  function fit() {
    const kind = chosenOf(kinds);
    for (const [name, { element }] of Object.entries(numbers)) element.hidden = !NUMBERS_OF[kind].includes(name);
    const options = { "": "Not said", ...choices[kind] };
    // What another version of the workbook wrote is not known here, and stays.
    if (editing?.kind === kind && !Object.hasOwn(options, editing.done)) options[editing.done] = editing.done;
    done.replaceChildren(...Object.entries(options).map(([value, label]) => make("option", { value }, label)));
    save.textContent = editing ? "Save the change" : "Add to the diary";
    title.textContent = editing ? `Change the entry of ${dayInWords(editing.day)}` : "A new entry";
    cancel.hidden = !editing;
  }

  /** The entry as it stands in the form, or what is wrong with it: [sentence, control] pairs. */
  function read() {
    const wrong = [];
    const kind = chosenOf(kinds);
    if (!isDay(day.value)) wrong.push(["Choose the day.", day]);
    else if (day.value > today()) wrong.push(["This day has not come yet.", day]);
    const ticked = chosenOf(exercise);
    const entry = {
      id: editing?.id || newEntryId(), day: day.value, kind, numbers: readNumbers(kind, wrong), done: done.value,
      km: readDistance(wrong), shoes: shoes.checked, exercise: ticked ? ticked === "yes" : null,
      note: note.value.trim(), edits: (editing?.edits || 0) + 1,
    };
    return { entry, wrong };
  }

  function readNumbers(kind, wrong) {
    const given = {};
    for (const name of NUMBERS_OF[kind]) {
      const { input } = numbers[name];
      if (!input.value.trim()) continue;
      const value = readNumber(input.value);
      if (Number.isInteger(value) && value >= 0 && value <= 10) given[name] = value;
      else wrong.push([`${ASKED[name]}: a whole number from 0 to 10.`, input]);
    }
    if (wrong.length || Object.keys(given).length) return given;
    wrong.push(["Give at least one number from 0 to 10.", numbers[NUMBERS_OF[kind][0]].input]);
    return given;
  }

  function readDistance(wrong) {
    const text = km.value.trim();
    if (!text) return null;
    if (editing && text === distanceText(editing, distance)) return editing.km; // untouched: what is shown is rounded
    const runKm = readNumber(text) * distance.factor;
    if (runKm > 0 && runKm <= MAX_KM) return Number(runKm.toFixed(3));
    const most = Math.floor(MAX_KM / distance.factor);
    wrong.push([`Distance: ${twoReadings(text)}a number above 0, up to ${most} ${distance.label}.`, km]);
    return null;
  }

  function submit(event) {
    event.preventDefault();
    const { entry, wrong } = read();
    const controls = [day, km, ...Object.values(numbers).map(({ input }) => input)];
    for (const control of controls) control.removeAttribute("aria-invalid");
    tell(wrong.map(([sentence]) => sentence).join(" "));
    for (const [, control] of wrong) control.setAttribute("aria-invalid", "true");
    if (wrong.length) return wrong[0][1].focus();
    if (!editing && readDiary().length >= MAX_DIARY) {
      return tell(`The diary is full: it holds ${MAX_DIARY} entries. Delete some, or save it to a file.`);
    }
    const verb = editing ? "changed" : "added";
    if (addToDiary([entry])) return settle(`The entry of ${dayInWords(entry.day)} is ${verb}.`);
    return tell("This browser keeps nothing, so the entry cannot be kept: its storage is off or full.");
  }

  function tell(sentence) {
    faults.textContent = sentence;
    say("");
  }

  /** Back to an empty form. */
  function settle(sentence) {
    const kind = chosenOf(kinds);
    editing = null;
    element.reset();
    choose(kinds, kind);
    day.value = today();
    faults.textContent = "";
    fit();
    say(sentence);
    day.focus();
  }

  function edit(entry) {
    editing = entry;
    choose(kinds, entry.kind);
    fit();
    day.value = entry.day;
    for (const [name, { input }] of Object.entries(numbers)) input.value = entry.numbers[name] ?? "";
    done.value = entry.done;
    km.value = distanceText(entry, distance);
    shoes.checked = entry.shoes;
    choose(exercise, entry.exercise === null ? "" : entry.exercise ? "yes" : "no");
    note.value = entry.note;
    faults.textContent = "";
    day.focus();
  }

  const group = (legend, ...parts) => make("fieldset", {}, make("legend", { class: "lbt-asks" }, legend), parts);
  const side = (radios) => make("div", { class: "lbt-side" }, radios);
  const noteHint = "It stays in this browser and in the file that you save.";
  const element = make("form", { novalidate: true, "aria-labelledby": title.id, onsubmit: submit }, title,
    group("What is it about?", side(kinds)),
    labelled("Day", day),
    group("How tight was your back?",
      make("p", { class: "lbt-hint" }, "Whole numbers: 0 is not at all, 10 the worst that you can think of. One of them will do."),
      make("div", { class: "lbt-numbers" }, Object.values(numbers).map((one) => one.element))),
    make("details", {}, make("summary", {}, "What you did, if you like"),
      labelled("Kind", done), labelled(`Distance in ${distance.label}`, km),
      make("label", { class: "lbt-choice" }, shoes, make("span", {}, "New shoes")),
      group("Did you do your exercises?", side(exercise)),
      labelled("A short note", note, make("p", { id: `${id}noteh`, class: "lbt-hint" }, noteHint))),
    faults, make("div", { class: "lbt-buttons" }, save, cancel));
  element.addEventListener("change", ({ target }) => target.name === `${id}kind` && fit());
  day.value = today();
  fit();
  return { element, edit, drop: (gone) => editing?.id === gone && settle(""), focus: () => day.focus() };
}
