/** A whole form. Python checks; this page shows, keeps the answers in this browser, and never loses what was typed. */

/** Before anything is shown: hand Python what this browser kept from last time. */
function initialize({ model }) {
  const kept = readStore(model.get("storage_key")).answers;
  if (!model.get("storage_key") || model.get("person") || !Object.keys(kept).length) return;
  model.set("restored", kept);
  model.save_changes();
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-form");
  const prefix = uniquePrefix();
  const key = model.get("storage_key");
  const entries = new Map();
  const fields = new Map();
  const sections = [];
  const switchable = model.get("show_unit_switch");
  let units = readStore(key).units;

  const faults = make("div", { class: "lbt-faults", "aria-live": "polite" });
  const example = make("div", { class: "lbt-person" });
  const status = make("p", { class: "lbt-hint", role: "status" });

  function change(id, entry) {
    if (entry) entries.set(id, entry);
    else entries.delete(id);
    status.textContent = "";
    keep(id, entry); // first: a kernel that has gone may refuse the rest
    send();
    showProgress();
  }

  function send() {
    const number = model.get("typed").number + 1;
    model.set("typed", { number, answers: Object.fromEntries(entries) });
    model.save_changes();
  }

  /** The reader's own answers stay in this browser; an example runner's never replace them. */
  function keep(id, entry) {
    if (model.get("person")) return;
    const { [id]: _, ...others } = readStore(key).answers; // another tab may have kept more since
    writeStore(key, { answers: entry ? { ...others, [id]: entry } : others });
  }

  /** Follow Python, unless something has been typed since what it answers. Only a changed field is touched. */
  function follow() {
    const { number, answers, errors } = model.get("shown");
    if (number < model.get("typed").number) return;
    for (const [id, field] of fields) {
      const next = answers[id] || null;
      if (!same(next, entries.get(id))) {
        if (next) entries.set(id, next);
        else entries.delete(id);
        field.set(next);
      }
      field.setFault(errors[id]);
    }
    showFaults(errors);
    showProgress();
  }

  /** Another tab of this browser has kept something: take it over, but for the field that is being typed in. */
  function takeOver() {
    const { answers: kept, units: chosen } = readStore(key);
    if (chosen !== units) window.dispatchEvent(new CustomEvent(UNITS_EVENT, { detail: chosen })); // to all of the page
    if (model.get("person")) return;
    let changed = false;
    for (const [id, field] of fields) {
      if (same(kept[id], entries.get(id)) || field.element.contains(document.activeElement)) continue;
      if (kept[id]) entries.set(id, kept[id]);
      else entries.delete(id);
      field.set(kept[id] || null);
      changed = true;
    }
    if (changed) send();
    showProgress();
  }

  const same = (one, other) =>
    (!one && !other) || (one && other && String(one.value) === String(other.value) && (one.unit || null) === (other.unit || null));

  function showFaults(errors) {
    const wrong = [...fields.keys()].filter((id) => errors[id]);
    const general = errors[""];
    if (!wrong.length && !general) return faults.replaceChildren();
    const count = wrong.length + (general ? 1 : 0);
    const title = nt("One answer needs another look", "{n} answers need another look", count);
    // What is wrong stands beside the field; here it is only named, or it would be said twice.
    const link = (id) => make("a", { href: `#${prefix}${id}`, onclick: (event) => goTo(event, id) }, questionText(id));
    return faults.replaceChildren(make("p", { class: "lbt-fault" }, title), make("ul", {},
      general ? make("li", {}, general) : "", wrong.map((id) => make("li", {}, link(id)))));
  }

  const questionText = (id) =>
    model.get("sections").flatMap((section) => section.questions).find((question) => question.id === id).text;

  function goTo(event, id) {
    event.preventDefault();
    goToQuestion(id, root);
  }

  function showProgress() {
    for (const { ids, progress } of sections) {
      const { errors } = model.get("shown");
      const answered = ids.filter((id) => entries.has(id) && !errors[id]).length;
      progress.textContent = t("{answered} of {all} answered", { answered, all: ids.length });
    }
  }

  function showPerson() {
    const name = model.get("person");
    if (!name) return example.replaceChildren();
    const back = () => model.send({ kind: "own", answers: readStore(key).answers });
    return example.replaceChildren(
      make("p", {}, t("These are the answers of {name}. What you change now is not kept.", { name })),
      make("button", { type: "button", onclick: back }, t("Back to my own answers")));
  }

  function makeSection(section) {
    const title = make(`h${model.get("heading")}`, { id: `${prefix}-${section.id}` }, section.title);
    const progress = make("span", { class: "lbt-progress lbt-hint" });
    const body = section.questions.map((question) => {
      const field = makeField(question, `${prefix}${question.id}`, units, change, () => bringTools(model));
      fields.set(question.id, field);
      return field.element;
    });
    sections.push({ ids: section.questions.map(({ id }) => id), progress });
    const intro = paragraphs(section.intro);
    if (section.collapsible) {
      return make("details", { class: "lbt-section", open: section.open },
        make("summary", {}, title, " ", progress), intro, body);
    }
    const head = section.title ? make("div", { class: "lbt-head" }, title, progress) : "";
    return make("section", { class: "lbt-section", "aria-labelledby": section.title ? title.id : null }, head, intro, body);
  }

  function makeUnitSwitch() {
    const choice = (value, label) => make("label", { class: "lbt-choice" },
      make("input", { type: "radio", name: `${prefix}-units`, value, checked: value === units }), make("span", {}, label));
    const group = make("fieldset", { class: "lbt-units" }, make("legend", { class: "lbt-asks" }, t("Units")),
      choice("metric", t("Metric (km, kg, cm, m)")), choice("imperial", t("Imperial (miles, lb, in, ft)")));
    group.addEventListener("change", (event) => {
      writeStore(key, { units: event.target.value });
      window.dispatchEvent(new CustomEvent(UNITS_EVENT, { detail: event.target.value }));
    });
    return group;
  }

  /** Every form of the page shows the same units; what was typed is only shown otherwise, never changed. */
  function useUnits({ detail }) {
    units = detail === "imperial" ? "imperial" : "metric";
    for (const radio of root.querySelectorAll(".lbt-units input")) radio.checked = radio.value === units;
    for (const field of fields.values()) field.setUnits(units);
  }

  function forgetAll() {
    entries.clear();
    for (const field of fields.values()) field.set(null);
    send();
    clearStore(key);
    if (key) clearProgress();
    model.send({ kind: "forget" });
    showProgress();
    status.textContent = t("Your answers are forgotten.");
  }

  const made = model.get("sections").map(makeSection);
  const forgetButton = makeForget({
    ask: key ? t("Forget my answers and quizzes") : t("Forget my answers"), yes: t("Yes, forget them"), onYes: forgetAll,
    warning: key
      ? t("This empties the form and what this browser has kept: answers, quiz results, progress and the choices of your plan. The diary and your runs stay.")
      : t("This empties the form."),
  });
  root.append(switchable ? makeUnitSwitch() : "", example, faults, ...made,
    make("p", { class: "lbt-hint" }, key ? KEPT_HERE : t("Your answers are gone when you close this page.")), model.get("show_forget") ? forgetButton : "", status);
  const stop = listen(model, { "change:shown": follow, "change:person": showPerson });
  window.addEventListener(UNITS_EVENT, useUnits);
  const stopFollowing = followStore(key, takeOver);
  follow();
  showPerson();
  showProgress();

  return () => {
    stop();
    forget();
    window.removeEventListener(UNITS_EVENT, useUnits);
    stopFollowing();
  };
}

export default { initialize, render };
