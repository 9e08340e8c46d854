/** Helpers that every widget script begins with (the files are joined in Python: no bundler). */

/** Make an element: make("p", { class: "x" }, "text", child). Text is never read as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/**
 * A text on screen, with its values: t(“{n} of {all} answered”, { n, all }). Before a page is sent it, Python puts the
 * reader's language in the place of the English (words.py), so the text is always written out here, in double quotes.
 */
function t(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The parts of a text with elements in it: woven(t(“Next: {page}.”), { page: link }). */
function woven(text, elements) {
  return text.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? elements[part] : part));
}

/** The same of a number: nt(“{n} file”, “{n} files”, files). */
function nt(one, many, number, values = {}) {
  return t(number === 1 ? one : many, { n: numberText(number), ...values });
}

/** An id prefix of its own for each view, so that two copies on a page never share an id. */
function uniquePrefix() {
  return "lbt" + Math.random().toString(36).slice(2, 10);
}

/** JupyterLab's one-key shortcuts stay out: it looks for the mark on what has the focus before any element around it. */
function keepItsKeys(root) {
  root.addEventListener("focusin", ({ target }) => { target.dataset.lmSuppressShortcuts = "true"; });
}

/** The root of a widget, with the place where a failure is told. */
function makeRoot(model, el, className) {
  const problem = make("p", { class: "lbt-problem", role: "alert" });
  const root = make("div", { class: `lbt ${className}`, lang: model.get("lang") || null }, problem);
  keepItsKeys(root);
  const tell = () => {
    problem.textContent = model.get("problem") || "";
  };
  model.on("change:problem", tell);
  tell();
  el.append(root);
  openBeside(document); // the text around the widgets has such links too
  return { root, forget: () => model.off("change:problem", tell) };
}

/** The name by which JupyterLab's table of contents finds a heading: it gives its own headings such names, too. */
function nameForContents(heading) {
  heading.dataset.jupyterId = heading.textContent.replaceAll(" ", "-");
}

/** Once all of the page stands, which grows until then. */
function onceReady(then) {
  const page = document.documentElement;
  const look = (_, observer) => {
    if (!("ready" in page.dataset)) return;
    observer.disconnect();
    then();
  };
  const observer = new MutationObserver(look);
  observer.observe(page, { attributeFilter: ["data-ready"] });
  look(null, observer);
  return () => observer.disconnect();
}

/** Subscribe to several events of a model; the result takes them all back. */
function listen(model, handlers) {
  for (const [name, handler] of Object.entries(handlers)) model.on(name, handler);
  return () => {
    for (const [name, handler] of Object.entries(handlers)) model.off(name, handler);
  };
}

/** What is read out of a link that leaves the page as it is. */
function newTabHint() {
  return make("span", { class: "lbt-hidden" }, " ", t("(opens in a new tab)"));
}

/**
 * Links into the page of the evidence open in one other tab, always the same: nothing that was done on this page is
 * lost, and the evidence is open once and not once a click. That page follows its own links itself. In JupyterLab
 * `showEvidenceHere` opens the card over the page.
 */
function openBeside(element) {
  for (const link of element.querySelectorAll("a[href^='09_evidence.ipynb#']:not([target])")) {
    if (link.pathname === location.pathname || (inJupyterLab() && LEADS_TO_EVIDENCE.test(link.href))) continue;
    link.target = "lbt-evidence";
    link.append(newTabHint());
  }
}

const LEADS_TO_EVIDENCE = /09_evidence\.ipynb[^#]*#(claim|source)=([^&]+)&?(.*)$/;
const inJupyterLab = () => document.querySelector(".jp-NotebookPanel") !== null;

const DECIMAL_SIGN = t("."); // the reader's language has its own
const OTHER_SIGN = DECIMAL_SIGN === "." ? "," : ".";
const TWO_READINGS = new RegExp(`^[+\\-−]?[1-9]\\d{0,2}[${OTHER_SIGN}]\\d{3}$`); // "7,500": thousands, or a decimal

/** A number as a person writes it ("1,5" and "35 300" too), or null, also where it can be read in two ways. */
function readNumber(text) {
  const written = String(text).trim().replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, "");
  if (TWO_READINGS.test(written)) return null;
  const plain = written.replace(",", ".");
  return /^[+\-−]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain.replace("−", "-")) : null;
}

