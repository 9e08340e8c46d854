/**
 * A self-test in a window of its own over the page: a timer, taps in step, a counter, or a reach with its picture.
 * All of it runs in the browser; what comes out goes into the question's field.
 */

const COUNT_IN_MS = 3000;
const SAID_EVERY_S = 10;
const LOOK_MS = 100;
const PAUSE_MS = 3000; // no tap for so long: the steps are over
const GHOST_MS = 500; // the click that belongs to the touch which stopped the clock
const SIDES = { left: t("Left"), right: t("Right") };
const keptTries = new Map(); // question and unit → tries, [side, number] each, as long as the page is open

/** Keep the screen on while a test runs, where the browser can; `end()` lets it go. */
function stayAwake() {
  let lock = null;
  let ended = false;
  const ask = async () => {
    if (document.hidden || !navigator.wakeLock) return;
    lock = await navigator.wakeLock.request("screen").catch(() => null);
    if (ended) lock?.release();
  };
  document.addEventListener("visibilitychange", ask); // a page that was hidden has lost it
  ask();
  return () => {
    ended = true;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}

/** Swallow what is left of the touch or key press that stopped the clock, so that it presses nothing. */
function swallowRest() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const kinds = ["click", "keyup"];
  for (const kind of kinds) document.addEventListener(kind, swallow, true);
  setTimeout(() => {
    for (const kind of kinds) document.removeEventListener(kind, swallow, true);
  }, GHOST_MS);
}

/**
 * What every tool shares. `say(sentence)`: read out, politely. `took(value, words)`: one try is over; the best of each
 * side, or the latest of a rhythm, is offered to the field. The last try can be taken back.
 */
function makeFrame(question, unit, use, close) {
  const { sides } = question.test;
  const said = make("p", { class: "lbt-hint", role: "status" });
  const result = make("div", { class: "lbt-result" });
  const name = uniquePrefix();
  const radios = Object.entries(SIDES).map(([value, label], at) => make("label", { class: "lbt-choice" },
    make("input", { type: "radio", name, value, checked: at === 0 }), make("span", {}, label)));
  const inputs = radios.map((one) => one.querySelector("input"));
  const group = sides ? make("fieldset", {}, make("legend", { class: "lbt-asks" }, t("Which side?")), make("div", { class: "lbt-side" }, radios)) : "";
  const side = () => (sides ? inputs.find((input) => input.checked).value : "");
  const latest = question.test.tool === "tap"; // of a rhythm none is better than another
  const place = [question.id, unit.unit].join();
  const tries = () => keptTries.get(place) ?? [];

  function best(which) {
    const values = tries().filter(([of]) => of === which).map(([, value]) => value);
    return latest || !values.length ? values.at(-1) : Math.max(...values);
  }

  const withUnitOf = (value) => `${numberText(value)} ${value === 1 ? unit.label.replace(/s$/, "") : unit.label}`; // the plural ends in s in English and in Spanish

  /** The answer so far, and in words how it comes about; null while a side is missing. */
  function answer() {
    if (!sides) return { value: best(""), words: "" };
    const [left, right] = Object.keys(SIDES).map(best);
    if (left === undefined || right === undefined) return null;
    const value = sides === "mean" ? Math.round((left + right) / 2) : Math.min(left, right);
    return { value, words: sides === "mean"
      ? t("Left {left}, right {right}: the average is {value}.", { left, right, value: withUnitOf(value) })
      : t("Left {left}, right {right}: the lower is {value}.", { left, right, value: withUnitOf(value) }) };
  }

  function took(value, words) {
    const before = best(side());
    keptTries.set(place, [...tries(), [side(), value]]);
    say(words + (latest || before === undefined ? "" : ` ${t("Best so far: {value}.", { value: withUnitOf(best(side())) })}`));
    offer();
    chooseMissing();
  }

  /** A clock that was stopped too late, or a slip of the finger, is no best try. */
  function takeBack() {
    keptTries.set(place, tries().slice(0, -1));
    say(t("The last try is taken back."));
    offer();
    chooseMissing();
    (result.querySelector(".lbt-back") || result.closest("dialog").querySelector(".lbt-go, .lbt-row input")).focus();
  }

  /** The side without a try comes next; who wants one more of this side can choose it again. */
  function chooseMissing() {
    const missing = sides && inputs.find(({ value }) => best(value) === undefined);
    if (missing) missing.checked = true;
  }

  function offer() {
    const back = make("button", { type: "button", class: "lbt-back", onclick: takeBack }, t("Take the last try back"));
    result.replaceChildren(...offered(), ...(tries().length ? [back] : []));
  }

  function offered() {
    const found = answer();
    if (found === null) {
      const missing = Object.keys(SIDES).filter((which) => best(which) === undefined);
      const next = () => t("Now the other side: {side}. Rest first.", { side: SIDES[missing[0]].toLowerCase() });
      return missing.length === 1 ? [make("p", {}, next())] : [];
    }
    if (found.value === undefined) return [];
    const { value, words } = found;
    const factor = unit.factor;
    if (value * factor < question.min || value * factor > question.max) {
      return [make("p", { class: "lbt-fault" }, t("{value} is outside of what the form takes.", { value: withUnitOf(value) }))];
    }
    const take = make("button", { type: "button", class: "lbt-main", onclick: () => { close(); use(value, unit.unit); } }, t("Use {value}", { value: withUnitOf(value) }));
    return words ? [make("p", {}, words), take] : [take];
  }

  function say(sentence) {
    said.textContent = sentence;
  }

  offer();
  chooseMissing();
  return { said, result, group, say, took, withUnitOf };
}

