/** A lab's guess and sliders: nothing moves before a guess is recorded, and the guess stays in the picture. */

const REST_MS = 800;

/** A teacher's link sets the start: ?preset=stride_length.short_steps */
function linkedPreset({ id, presets }) {
  const asked = new URLSearchParams(location.search).getAll("preset");
  return presets.find((one) => asked.includes(`${id}.${one.id}`));
}

function initialize({ model }) {
  const preset = linkedPreset(model.get("lab"));
  if (preset) setTo(model, preset.settings);
}

function setTo(model, settings) {
  model.set("settings", { ...model.get("settings"), ...settings });
  model.save_changes();
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-lab-controls");
  const lab = model.get("lab");
  const sender = atMostEvery((settings) => setTo(model, settings));
  let chosen = model.get("settings");
  let timer = null;

  const controls = lab.controls.map((control) => [control.id, makeControl(control)]);
  const guess = makeGuess();
  const said = make("p", { role: "status", class: "lbt-compared" });
  const fault = make("p", { role: "alert", class: "lbt-fault" });
  const read = make("p", { role: "status", class: "lbt-hidden" });
  const linked = linkedPreset(lab); // the run of the guess moves away from it, and this leads back
  const reset = make("button", { type: "button", class: linked ? "lbt-main" : null, onclick: () => take(startOf()) },
    linked ? `All back to your link: ${linked.label}` : "All back to the start");
  const presets = lab.presets.map(({ label, settings }) =>
    make("button", { type: "button", onclick: () => take({ ...startOf(), ...settings }) }, label));
  const play = make("fieldset", { class: "lbt-play" }, make("legend", { class: "lbt-asks" }, "Now move it yourself"),
    controls.map(([, control]) => control.element), make("div", { class: "lbt-buttons" }, presets, reset));
  const discover = make("div", { class: "lbt-discover" }, make("p", { class: "lbt-asks" }, "Find out"),
    make("ul", {}, lab.discover.map((question) => make("li", {}, question))));
  root.append(make(`h${model.get("heading")}`, {}, lab.title), ...paragraphs(lab.question),
    guess.element, said, play, fault, discover, read);

  function startOf() {
    return { ...Object.fromEntries(lab.controls.map(({ id, start }) => [id, start])), ...linked?.settings };
  }

  function take(settings) {
    show(settings);
    sender.offer(settings);
  }

  function show(settings) {
    chosen = settings;
    for (const [id, control] of controls) control.show(settings[id]);
  }

  function makeControl(control) {
    const send = (value) => {
      chosen = { ...chosen, [control.id]: value };
      sender.offer(chosen);
    };
    if (control.options.length) return makeChoice(control, send);
    return makeRange({
      label: control.label, unit: control.unit, low: control.min, high: control.max, step: control.step,
      start: control.start, lowText: control.low_text, highText: control.high_text, published: control.published,
    }, send);
  }

  /** Radio buttons for the values 0, 1, … with the manners of a slider. */
  function makeChoice({ label, options, start }, send) {
    const name = uniquePrefix();
    const radios = options.map((_, value) =>
      make("input", { type: "radio", name, value, checked: value === start, onchange: () => send(value) }));
    const element = make("fieldset", { class: "lbt-range" }, make("legend", { class: "lbt-asks" }, label),
      radios.map((radio, value) => make("label", { class: "lbt-choice" }, radio, make("span", {}, options[value]))));
    const show = (value) => { radios[value].checked = true; };
    const lock = (locked) => { for (const radio of radios) radio.disabled = locked; };
    return { element, show, lock };
  }

  function makeGuess() {
    const { question, unit, min, max } = lab.prediction;
    const id = uniquePrefix();
    const typed = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}h ${id}f` });
    const wrong = make("p", { id: `${id}f`, class: "lbt-fault", "aria-live": "polite" });
    const allowed = `${min} to ${max}${unit ? ` ${unit}` : ""}`;
    const button = make("button", { class: "lbt-main" }, "Record my guess and run");
    function record(event) {
      event.preventDefault();
      const value = readNumber(typed.value);
      const fits = value !== null && value >= min && value <= max;
      wrong.textContent = fits ? "" : `Please type a guess from ${allowed}. A wild one is fine.`;
      typed.setAttribute("aria-invalid", String(!fits));
      if (!fits) return typed.focus();
      show({ ...chosen, ...lab.prediction.move }); // as Python will: what is moved next starts from there
      model.set("guess", { number: model.get("guess").number + 1, value });
      model.save_changes();
      addProgress({ tried: [lab.id] });
      return undefined;
    }
    const element = make("form", { class: "lbt-guess", onsubmit: record },
      make("p", { class: "lbt-asks" }, "First, your guess"), make("label", { for: id }, question),
      make("div", { class: "lbt-row" }, typed, make("span", { id: `${id}h`, class: "lbt-hint" }, allowed), button), wrong);
    return { element, typed, button };
  }

  function follow() {
    if (!sender.isWaiting()) show(model.get("settings"));
    readOut();
  }

  /** Not at every tick of a slider: what it came to is read out once it rests. */
  function readOut() {
    clearTimeout(timer);
    timer = setTimeout(() => { read.textContent = model.get("finding"); }, REST_MS);
  }

  function open() {
    const guessed = model.get("guess").value !== null;
    play.disabled = !guessed;
    for (const [, control] of controls) control.lock(!guessed);
    discover.hidden = !guessed;
    play.querySelector("legend").textContent = guessed ? "Now move it yourself" : "The sliders open after your guess";
    guess.button.textContent = guessed ? "Record another guess and run" : "Record my guess and run";
    if (guessed && document.activeElement !== guess.typed) guess.typed.value = String(model.get("guess").value);
  }

  const tellFault = () => { fault.textContent = model.get("fault"); };
  const compare = () => { said.textContent = model.get("comparison"); };
  const stop = listen(model, {
    "change:settings": follow, "change:finding": readOut, "change:guess": open, "change:fault": tellFault,
    "change:comparison": compare,
  });
  show(chosen);
  open();
  tellFault();
  compare();

  return () => {
    clearTimeout(timer);
    sender.end();
    stop();
    forget();
  };
}

export default { initialize, render };
