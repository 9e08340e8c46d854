/** One number: a native range, a typed field beside it, what it means, a way back. */

const SEND_EVERY_MS = 60;

/**
 * `low`, `high`, `step`, `start`: numbers in `unit`. `stops`: [value, name] pairs, the nearest is said. `marks`: whether it
 * may be told that a value lies beyond what was published, by `mark(why)`, which then says "extrapolated". `backText`: on
 * the button that leads back. `changed` gets each value that the reader chooses. `sayToo(also)`: from now on `also(value)`
 * stands beside the value, as in other units; null takes it back.
 */
function makeRange({ label, unit, low, high, step, start, lowText, highText, stops = [], marks = false, backText }, changed) {
  const id = uniquePrefix();
  const digits = Math.min(6, (String(step).split(".")[1] || "").length);
  const write = (value) => numberText(Number(value.toFixed(Math.max(digits, 3))));
  const whole = (value) => withUnit(write(value), unit);
  let current = start;
  let also = null;
  let beyond = "";

  const range = make("input", { id: `${id}r`, type: "range", min: low, max: high, step: "any" });
  const typed = make("input", {
    id: `${id}t`, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}h ${id}f`,
    "aria-label": t("{label}: type a number", { label }),
  });
  const output = make("output", { for: `${id}r ${id}t`, "aria-live": "off" }); // the slider itself is read out
  const means = marks || stops.length ? make("p", { class: "lbt-means lbt-hint" }) : "";
  const hint = make("span", { id: `${id}h`, class: "lbt-hint" }, t("{low} to {high}", { low: write(low), high: write(high) }),
    unit ? make("span", { class: "lbt-hidden" }, ` ${unit}`) : "");
  const fault = make("p", { id: `${id}f`, class: "lbt-fault", "aria-live": "polite" });
  const leadsTo = t("Back to {value}", { value: write(start) });
  const back = make("button",
    { type: "button", title: backText && leadsTo, "aria-label": t("Back to {value}: {label}", { value: whole(start), label }), onclick: () => take(start) },
    backText || leadsTo);
  const ends = make("div", { class: "lbt-ends lbt-hint" }, make("span", {}, lowText), make("span", {}, highText));
  const element = make("div", { class: "lbt-range" },
    make("div", { class: "lbt-row" }, make("label", { for: `${id}r` }, label), output),
    make("div", { class: "lbt-row" }, make("div", { class: "lbt-track" }, range, lowText || highText ? ends : "", means), typed, hint, back),
    fault);

  // "any" keeps a typed or computed value exactly; keys and drags still move by the step.
  const onStep = (value) => Math.min(high, Math.max(low, low + Math.round((value - low) / step) * step));

  function meaning(value) {
    if (beyond) return t("extrapolated: {what}", { what: beyond });
    const near = stops.reduce(
      (best, stop) => (best && Math.abs(best[0] - value) <= Math.abs(stop[0] - value) ? best : stop), null);
    return near ? near[1] : "";
  }

  function show(value) {
    const keepTyped = document.activeElement === typed && typed.matches("[aria-invalid]");
    current = value;
    range.value = value;
    tell();
    if (keepTyped) return;
    typed.value = write(value);
    fault.textContent = "";
    typed.removeAttribute("aria-invalid");
  }

  function tell() {
    const value = also ? `${whole(current)}, ${also(current)}` : whole(current);
    const said = meaning(current);
    output.textContent = value;
    range.setAttribute("aria-valuetext", [value, said].filter(Boolean).join(": "));
    if (means) means.textContent = said; // below the track, which must not move under a finger
  }

  function mark(why) {
    beyond = why;
    tell();
  }

  function take(value) {
    typed.removeAttribute("aria-invalid");
    show(value);
    changed(value);
  }

  function takeTyped() {
    const value = readNumber(typed.value);
    if (value !== null && value >= low && value <= high) return take(value);
    fault.textContent = twoReadings(typed.value)
      + t("Please type a number from {low} to {high}. The value stays at {value}.", { low: write(low), high: whole(high), value: whole(current) });
    typed.setAttribute("aria-invalid", "true");
    return undefined;
  }

  function sayToo(next) {
    also = next;
    tell();
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
  show(start);
  return { element, show, mark, sayToo };
}

const REST_MS = 800;

/** A region that reads out what came of a slider once it rests, and only what is new: not at every tick. */
function makeReadOut() {
  const element = make("p", { role: "status", class: "lbt-hidden" });
  let timer = null;
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.textContent !== text) element.textContent = text;
    }, REST_MS);
  }
  return { element, say, end: () => clearTimeout(timer) };
}

/** At most one call in SEND_EVERY_MS, and always the newest value last. */
function atMostEvery(send) {
  let waiting = null;
  let timer = null;
  function flush() {
    if (waiting !== null) send(waiting);
    waiting = null;
  }
  function offer(value) {
    waiting = value;
    if (timer !== null) return;
    flush();
    timer = setTimeout(function later() {
      timer = null;
      if (waiting !== null) offer(waiting);
    }, SEND_EVERY_MS);
  }
  function end() {
    clearTimeout(timer);
    flush();
  }
  return { offer, end, isWaiting: () => waiting !== null };
}