/** Whole seconds held. The clock counts and not the ticks: a page that was asleep has lost nothing. */
function holdTool(question, frame) {
  const digits = make("p", { class: "lbt-digits", "aria-hidden": "true" }, "0");
  const start = make("button", { type: "button", class: "lbt-main lbt-go", onclick: () => (startsAt === null ? begin() : stop()) }, t("Start"));
  const sound = make("input", { type: "checkbox" });
  const beeps = make("label", { class: "lbt-choice" }, sound, make("span", {}, t("Beep at the start and every 10 seconds")));
  const how = make("p", { class: "lbt-hint" }, t("It counts 3, 2, 1 first. Any key or a tap anywhere stops it."));
  let startsAt = null;
  let ticking = null;
  let told = 0;
  let sleep = null;
  let audio = null;

  function begin() {
    if (sound.checked) audio ??= new AudioContext();
    startsAt = Date.now() + COUNT_IN_MS;
    told = -COUNT_IN_MS / 1000 - 1;
    sleep = stayAwake();
    start.textContent = t("Stop");
    document.addEventListener("keydown", stopByKey, true);
    document.addEventListener("pointerdown", stopByTouch, true);
    ticking = setInterval(look, LOOK_MS);
    look();
  }

  const held = () => Math.floor((Date.now() - startsAt) / 1000); // below 0 while it counts in

  function look() {
    const seconds = held();
    digits.textContent = Math.abs(seconds);
    if (seconds >= question.max) return stop();
    const due = seconds < 0 ? seconds : seconds - (seconds % SAID_EVERY_S);
    if (due <= told) return undefined;
    told = due;
    if (due >= 0) frame.say(due ? t("{n} seconds", { n: due }) : t("Go."));
    if (sound.checked) play(audio, clickBuffer(audio, CLICK_S, due === 0 ? 2 * CLICK_HZ : CLICK_HZ));
    return undefined;
  }

  function stop() {
    const seconds = Math.min(held(), question.max);
    end();
    digits.textContent = Math.max(0, seconds);
    if (seconds < 0) frame.say(t("Stopped before the start."));
    else frame.took(seconds, t("This try: {value}.", { value: frame.withUnitOf(seconds) }));
  }

  function stopByKey(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
    event.preventDefault();
    event.stopPropagation();
    swallowRest();
    stop();
  }

  function stopByTouch() {
    swallowRest();
    stop();
  }

  function end() {
    if (startsAt === null) return;
    clearInterval(ticking);
    startsAt = null;
    document.removeEventListener("keydown", stopByKey, true);
    document.removeEventListener("pointerdown", stopByTouch, true);
    sleep();
    start.textContent = t("Start again");
  }

  return { parts: [digits, start, how, beeps], end };
}

/** Taps in step: one for each step, or for each step of one foot. */
function tapTool(question, frame) {
  const name = uniquePrefix();
  const choice = (value, label, checked) => make("label", { class: "lbt-choice" },
    make("input", { type: "radio", name, value, checked }), make("span", {}, label));
  const feet = make("fieldset", {}, make("legend", { class: "lbt-asks" }, t("What do you tap?")),
    make("div", { class: "lbt-side" }, choice("1", t("Every step"), true), choice("2", t("One foot only"), false)));
  const digits = make("p", { class: "lbt-digits", "aria-hidden": "true" }, "0 s");
  const button = make("button", { type: "button", class: "lbt-main lbt-go lbt-big", onclick: tap }, t("Tap with your steps"));
  const done = make("button", { type: "button", hidden: true, onclick: () => finish() }, t("Stop"));
  const how = make("p", {}, t("Run at an easy, steady pace. Tap in step for 15 seconds or more, phone in hand, or let somebody tap who watches you. The space bar taps too. A pause of 3 seconds ends it."));
  let taps = [];
  let told = 0;
  let ticking = null;
  let sleep = null;

  button.addEventListener("keydown", (event) => event.repeat && event.preventDefault()); // a key that is held is one tap

  function tap(event) {
    if (!taps.length) {
      told = 0;
      done.hidden = false;
      sleep = stayAwake();
      ticking = setInterval(look, LOOK_MS);
      frame.say(t("Go on."));
    }
    taps.push(event.timeStamp);
    look();
  }

  function look() {
    const since = performance.now() - taps.at(-1);
    if (since > PAUSE_MS) return finish();
    const seconds = Math.floor((taps.at(-1) - taps[0]) / 1000);
    digits.textContent = `${seconds} s`;
    if (seconds < told + SAID_EVERY_S) return undefined;
    told = seconds - (seconds % SAID_EVERY_S);
    return frame.say(t("{n} seconds", { n: told }));
  }

  function finish() {
    const found = stepRate(taps, Number(feet.querySelector("input:checked").value));
    end();
    if (!found) return frame.say(t("That was too short. Tap for at least 15 seconds."));
    const rate = Math.round(found.rate);
    const leftOut = found.leftOut ? ` ${nt("{n} gap of a missed or double tap left out.", "{n} gaps of a missed or double tap left out.", found.leftOut)}` : "";
    digits.textContent = rate;
    return frame.took(rate, t("{rate} steps a minute; half of the steps came at {low} to {high}.",
      { rate, low: Math.round(found.low), high: Math.round(found.high) }) + leftOut);
  }

  function end() {
    clearInterval(ticking);
    sleep?.();
    sleep = null;
    taps = [];
    if (document.activeElement === done) button.focus();
    done.hidden = true;
  }

  return { how, parts: [feet, digits, button, done], end };
}

