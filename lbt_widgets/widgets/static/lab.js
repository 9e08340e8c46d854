/** A lab's sliders. They open after a guess; what they come to is read out once they rest. */

const REST_MS = 800;

/** Where a teacher's link starts the lab: ?preset=stride_length.long_strides, or each slider's value: ?stride_length=20,0 */
function linkedStart({ id, controls, presets }) {
  const query = new URLSearchParams(location.search);
  const preset = presets.find((one) => query.getAll("preset").includes(`${id}.${one.id}`));
  if (preset) return preset;
  const values = (query.get(id) || "").split(",").map(readNumber);
  const fits = ({ min, max, options }, at) =>
    values[at] >= min && values[at] <= max && (!options.length || Number.isInteger(values[at]));
  if (values.length !== controls.length || values.includes(null) || !controls.every(fits)) return null;
  return { label: "the settings in it", settings: byControl(controls, (_, at) => values[at]) };
}

const byControl = (controls, value) => Object.fromEntries(controls.map((control, at) => [control.id, value(control, at)]));

function initialize({ model }) {
  const linked = linkedStart(model.get("lab"));
  if (linked) setTo(model, linked.settings);
}

function setTo(model, settings) {
  model.set("settings", { ...model.get("settings"), ...settings });
  model.save_changes();
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-lab-controls");
  const lab = model.get("lab");
  const linked = linkedStart(lab); // the run of the guess moves away from it, and a button leads back
  const start = { ...byControl(lab.controls, (control) => control.start), ...linked?.settings };
  const sender = atMostEvery((settings) => setTo(model, settings));
  let chosen = start;
  let timer = null;

  const controls = lab.controls.map((control) => [control.id, makeControl(control)]);
  const reset = make("button", { type: "button", class: linked ? "lbt-main" : null, onclick: () => take(start) },
    linked ? `All back to your link: ${linked.label}` : "All back to the start");
  const presets = lab.presets.map(({ label, settings }) =>
    make("button", { type: "button", onclick: () => take({ ...start, ...settings }) }, label));
  const legend = make("legend", { class: "lbt-asks" });
  const play = make("fieldset", { class: "lbt-play" }, legend, controls.map(([, control]) => control.element),
    make("div", { class: "lbt-buttons" }, presets, reset));
  const fault = make("p", { class: "lbt-fault" });
  const links = classLinks(lab);
  const heard = make("p", { role: "status", class: "lbt-hidden" });
  root.append(play, links.element, fault, heard);

  function makeControl(control) {
    const send = (value) => take({ ...chosen, [control.id]: value });
    if (control.options.length) return makeChoice(control, send);
    return makeRange({
      label: control.label, unit: control.unit, low: control.min, high: control.max, step: control.step,
      start: control.start, lowText: control.low_text, highText: control.high_text, published: control.published,
    }, send);
  }

  function take(settings) {
    show(settings);
    sender.offer(settings);
  }

  function show(settings) {
    chosen = settings;
    for (const [id, control] of controls) control.show(settings[id]);
    links.show(settings);
  }

  function follow() {
    if (!sender.isWaiting()) show(model.get("settings"));
  }

  function unlock() {
    play.disabled = !model.get("unlocked");
    legend.textContent = play.disabled ? "The sliders open after your guess" : "Now move it yourself";
  }

  const tellFault = () => { fault.textContent = model.get("fault"); };

  /** Not at every tick of a slider, and only what is new. */
  function readOut() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (heard.textContent !== model.get("news")) heard.textContent = model.get("news");
    }, REST_MS);
  }

  const stop = listen(model, {
    "change:settings": follow, "change:unlocked": unlock, "change:fault": tellFault, "change:news": readOut,
  });
  show(model.get("settings"));
  unlock();
  tellFault();

  return () => {
    clearTimeout(timer);
    sender.end();
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
  const link = (text, href) => make("a", { href, target: "_blank", rel: "noopener" }, text,
    make("span", { class: "lbt-hidden" }, " (opens in a new tab)"));
  const fixed = presets.map((preset) => link(preset.label, `?preset=${id}.${preset.id}`));
  const now = link("The sliders as they stand now");
  const element = make("details", {}, make("summary", {}, "Links for a class"),
    make("ul", { class: "lbt-links" }, [now, ...fixed].map((one) => make("li", {}, one))));
  const show = (settings) => { now.href = `?${id}=${controls.map((control) => settings[control.id]).join(",")}`; };
  return { element, show };
}

export default { initialize, render };
