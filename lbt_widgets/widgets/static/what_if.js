/** Answers to try: choose a question, move it, see what it rests on, take it back. Python reckons. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-what-if");
  const id = uniquePrefix();
  const key = model.get("storage_key");
  const values = new Map(); // question → its answer here, in the question's own unit
  const cards = new Map();
  let units = readStore(key).units;
  let mine = false; // whether what comes next answers what the reader did here

  const select = make("select", { id });
  const told = make("p", { class: "lbt-hint", "aria-live": "polite" });
  const list = make("ul", { class: "lbt-changes", "aria-label": "What you change" });
  const outcome = make("p", { class: "lbt-outcome" });
  const heard = makeReadOut();
  const sender = atMostEvery((asked) => {
    model.set("asked", { number: model.get("asked").number + 1, values: asked });
    model.save_changes();
  });
  root.append(
    make("label", { for: id, class: "lbt-asks" }, "What would you like to change?"),
    make("div", { class: "lbt-row" }, select, make("button", { type: "button", class: "lbt-main", onclick: add }, "Try a change")),
    told, list, outcome, heard.element);

  function send() {
    mine = true;
    sender.offer(Object.fromEntries(values));
  }

  function fillSelect() {
    const { answered, first } = model.get("known");
    const chosen = select.value || first;
    const option = ([name, text]) =>
      make("option", { value: name }, answered.includes(name) ? text : `${text} (not answered yet)`);
    select.replaceChildren(...model.get("questions").map(([title, questions]) =>
      make("optgroup", { label: title }, questions.map(option))));
    select.value = chosen;
  }

  function add() {
    const name = select.value;
    told.textContent = "";
    if (!model.get("known").answered.includes(name)) {
      told.textContent = "You have not answered this one yet, so there is nothing to change. Answer it in one of the forms first.";
    } else if (values.has(name)) {
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
    if (number < model.get("asked").number || sender.isWaiting()) return;
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
    if (mine) heard.say(words);
    mine = false;
  }

  function place(question) {
    values.set(question.id, question.value);
    const card = makeCard(question, units, (value) => change(question.id, value), () => remove(question.id));
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
    make("button", { type: "button", "aria-label": `Take back: ${question.text}`, onclick: removed }, "Take back"));
  function tell({ basis: words, url, certainty }) {
    link.textContent = certainty;
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
  const shown = (number) => (factor === 1 ? number : Number((number / factor).toFixed(2)));
  const range = makeRange({
    label: text, unit: label, low: shown(min), high: shown(max), step: factor === 1 ? step : Number((step / factor).toPrecision(1)),
    start: shown(now), lowText: "", highText: "",
  }, (number) => changed(number === shown(now) ? now : Math.min(max, Math.max(min, number * factor))));
  range.show(shown(value));
  const element = make("div", {}, range.element, answerToday(withUnit(numberText(shown(now)), label)));
  return { element, focus: () => element.querySelector("input").focus() };
}

const answerToday = (words) => make("p", { class: "lbt-hint" }, `Your answer: ${words}`);

export default { render };
