/** Quiz results to hand in, as CSV or JSON: no name, no time, made here in the browser. */

const COLUMNS = ["item", "chapter", "kind", "first answer", "first right", "confidence", "last right", "tries"];

/** As the page shows it: the letters of the options, joined in the order given; or the number. */
function answerText({ kind, first }) {
  if (kind === "numeric") return String(first[0]);
  const letters = first.map((place) => String.fromCharCode(65 + Math.min(25, Math.max(0, Math.round(place)))));
  return letters.join(kind === "order" ? " > " : " + ");
}

function resultRows(quiz) {
  const row = ([item, one]) => [item, one.chapter, one.kind, answerText(one), one.first_right, one.sure, one.last_right, one.tries];
  return Object.entries(quiz).map(row).sort((one, other) => one[1] - other[1] || one[0].localeCompare(other[0]));
}

/** Every cell is an id, a number or one of our own words, so none needs quotes. */
function resultsCsv(quiz) {
  return [COLUMNS, ...resultRows(quiz)].map((row) => row.join(",")).join("\r\n") + "\r\n";
}

function resultsJson(quiz) {
  const named = (row) => Object.fromEntries(row.map((value, at) => [COLUMNS[at].replace(" ", "_"), value]));
  return JSON.stringify(resultRows(quiz).map(named), null, 1);
}

function saveAs(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The two buttons; `read` gives the results of the moment. */
function handInButtons(read) {
  const button = (label, save) => make("button", { type: "button", onclick: save }, label);
  return make("div", { class: "lbt-buttons" },
    button("Results as CSV (table)", () => saveAs("lbt-quiz.csv", "text/csv", resultsCsv(read()))),
    button("Results as JSON", () => saveAs("lbt-quiz.json", "application/json", resultsJson(read()))));
}
