/** The diary: its form, its entries, and which row of numbers the picture shows. All of it in the browser. */

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
  const radioName = uniquePrefix();
  const imperial = readStore(model.get("storage_key")).units === "imperial";
  const distance = imperial ? { label: "miles", factor: model.get("km_in_mile") } : { label: "km", factor: 1 };
  let series = model.get("row").series;

  const status = make("p", { class: "lbt-hint", role: "status" });
  const say = (sentence) => {
    status.textContent = sentence;
  };
  const form = makeDiaryForm(model.get("done"), distance, say);
  const list = makeDiaryList(form, model.get("done"), distance, say);
  const which = make("div");

  /** Which row the picture shows, where there is more than one. */
  function showWhich(entries) {
    const names = model.get("series");
    const there = Object.keys(names).filter((name) => entries.some((entry) => name in entry.numbers));
    const label = (name) => names[name].replace(/^./, (letter) => letter.toUpperCase());
    const radios = there.map((name) => makeRadio(radioName, name, label(name), name === series));
    const onchange = ({ target }) => {
      series = target.value;
      sendRow(model, readDiary(), series);
    };
    const legend = make("legend", { class: "lbt-asks" }, "Which numbers should the picture show?");
    const choice = make("fieldset", { onchange }, legend, make("div", { class: "lbt-side" }, radios));
    which.replaceChildren(there.length < 2 ? "" : choice);
  }

  function show(entries) {
    list.show(entries);
    showWhich(entries);
  }

  function follow() {
    const entries = readDiary();
    series = firstSeries(entries, series);
    show(entries);
    sendRow(model, entries, series);
  }

  root.append(form.element, status, list.element, which);
  show(readDiary());
  const stop = followDiary(follow);

  return () => {
    stop();
    forget();
  };
}

export default { initialize, render };
