/** What runs would answer: a tick, the form's own field, where it is from. Python checks; this browser keeps what is taken. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-form");
  const prefix = uniquePrefix();
  const key = model.get("storage_key");
  const { lang } = document.documentElement; // that of the questions; the rest here is English
  const intro = make("p", {}, "Look at each value and correct what is wrong. Then press the button: it takes over what is ticked, and nothing before. "
    + "Where the files may not show it all, there is no tick yet.");
  const list = make("div");
  const status = make("p", { role: "status" });
  const on = make("button", { type: "button", hidden: true, onclick: goOn }, "On to the questions");
  const take = make("button", { type: "button", class: "lbt-main", onclick: takeOver }, "Take the ticked ones over");
  const silent = make("p", { class: "lbt-fault", lang, "aria-live": "polite" });
  const wait = makeWait((sentence) => { silent.textContent = sentence; });
  const goBack = () => wait.ask(model, { kind: "own", answers: readStore(key).answers });
  const back = make("button", { type: "button", onclick: goBack }, "Back to my own answers");
  const example = make("div", { class: "lbt-person" });
  root.append(make(`h${model.get("heading")}`, {}, "What your runs would answer"),
    intro, list, example, take, status, silent, on);
  let rows = [];
  let sent = {};

  function fill() {
    status.textContent = "";
    on.hidden = true;
    rows = model.get("offers").filter(({ fits }) => fits).map(makeRow);
    const rest = model.get("offers").filter(({ fits }) => !fits);
    list.replaceChildren(...rows.map(({ element }) => element), ...rest.map(({ question, sentence }) =>
      make("div", { class: "lbt-question" }, make("p", { class: "lbt-asks", lang }, question.text), make("p", {}, sentence))));
    intro.hidden = !rows.length;
    showNow();
    for (const row of rows) row.tick.checked = row.sets();
  }

  function makeRow(offer) {
    const { question, value, unit } = offer;
    const id = `${prefix}${question.id}`;
    let entry = { value, unit };
    const tick = make("input", { type: "checkbox" });
    const now = make("p");
    const field = makeField(question, id, readStore(key).units, (_, next) => {
      entry = next;
      tick.checked = Boolean(next);
      field.setFault("");
    });
    field.element.lang = lang;
    field.set(entry);
    const element = make("div", { class: "lbt-offer" }, field.element,
      make("label", { class: "lbt-choice" }, tick, make("span", {}, "Take this over", make("span", { class: "lbt-hidden", lang }, `: ${question.text}`))),
      now, make("p", { class: "lbt-hint" }, offer.sentence, ` From ${offer.file}, field “${offer.field}”. ${offer.covers}`));
    const own = () => model.get("now")[question.id] || "";
    const same = () => own() === `${value} ${unit}`;
    return {
      element, tick, field, id: question.id, entry: () => entry, sets: () => offer.sure && !own(),
      showNow() {
        const more = same() ? "the same" : "if you tick this, the new one takes its place";
        now.hidden = !own();
        now.textContent = own() ? `Your answer now: ${own()}; ${more}.` : "";
      },
    };
  }

  /** An example runner's answers are nobody's own: they are never replaced, and the way back is here. */
  function showNow() {
    const name = model.get("person");
    for (const row of rows) row.showNow();
    example.replaceChildren(...(name ? [make("p", {}, `The answers of ${name} are shown now. Go back to your own first.`), back] : []));
    take.hidden = Boolean(name) || !rows.length;
  }

  function takeOver() {
    const chosen = rows.filter(({ tick }) => tick.checked);
    if (!chosen.length) {
      say("Nothing is ticked.");
      return;
    }
    sent = Object.fromEntries(chosen.map((row) => [row.id, row.entry()]));
    wait.ask(model, { kind: "take", answers: sent });
  }

  function hear(message) {
    if (message?.kind !== "taken") return;
    wait.came();
    for (const row of rows) row.field.setFault(message.faults[row.id]);
    const wrong = rows.find(({ id }) => message.faults[id]);
    if (wrong) wrong.field.focus();
    const taken = rows.filter(({ id }) => message.ids.includes(id));
    if (taken.length) writeStore(key, { answers: { ...readStore(key).answers, ...sent } });
    for (const { tick } of taken) tick.checked = false;
    if (wrong) status.textContent = "Nothing was taken over: one value needs another look."; // in sight is the value
    else say(taken.length === 1 ? "Taken over: 1 answer. It stands in the questions now, and you can change it there."
      : `Taken over: ${taken.length} answers. They stand in the questions now, and you can change them there.`, Boolean(firstQuestion()));
  }

  /** In sight: what is taken over makes the rows above longer. */
  function say(words, leadsOn = false) {
    status.textContent = words;
    on.hidden = !leadsOn;
    (leadsOn ? on : status).scrollIntoView({ block: "nearest" });
  }

  const firstQuestion = () => [...document.querySelectorAll("[data-question]")].find((one) => !root.contains(one)
    && root.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

  function goOn() {
    const question = firstQuestion();
    if (question) goToQuestion(question.dataset.question, question.parentElement);
  }

  function showPerson() {
    wait.came();
    showNow();
  }

  const useUnits = ({ detail }) => rows.forEach(({ field }) => field.setUnits(detail));
  const stop = listen(model, { "change:offers": fill, "change:now": showNow, "change:person": showPerson, "msg:custom": hear });
  window.addEventListener(UNITS_EVENT, useUnits);
  fill();
  return () => {
    stop();
    window.removeEventListener(UNITS_EVENT, useUnits);
    forget();
  };
}

export default { render };
