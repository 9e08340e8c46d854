/** Quiz results to hand in, as CSV or JSON: no name, no time, made here in the browser. */

const COLUMNS = ["item", "chapter", "kind", "first answer", "first right", "confidence", "last answer", "last right", "tries"];

/** As the page shows it: the options' text, joined in the order given; or the number. */
function answerText(kind, answer, options = []) {
  if (kind === "numeric") return String(answer[0]);
  return answer.map((place) => options[place] ?? "(no longer an option)").join(kind === "order" ? " > " : "; ");
}

/** `optionsOf`: a question's id → the texts of its options, as shown. */
function resultRows(quiz, optionsOf) {
  const row = ([item, one]) => [
    item, one.chapter, one.kind, answerText(one.kind, one.first, optionsOf(item)), one.first_right, one.sure,
    answerText(one.kind, one.last, optionsOf(item)), one.last_right, one.tries,
  ];
  return Object.entries(quiz).map(row).sort((one, other) => one[1] - other[1] || one[0].localeCompare(other[0]));
}

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));

/** Begins with a mark that tells a spreadsheet that it is UTF-8. */
function resultsCsv(quiz, optionsOf) {
  return "\uFEFF" + [COLUMNS, ...resultRows(quiz, optionsOf)].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function resultsJson(quiz, optionsOf) {
  const named = (row) => Object.fromEntries(row.map((value, at) => [COLUMNS[at].replace(" ", "_"), value]));
  return JSON.stringify(resultRows(quiz, optionsOf).map(named), null, 1);
}

function saveAs(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The two buttons; `read` gives the results of the moment. */
function handInButtons(read, optionsOf) {
  const button = (label, save) => make("button", { type: "button", onclick: save }, label);
  return make("div", { class: "lbt-buttons" },
    button(t("Results as CSV (table)"), () => saveAs("lbt-quiz.csv", "text/csv", resultsCsv(read(), optionsOf))),
    button(t("Results as JSON"), () => saveAs("lbt-quiz.json", "application/json", resultsJson(read(), optionsOf))));
}