/** One press for each repetition. */
function countTool(question, frame) {
  const digits = make("p", { class: "lbt-digits", "aria-hidden": "true" }, "0");
  const button = make("button", { type: "button", class: "lbt-main lbt-go lbt-big", onclick: () => change(1) }, t("Count one"));
  const back = make("button", { type: "button", onclick: () => change(-1) }, t("Take one off"));
  const done = make("button", { type: "button", onclick: finish }, t("That is all"));
  const how = make("p", { class: "lbt-hint" }, t("Press once for each time, or let somebody press. The space bar counts too."));
  let count = 0;
  let sleep = null;

  button.addEventListener("keydown", (event) => event.repeat && event.preventDefault());

  function change(by) {
    sleep ??= stayAwake();
    count = Math.min(question.max, Math.max(0, count + by));
    digits.textContent = count;
    if (by > 0 && count % SAID_EVERY_S === 0) frame.say(String(count));
  }

  function finish() {
    frame.took(count, t("This try: {value}.", { value: count }));
    end();
  }

  function end() {
    sleep?.();
    sleep = null;
    count = 0;
  }

  return { parts: [digits, button, make("div", { class: "lbt-buttons" }, back, done), how], end };
}

/** A picture of how, and tries to write down: past the toes or short of them. */
function reachTool(question, frame, unit) {
  const id = uniquePrefix();
  const input = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}f` });
  const choice = (value, label, checked) => make("label", { class: "lbt-choice" },
    make("input", { type: "radio", name: `${id}s`, value, checked }), make("span", {}, label));
  const way = make("fieldset", {}, make("legend", { class: "lbt-hidden" }, t("Past the toes, or short of them?")),
    make("div", { class: "lbt-side" }, choice("1", t("past my toes"), true), choice("-1", t("short of them"), false)));
  const fault = make("p", { id: `${id}f`, class: "lbt-fault", role: "alert" });

  function keep(event) {
    event.preventDefault();
    const value = readNumber(input.value);
    const past = Number(way.querySelector("input:checked").value);
    const most = Math.floor((past > 0 ? question.max : -question.min) / unit.factor);
    const wrong = value === null || value < 0 || value > most;
    fault.textContent = wrong ? twoReadings(input.value) + t("Please type a number from 0 to {most}.", { most: numberText(most) }) : "";
    if (wrong) return input.focus();
    const reached = value * past;
    input.value = "";
    return frame.took(reached, t("This try: {value}.", { value: frame.withUnitOf(reached) }));
  }

  const form = make("form", { novalidate: true, onsubmit: keep }, make("label", { for: id, class: "lbt-asks" }, t("How far, in {unit}?", { unit: unit.label })),
    make("div", { class: "lbt-row" }, input, way), fault, make("button", { type: "submit" }, t("Keep this try")));
  return { parts: [reachPicture(), form], end() {} };
}

const TOOLS = { hold: holdTool, tap: tapTool, count: countTool, reach: reachTool };

/** The window: how it is done, when to stop beside the start, the tool, and what came out. */
function open(opener, question, unit, use) {
  const { name, how, stop, tool } = question.test;
  const id = uniquePrefix();
  const close = () => dialog.close();
  const frame = makeFrame(question, unit, use, close);
  const made = TOOLS[tool](question, frame, unit);
  const dialog = make("dialog", { class: "lbt-tool", "aria-labelledby": id },
    make("div", { class: "lbt-head" }, make("h3", { id }, name), make("button", { type: "button", onclick: close }, t("Close"))),
    made.how || make("p", {}, how), make("p", { class: "lbt-stops" }, make("strong", {}, t("When to stop:")), " ", stop),
    frame.group, made.parts, frame.said, frame.result);
  dialog.addEventListener("close", () => {
    made.end();
    dialog.remove();
    if (!document.activeElement || document.activeElement === document.body) opener.focus();
  });
  opener.closest(".lbt-question").append(dialog);
  dialog.showModal();
}

function forgetTries() {
  keptTries.clear();
}

export default { open, forget: forgetTries };