/** Why `readNumber` does not take it, where it could have meant a number. */
function twoReadings(text) {
  const written = String(text).trim();
  if (!TWO_READINGS.test(written)) return "";
  const [whole, decimals] = written.split(OTHER_SIGN);
  const short = typedText(Number(`${whole.replace("−", "-")}.${decimals}`)).replace("-", "−");
  return `${t("{written} can be read in two ways: write {whole} or {short}.", { written, whole: whole + decimals, short })} `;
}

/** A number as a reader would type it. */
function typedText(number) {
  return String(number).replace(".", DECIMAL_SIGN);
}

/** A number as text, with a true minus sign (a hyphen is read as "to") and thousands apart. */
function numberText(number) {
  const [whole, ...decimals] = String(number).replace("-", "−").split(".");
  const parted = /\d{5}/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return [parted, ...decimals].join(DECIMAL_SIGN);
}

/** "1 file", "2 files". */
function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The day on the reader's own clock, not Greenwich's. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The text of a number with its unit: "4.7 mm", "11°". */
function withUnit(text, unit) {
  return unit === "°" ? `${text}°` : [text, unit].filter(Boolean).join(" ");
}

/** Puts the focus into a question of a form, and opens what folds it away. */
function goToQuestion(id, within = document) {
  const asked = within.querySelector(`[data-question="${CSS.escape(id)}"]`);
  for (let part = asked; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  (asked?.querySelector("input:checked") || asked?.querySelector("input"))?.focus();
}

const PATIENCE_MS = 3000;

/** Tells when an answer does not come, as where the network is cut; `came()` takes it back. */
function makeWait(tell) {
  let timer = null;
  const asked = () => {
    timer ??= setTimeout(() => tell(t("No answer has come for 3 seconds. Is the network cut? What you see is the last that came.")), PATIENCE_MS);
  };
  const came = () => {
    clearTimeout(timer);
    timer = null;
    tell("");
  };
  const ask = (model, message) => {
    asked(); // first: a kernel that has gone may refuse the message
    model.send(message);
  };
  return { asked, came, ask };
}

const isEntry = (address) => /^\w+\.ipynb#source=\w+$/.test(address || "");

/** A source as a link to DOI, PubMed or PubMed Central, else to its entry here; nowhere else. */
function sourceLink({ url }, words) {
  const safe = /^https:\/\/(doi\.org|(pubmed|pmc)\.ncbi\.nlm\.nih\.gov)\//.test(url || "");
  if (safe) return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words, newTabHint());
  return isEntry(url) ? make("a", { href: url }, words) : words;
}

/** Links to the sources of a statement, each with a link to our doubt. */
function sourceList(sources) {
  const item = (source) => make("li", {}, sourceLink(source, source.text),
    ...(isEntry(source.doubt) ? [". ", make("a", { href: source.doubt }, t("Our doubt about it")), "."] : []));
  const list = make("ul", { class: "lbt-sources lbt-source-links" }, sources.map(item));
  openBeside(list);
  return list;
}

/** Paragraphs of plain text: a blank line parts them. */
function paragraphs(text, attributes = {}) {
  return String(text || "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => make("p", attributes, part.trim()));
}

/**
 * On a narrow page a table of ours stands with its cells below each other: each names its column, and the roles, which
 * a browser forgets there, are written out.
 */
function nameCells(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const role = (element, name) => element.setAttribute("role", name);
  role(table, "table");
  for (const part of [table.tHead, ...table.tBodies]) role(part, "rowgroup");
  for (const row of table.rows) {
    role(row, "row");
    [...row.cells].forEach((cell, at) => {
      role(cell, cell.tagName === "TD" ? "cell" : cell.scope === "col" ? "columnheader" : "rowheader");
      if (cell.tagName === "TD") cell.dataset.label = names[at];
    });
  }
}
