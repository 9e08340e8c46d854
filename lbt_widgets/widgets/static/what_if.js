/** Answers to try: choose a question, move it, see what it rests on, take it back. Python reckons. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-what-if");
  const id = uniquePrefix();
  const key = model.get("storage_key");
  const values = new Map(); // question → its answer here, in the question's own unit; null: as it is today
  const cards = new Map();
  let units = readStore(key).units;
  let mine = false; // whether what comes next answers what the reader did here

  const select = make("select", { id });
  const list = make("ul", { class: "lbt-changes", "aria-label": t("What you change") });
  const outcome = make("p", { class: "lbt-outcome" });
  const silent = make("p", { class: "lbt-fault", "aria-live": "polite" });
  const heard = makeReadOut();
  const wait = makeWait((sentence) => { silent.textContent = sentence; });
  const sender = atMostEvery((asked) => {
    wait.asked(); // first: a kernel that has gone may refuse the rest
    model.set("asked", { number: model.get("asked").number + 1, values: asked });
    model.save_changes();
  });
  const chooser = make("div", {}, make("label", { for: id, class: "lbt-asks" }, t("What would you like to change?")),
    make("div", { class: "lbt-row" }, select, make("button", { type: "button", class: "lbt-main", onclick: add }, t("Try a change"))));
  root.append(chooser, silent, list, outcome, heard.element);

  function send() {
    mine = true;
    sender.offer(Object.fromEntries(values));
  }

  /** What is answered, by cause; then the rest, which cannot be moved yet. With nothing answered there is no list. */
  function fillSelect() {
    const { answered, first } = model.get("known");
    const chosen = answered.includes(select.value) ? select.value : first;
    const isKnown = ([name]) => answered.includes(name);
    const option = (disabled) => ([name, text]) => make("option", { value: name, disabled }, text);
    const group = (label, options) => (options.length ? make("optgroup", { label }, options) : "");
    const causes = model.get("questions");
    const rest = causes.flatMap(([, questions]) => questions.filter((one) => !isKnown(one)));
    select.replaceChildren(...[
      ...causes.map(([title, questions]) => group(title, questions.filter(isKnown).map(option(false)))),
      group(t("Not answered yet"), rest.map(option(true)))].filter(Boolean));
    select.value = chosen;
    chooser.hidden = !answered.length;
  }

  function add() {
    const name = select.value;
    if (values.has(name)) {
      cards.get(name)?.focus();
    } else {
      values.set(name, null);
      send();
    }
  }

  function remove(name) {
    const names = [...cards.keys()];
    const next = cards.get(names[names.indexOf(name) + 1]) || cards.get(names[names.indexOf(name) - 1]);
    if (next) next.focus();
    else select.focus();
    drop(name);
    values.delete(name);
    send();
  }

  function drop(name) {
    cards.get(name).element.remove();
    cards.delete(name);
  }

  function change(name, value) {
    values.set(name, value);
    send();
  }

  /** Follow Python, unless something was moved since what it answers. A card is made anew only where it asks otherwise. */
  function follow() {
    const { number, questions, outcome: words } = model.get("shown");
    if (number < model.get("asked").number) return;
    wait.came();
    if (sender.isWaiting()) return;
    for (const name of [...values.keys()]) if (!questions.some((one) => one.id === name)) values.delete(name);
    for (const [name, card] of cards) {
      if (!questions.some((one) => one.id === name && String(one.now) === String(card.now))) drop(name);
    }
    for (const question of questions) {
      const isNew = !cards.has(question.id);
      if (isNew) place(question);
      cards.get(question.id).tell(question);
      if (isNew && mine) cards.get(question.id).focus();
    }
    outcome.textContent = words;
    heard.say(mine ? words : ""); // what was read out of other answers, or of another person, holds no more
    mine = false;
  }

  function place(question) {
    values.set(question.id, moved(question, question.value));
    const card = makeCard(question, units, (value) => change(question.id, moved(question, value)), () => remove(question.id));
    cards.set(question.id, card);
    list.append(card.element);
  }

  function useUnits({ detail }) {
    units = detail === "imperial" ? "imperial" : "metric";
    for (const name of [...cards.keys()]) drop(name);
    for (const question of model.get("shown").questions) {
      place({ ...question, value: values.get(question.id) ?? question.now });
      cards.get(question.id).tell(question);
    }
  }

  const stop = listen(model, { "change:known": fillSelect, "change:shown": follow });
  window.addEventListener(UNITS_EVENT, useUnits);
  fillSelect();
  follow();

  return () => {
    heard.end();
    sender.end();
    stop();
    forget();
    window.removeEventListener(UNITS_EVENT, useUnits);
  };
}

/** One change: the control, what the answer is today, what its effect rests on. */
function makeCard(question, units, changed, removed) {
  const control = question.options.length ? choiceControl(question, changed) : numberControl(question, units, changed);
  const basis = make("p", { class: "lbt-hint" });
  const link = make("a", {});
  const element = make("li", {}, control.element, basis,
    make("button", { type: "button", "aria-label": t("Take back: {what}", { what: question.text }), onclick: removed }, t("Take back")));
  function tell({ basis: words, url, link: label }) {
    link.textContent = label;
    if (url) link.setAttribute("href", url);
    basis.replaceChildren(words, url ? " " : "", url ? link : "");
    openBeside(basis);
  }
  return { element, tell, now: question.now, focus: control.focus };
}

function choiceControl({ text, options, now, value }, changed) {
  const id = uniquePrefix();
  const select = make("select", { id, onchange: () => changed(select.value) }, options.map(([name, label]) =>
    make("option", { value: name }, label)));
  select.value = value;
  const today = options.find(([name]) => name === now)[1];
  const element = make("div", {}, make("label", { for: id, class: "lbt-asks" }, text), select, answerToday(today));
  return { element, focus: () => select.focus() };
}

/** In the reader's units; an answer that is not moved is never changed by a conversion. */
function numberControl({ text, units: both, min, max, step, now, value }, system, changed) {
  const { label, factor } = both[system === "imperial" && both[1] ? 1 : 0];
  const places = (size) => (size >= 100 ? 0 : size >= 10 ? 1 : 2); // 3609 ft, 12.4 mi: no more than a watch knows
  const shown = (number) => (factor === 1 ? number : Number((number / factor).toFixed(places(Math.abs(number / factor)))));
  const range = makeRange({
    label: text, unit: label, low: shown(min), high: shown(max), step: factor === 1 ? step : Number((step / factor).toPrecision(1)),
    start: shown(now), lowText: "", highText: "",
  }, (number) => changed(number === shown(now) ? now : Math.min(max, Math.max(min, number * factor))));
  range.show(shown(value));
  const element = make("div", {}, range.element, answerToday(withUnit(numberText(shown(now)), label)));
  return { element, focus: () => element.querySelector("input").focus() };
}

/** What is not moved is sent as such, so that it goes with the answer if that is given anew. */
const moved = ({ now }, value) => (String(value) === String(now) ? null : value);

const answerToday = (words) => make("p", { class: "lbt-hint" }, t("Your answer: {answer}", { answer: words }));

export default { render };
