/** One number: a native range, a typed field, an output, a reset. */

const SEND_EVERY_MS = 60;

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-slider");
  const id = uniquePrefix();
  const [low, high, step] = [model.get("min"), model.get("max"), model.get("step")];
  const unit = model.get("unit");
  const digits = Math.min(6, (String(step).split(".")[1] || "").length);
  const write = (value) => String(Number(value.toFixed(Math.max(digits, 3))));
  const withUnit = (value) => `${write(value)}${unit ? ` ${unit}` : ""}`;

  const label = make("label", { for: `${id}r` }, model.get("label"));
  const range = make("input", { id: `${id}r`, type: "range", min: low, max: high, step: "any" });
  const typed = make("input", {
    id: `${id}t`, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}h ${id}f`,
  });
  const output = make("output", { for: `${id}r ${id}t` });
  const hint = make("span", { id: `${id}h`, class: "lbt-hint" }, `${unit ? `${unit}, ` : ""}${write(low)} to ${write(high)}`);
  const fault = make("p", { id: `${id}f`, class: "lbt-fault", "aria-live": "polite" });
  const back = make("button", { type: "button", onclick: () => take(model.get("default")) },
    `Back to ${withUnit(model.get("default"))}`);
  const ends = make("div", { class: "lbt-ends lbt-hint" }, make("span", {}, model.get("low_text")),
    make("span", {}, model.get("high_text")));
  typed.setAttribute("aria-label", `${model.get("label")}: type a number`);
  root.append(label, make("div", { class: "lbt-row" }, make("div", { class: "lbt-track" }, range, ends), typed, hint, back),
    output, fault);

  // "any" keeps a typed or computed value exactly; keys and drags still move by the step.
  const onStep = (value) => Math.min(high, Math.max(low, low + Math.round((value - low) / step) * step));

  function meaning(value) {
    const near = model.get("stops").reduce(
      (best, stop) => (best && Math.abs(best[0] - value) <= Math.abs(stop[0] - value) ? best : stop), null);
    return near ? near[1] : "";
  }

  function show(value, keepTyped = false) {
    const said = [withUnit(value), meaning(value)].filter(Boolean).join(": ");
    range.value = value;
    range.setAttribute("aria-valuetext", said);
    if (!keepTyped) typed.value = write(value);
    output.textContent = said;
    fault.textContent = "";
    typed.removeAttribute("aria-invalid");
  }

  // At most one message in SEND_EVERY_MS, and always the newest value last.
  let waiting = null;
  let timer = null;
  function send(value) {
    waiting = value;
    if (timer !== null) return;
    flush();
    timer = setTimeout(function later() {
      timer = null;
      if (waiting !== null) send(waiting);
    }, SEND_EVERY_MS);
  }
  function flush() {
    if (waiting === null) return;
    model.set("value", waiting);
    model.save_changes();
    waiting = null;
  }

  function take(value) {
    show(value);
    send(value);
  }

  function takeTyped() {
    const value = readNumber(typed.value);
    if (value !== null && value >= low && value <= high) return take(value);
    fault.textContent = `Please type a number from ${write(low)} to ${write(high)}${unit ? ` ${unit}` : ""}. `
      + `The value stays at ${withUnit(model.get("value"))}.`;
    typed.setAttribute("aria-invalid", "true");
    return undefined;
  }

  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
  range.addEventListener("keydown", (event) => {
    const steps = STEPS[event.key];
    if (!steps || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    take(onStep(Number(range.value) + steps * step));
  });
  range.addEventListener("input", () => take(onStep(Number(range.value))));
  typed.addEventListener("change", takeTyped);
  typed.addEventListener("keydown", (event) => event.key === "Enter" && takeTyped());

  function lock() {
    for (const part of [range, typed, back]) part.disabled = model.get("disabled");
  }
  const follow = () => waiting === null && show(model.get("value"), document.activeElement === typed && typed.matches("[aria-invalid]"));
  const stop = listen(model, { "change:value": follow, "change:disabled": lock });
  show(model.get("value"));
  lock();

  return () => {
    clearTimeout(timer);
    flush();
    stop();
    forget();
  };
}

export default { render };
