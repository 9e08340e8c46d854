/** A lab's sliders. They open after a guess; what they come to is read out once they rest. */

function initialize({ model }) {
  const linked = linkedStart(model.get("lab"));
  if (linked) setTo(model, linked.settings);
}

/** Whether there is anything new to answer. */
function setTo(model, settings) {
  const before = model.get("settings");
  const fresh = Object.keys(settings).some((id) => settings[id] !== before[id]);
  model.set("settings", { ...before, ...settings });
  model.save_changes();
  return fresh;
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-lab-controls");
  const lab = model.get("lab");
  const linked = linkedStart(lab); // the run of the guess moves away from it, and a button leads back
  const start = { ...byControl(lab.controls, (control) => control.start), ...linked?.settings };
  const silent = make("p", { class: "lbt-silent", "aria-live": "polite" });
  const wait = makeWait((text) => { silent.textContent = text; });
  const sender = atMostEvery((settings) => setTo(model, settings) && wait.asked());
  const heard = makeReadOut();
  let chosen = start;
  let moved = null;

  const controls = lab.controls.map((control) => [control.id, makeControl(control)]);
  const reset = make("button", { type: "button", class: linked ? "lbt-main" : null, onclick: () => take(start) },
    linked ? `All back to your link: ${linked.label}` : "All back to the start");
  const presets = lab.presets.map(({ label, settings }) =>
    make("button", { type: "button", onclick: () => take({ ...start, ...settings }) }, label));
  const legend = make("legend", { class: "lbt-asks" });
  const play = make("fieldset", { class: "lbt-play" }, legend, linked ? reset : null, controls.map(([, control]) => control.element),
    make("div", { class: "lbt-buttons" }, presets, linked ? null : reset));
  const fault = make("p", { class: "lbt-fault lbt-unfit" });
  const links = classLinks(lab);
  root.append(play, links.element, fault, silent, heard.element);

  function makeControl(control) {
    const send = (value) => take({ ...chosen, [control.id]: value }, part.element);
    const part = control.options.length ? makeChoice(control, send) : makeSlider(control, send);
    return part;
  }

  function makeSlider(control, send) {
    const range = makeRange({
      label: control.label, unit: control.unit, low: control.min, high: control.max, step: control.step,
      start: control.start, lowText: control.low_text, highText: control.high_text, stops: control.stops,
      marks: true, backText: "↺",
    }, send);
    return control.again ? withAgain(range, control) : range;
  }

  /** A number that is just another draw by lot: a button goes one step on, and from the end back to the first. */
  function withAgain(range, { id, again, min, max, step }) {
    const next = () => (chosen[id] + step > max ? min : chosen[id] + step);
    const button = make("button", { type: "button", onclick: () => take({ ...chosen, [id]: next() }) }, again);
    return { ...range, element: make("div", { class: "lbt-with-again" }, button, range.element) };
  }

  function take(settings, element = null) {
    moved = element;
    show(settings);
    sender.offer(settings);
  }

  function show(settings) {
    chosen = settings;
    for (const [id, control] of controls) control.show(settings[id]);
    links.show(settings);
  }

  function speakUnits(system) {
    for (const [id, control] of controls) {
      const [unit, factor] = model.get("beside")[id] ?? [];
      if (unit) control.sayToo(system === "imperial" ? (value) => withUnit(otherText(value, factor), unit) : null);
    }
  }

  /** Which sliders stand beyond what was published: the model tells, since one may count by another's value. */
  function tellBeyond() {
    const beyond = model.get("beyond");
    for (const [id, control] of controls) control.mark?.(beyond[id] ?? "");
  }

  function follow() {
    if (!sender.isWaiting()) show(model.get("settings"));
  }

  function unlock() {
    play.disabled = !model.get("unlocked");
    legend.textContent = play.disabled ? "The sliders open after your guess" : "Now move it yourself";
  }

  /** Below the slider that was moved, where it covers none. */
  function tellFault() {
    fault.textContent = model.get("fault");
    if (!fault.textContent) return;
    (moved ?? play).after(fault);
    if (moved) fault.scrollIntoView({ block: "nearest" });
  }

  const stop = listen(model, {
    "change:settings": follow, "change:beyond": tellBeyond, "change:unlocked": unlock, "change:fault": tellFault, "change:news": () => heard.say(model.get("news")),
    "change:answered": wait.came,
  });
  show(model.get("settings"));
  tellBeyond();
  unlock();
  tellFault();
  const stopUnits = followUnits(model.get("storage_key"), speakUnits);

  return () => {
    heard.end();
    wait.came();
    sender.end();
    stopUnits();
    stop();
    forget();
  };
}

/** Radio buttons for the values 0, 1, … with the manners of a slider. */
function makeChoice({ label, options }, changed) {
  const name = uniquePrefix();
  const radios = options.map((_, value) => make("input", { type: "radio", name, value, onchange: () => changed(value) }));
  const element = make("fieldset", { class: "lbt-range" }, make("legend", { class: "lbt-asks" }, label),
    radios.map((radio, value) => make("label", { class: "lbt-choice" }, radio, make("span", {}, options[value]))));
  const show = (value) => { radios[value].checked = true; };
  return { element, show };
}

/** Addresses that open this page with its sliders set: a teacher copies them as any other link. */
function classLinks({ id, controls, presets }) {
  const link = (text, href) => make("a", { href, target: "_blank", rel: "noopener" }, text, newTabHint());
  const fixed = presets.map((preset) => link(preset.label, `?preset=${id}.${preset.id}`));
  const now = link("The sliders as they stand now");
  const element = make("details", {}, make("summary", {}, "Links for a class"),
    make("p", { class: "lbt-hint" }, "A page that is loaded anew begins again, without guess and settings; the first link keeps the settings."),
    make("ul", { class: "lbt-links" }, [now, ...fixed].map((one) => make("li", {}, one))));
  const show = (settings) => { now.href = `?${id}=${controls.map((control) => settings[control.id]).join(",")}`; };
  return { element, show };
}

export default { initialize, render };
