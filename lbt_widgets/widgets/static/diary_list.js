/** The diary's entries: to look at, to change, to delete. */

const SHOWN_AT_ONCE = 10;
const COLUMNS = ["Day", "Tightness", "What was done", "Note", "Change"];
const NUMBER_WORDS = { before: "before", ten: "after ten minutes", end: "at the end", week: "over the week" };

function dayInWords(day) {
  const parts = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", parts);
}

function distanceText({ km }, { factor }) {
  return km === null ? "" : String(Number((km / factor).toFixed(2)));
}

function doneInWords(entry, choices, distance) {
  const { kind, done, km, shoes, exercise } = entry;
  return [
    Object.hasOwn(choices[kind], done) ? choices[kind][done] : done,
    km && `${distanceText(entry, distance)} ${distance.label}`,
    shoes && "new shoes",
    exercise !== null && `exercises: ${exercise ? "yes" : "no"}`,
  ].filter(Boolean).join(", ");
}

/** { element, show(entries) }. `form`: where an entry is changed; the rest as `makeDiaryForm` has it. */
function makeDiaryList(form, choices, distance, say) {
  let all = false;
  const list = make("div");
  const place = make("div", { class: "lbt-forget" });
  const summary = make("summary");
  const element = make("details", {}, summary, list, place);

  function remove(entry) {
    const back = (sentence) => {
      place.replaceChildren();
      say(sentence);
      (element.hidden ? form : summary).focus();
    };
    askInline(place, {
      warning: `Delete the entry of ${dayInWords(entry.day)}?`, yes: "Yes, delete it", no: "Keep it",
      onYes: () => {
        putDiary(readDiary().filter(({ id }) => id !== entry.id));
        form.drop(entry.id);
        back("The entry is deleted.");
      },
      onNo: () => back("Nothing was deleted."),
    });
  }

  function button(label, act, entry) {
    const which = make("span", { class: "lbt-hidden" }, ` the entry of ${dayInWords(entry.day)}`);
    return make("button", { type: "button", onclick: () => act(entry) }, label, which);
  }

  function row(entry) {
    const said = Object.entries(entry.numbers).map(([name, value]) => `${value} ${NUMBER_WORDS[name]}`).join(", ");
    const buttons = make("div", { class: "lbt-buttons" }, button("Edit", form.edit, entry), button("Delete", remove, entry));
    const cells = [said, doneInWords(entry, choices, distance), entry.note, buttons];
    return make("tr", {}, make("th", { scope: "row" }, dayInWords(entry.day)), cells.map((cell) => make("td", {}, cell)));
  }

  function showAll(entries) {
    all = true;
    show(entries);
    list.querySelector("button").focus();
  }

  function show(entries) {
    summary.textContent = `Your entries (${entries.length}): look, edit, delete`;
    element.hidden = !entries.length;
    const newest = [...entries].reverse();
    const head = make("tr", {}, COLUMNS.map((name) => make("th", { scope: "col" }, name)));
    const table = make("table", { class: "lbt-stack" }, make("caption", {}, "The newest first"), make("thead", {}, head),
      make("tbody", {}, (all ? newest : newest.slice(0, SHOWN_AT_ONCE)).map(row)));
    nameCells(table);
    const more = make("button", { type: "button", onclick: () => showAll(entries) }, `Show all ${entries.length}`);
    list.replaceChildren(table, all || entries.length <= SHOWN_AT_ONCE ? "" : more);
  }

  return { element, show };
}
