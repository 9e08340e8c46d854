/** What a plan is made of: minutes, first day, weekdays; kept in this browser. */

const FIRST_DAY = "2000-01-01";
const WEEKDAYS = [t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun")];
const EVERY_DAY = WEEKDAYS.map((_, at) => at + 1);

/** What the browser kept, where it is sound; else what a form begins with. */
function keptChoices(model) {
  const { plan: kept, units } = readStore(model.get("storage_key"));
  return {
    minutes: kept.minutes <= model.get("most") ? kept.minutes : model.get("usual"),
    start: kept.start >= FIRST_DAY ? kept.start : today(),
    days: kept.days || EVERY_DAY,
    today: today(),
    units,
  };
}

function initialize({ model }) {
  model.set("choices", keptChoices(model));
  model.save_changes();
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-plan-form");
  const id = uniquePrefix();
  const key = model.get("storage_key");
  const heard = makeReadOut();
  let chosen = model.get("choices");
  let mine = false; // whether the choice of last was the reader's, here
  const sender = atMostEvery((choices) => {
    model.set("choices", choices);
    model.save_changes();
  });

  const minutes = makeRange({
    label: t("Minutes a week that you have for it"), unit: t("minutes"), low: 0, high: model.get("most"), step: 5, start: model.get("usual"),
    lowText: t("no extra time"), highText: t("ten hours"),
  }, (value) => take({ minutes: value }));
  const start = make("input", { id, type: "date", required: true, min: FIRST_DAY, max: "2099-12-31", "aria-describedby": `${id}f`, onchange: takeStart });
  const startFault = make("p", { id: `${id}f`, class: "lbt-fault", "aria-live": "polite" });
  const boxes = WEEKDAYS.map((_, at) => make("input", { type: "checkbox", value: at + 1, onchange: () => take({ days: daysTicked() }) }));
  const days = make("fieldset", { class: "lbt-weekdays" }, make("legend", { class: "lbt-asks" }, t("Days on which you can train (none ticked: any day)")),
    boxes.map((box, at) => make("label", { class: "lbt-choice" }, box, make("span", {}, WEEKDAYS[at]))));
  const missing = make("div", { class: "lbt-missing" });
  const button = make("button", { type: "button", class: "lbt-main", onclick: press }, t("Make my plan"));
  const before = make("p", {}, t("You made a plan here before. Make it again with your answers of today."));
  const done = make("p", { class: "lbt-hint", tabindex: "-1" }, t("Your plan stands below. It follows what you change here and in your answers."));
  const silent = make("p", { class: "lbt-fault", "aria-live": "polite" });
  const wait = makeWait((sentence) => { silent.textContent = sentence; });
  root.append(minutes.element,
    make("div", { class: "lbt-when" },
      make("div", {}, make("label", { for: id, class: "lbt-asks" }, t("First day")), start, startFault), days),
    missing, make("div", { class: "lbt-go" }, before, button, done, silent), heard.element);

  function take(change) {
    chosen = { ...chosen, ...change };
    keep();
    mine = true;
    sender.offer(chosen);
  }

  function keep(change = {}) {
    const { plan } = readStore(key);
    writeStore(key, { plan: { ...plan, minutes: chosen.minutes, start: chosen.start, days: chosen.days, ...change } });
  }

  function takeStart() {
    const sound = start.checkValidity() && isDay(start.value);
    startFault.textContent = sound ? "" : t("Please give a day of this century. The first day stays {day}.", { day: chosen.start });
    start.toggleAttribute("aria-invalid", false);
    if (sound) return take({ start: start.value });
    heard.say(""); // what was about to be read out is no answer to this
    return start.setAttribute("aria-invalid", "true");
  }

  /** Without a tick any day will do: who wants three days ticks three, and need not take four away. */
  function daysTicked() {
    const ticked = boxes.filter((box) => box.checked).map((box) => Number(box.value));
    return ticked.length ? ticked : EVERY_DAY;
  }

  function press() {
    keep({ made: true }); // so that the plan of today is the same one tomorrow
    mine = true;
    button.focus(); // which Safari leaves out: from here the focus goes on to the plan
    wait.ask(model, { kind: "make" });
  }

  function show() {
    if (sender.isWaiting()) return;
    chosen = model.get("choices");
    minutes.show(chosen.minutes);
    if (document.activeElement !== start) start.value = chosen.start;
    if (String(chosen.days) === String(daysTicked())) return; // all ticked by hand stay ticked
    for (const box of boxes) box.checked = chosen.days.length < EVERY_DAY.length && chosen.days.includes(Number(box.value));
  }

  /** What is no answer to a choice made here takes back what was read out: it was of another plan. */
  function tell() {
    heard.say(mine && !startFault.textContent ? model.get("news").text : "");
  }

  /** What the plan cannot weigh yet; each leads to its question. */
  function showMissing() {
    const focused = missing.contains(document.activeElement) && document.activeElement.value;
    const item = ([name, label]) => make("li", {},
      make("button", { type: "button", value: name, onclick: () => goToQuestion(name) }, label));
    const asked = model.get("unanswered").map(item);
    const words = t("Not answered yet, so the plan cannot weigh it. Not known is not nothing:");
    missing.replaceChildren(...(asked.length ? [make("p", {}, words), make("ul", {}, asked)] : []));
    if (focused) [...missing.querySelectorAll("button")].find(({ value }) => value === focused)?.focus(); // the list is a new one
  }

  function swap() {
    if (model.get("made")) wait.came();
    const focused = document.activeElement === button;
    button.hidden = model.get("made");
    before.hidden = button.hidden || !readStore(key).plan.made;
    done.hidden = !button.hidden;
    if (!focused || !button.hidden) return;
    done.focus({ preventScroll: true });
    done.scrollIntoView(); // to the top: the plan, which stands below it, comes into view
  }

  function useUnits({ detail }) {
    chosen = { ...chosen, units: detail === "imperial" ? "imperial" : "metric" };
    mine = false;
    sender.offer(chosen);
  }

  /** A file was opened, another tab chose otherwise, or all is forgotten, and with it the plan that was made of it. */
  function takeKept() {
    const { made } = readStore(key).plan;
    mine = false;
    if (model.get("made") && !made) model.send({ kind: "forget" });
    model.set("choices", { ...keptChoices(model), units: chosen.units }); // the units of the rest of this page
    model.save_changes();
    swap();
  }

  const stop = listen(model, { "change:choices": show, "change:news": tell, "change:made": swap, "change:unanswered": showMissing });
  window.addEventListener(UNITS_EVENT, useUnits);
  const stopFollowing = followStore(key, takeKept);
  show();
  showMissing();
  swap();

  return () => {
    heard.end();
    sender.end();
    stop();
    forget();
    window.removeEventListener(UNITS_EVENT, useUnits);
    stopFollowing();
  };
}

export default { initialize, render };
