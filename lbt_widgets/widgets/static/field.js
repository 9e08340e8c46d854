/**
 * One question: a typed number with its unit, or radios. Both give the same handle:
 * { element, set(entry), setFault(text), setUnits(system), focus() }, where entry is { value, unit } or null.
 * `bring()` fetches the tools of the self-tests; a field without it has no button for them.
 */

const ROW_LETTERS = 45;

function makeField(question, id, units, onChange, bring) {
  return question.kind === "choice" ? choiceField(question, id, onChange) : numberField(question, id, units, onChange, bring);
}

function numberField(question, id, units, onChange, bring) {
  let system = units;
  let entry = null;
  const shownUnit = () => question.units[system === "imperial" && question.units[1] ? 1 : 0];
  const input = make("input", {
    id, type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}h ${id}f`,
  });
  const unit = make("span", { class: "lbt-unit" });
  const hint = make("p", { id: `${id}h`, class: "lbt-hint" });
  const fault = make("p", { id: `${id}f`, class: "lbt-fault" });
  const tool = question.test?.tool && bring ? toolButton(question, shownUnit, takeMeasured, fault, bring) : "";
  const element = make("div", { class: "lbt-question", "data-question": question.id },
    make("label", { for: id, class: "lbt-asks" }, question.text), hint,
    make("div", { class: "lbt-row" }, input, unit, tool), fault, whyDetails(question));

  function takeMeasured(value, unitName) {
    entry = { value: String(value), unit: unitName };
    input.value = text();
    onChange(question.id, entry);
    input.focus();
  }

  function describe() {
    const { label, factor } = shownUnit();
    unit.textContent = label;
    // Rounded inwards, so that what the hint allows is never refused.
    const low = factor === 1 ? question.min : Math.ceil((question.min / factor) * 10) / 10;
    const high = factor === 1 ? question.max : Math.floor((question.max / factor) * 10) / 10;
    hint.textContent = t("{low} to {high} {unit}. Leave it empty if you don't know or would rather not say.",
      { low: numberText(low), high: numberText(high), unit: label });
  }

  /** What was typed, or its conversion for the unit that is shown; what is not a number stays as it is. */
  function text() {
    if (!entry) return "";
    const from = question.units.find(({ unit: name }) => name === entry.unit) || question.units[0];
    const number = readNumber(entry.value);
    if (from === shownUnit() || number === null) return typeof entry.value === "number" ? typedText(entry.value) : entry.value;
    const converted = (number * from.factor) / shownUnit().factor;
    return typedText(Number(converted.toFixed(Math.abs(converted) >= 100 ? 1 : 2)));
  }

  input.addEventListener("change", () => {
    if (input.value === text()) return; // typed and taken back: keep the exact value and its unit
    const value = input.value.trim();
    entry = value ? { value, unit: shownUnit().unit } : null;
    onChange(question.id, entry);
  });

  describe();
  return {
    element,
    set(next) {
      entry = next;
      input.value = text();
    },
    setFault(sentence) {
      tellFault(fault, input, sentence);
    },
    setUnits(next) {
      const untouched = input.value === text();
      system = next;
      describe();
      if (untouched) input.value = text();
    },
    focus: () => input.focus(),
  };
}

const OPENS = { hold: t("Time it here"), tap: t("Tap it here"), count: t("Count it here"), reach: t("See how") };
const TOOLS_PATIENCE_MS = 8000;

/** Opens the self-test's own tool. */
function toolButton(question, shownUnit, use, fault, bring) {
  const open = async () => {
    try {
      (await bring()).open(button, question, shownUnit(), use);
    } catch (error) {
      console.error("lbt_widgets: no self-test", error);
      fault.textContent = t("The tool did not come: is the network cut? You can type the answer.");
    }
  };
  const button = make("button", { type: "button", class: "lbt-opens", onclick: open }, OPENS[question.test.tool],
    make("span", { class: "lbt-hidden" }, `: ${question.text}`));
  return button;
}

/** The script of the self-tests: most readers need none of them, so a page asks for it once, when the first is opened. */
function bringTools(model) {
  globalThis.lbtSelfTests ??= askForTools(model).catch((error) => {
    delete globalThis.lbtSelfTests;
    throw error;
  });
  return globalThis.lbtSelfTests;
}

async function askForTools(model) {
  const { script, style } = await new Promise((resolve, reject) => {
    const take = (message) => message.kind === "tools" && resolve(message);
    model.on("msg:custom", take);
    model.send({ kind: "tools" });
    setTimeout(() => {
      model.off("msg:custom", take);
      reject(new Error("no answer"));
    }, TOOLS_PATIENCE_MS);
  });
  document.head.append(make("style", {}, style));
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function choiceField(question, id, onChange) {
  const unknown = ["", t("Don't know / rather not say")];
  const fault = make("p", { id: `${id}f`, class: "lbt-fault" });
  const radios = [...question.options, unknown].map(([value]) =>
    make("input", { type: "radio", name: id, value, checked: value === "" }));
  const choices = [...question.options, unknown].map(([, label], at) =>
    make("label", { class: "lbt-choice" }, radios[at], make("span", {}, label)));
  // Short answers stand side by side where there is room, long ones below each other.
  const letters = question.options.reduce((sum, [, label]) => sum + label.length, 0);
  const row = letters <= ROW_LETTERS ? "lbt-choices lbt-side" : "lbt-choices";
  const group = make("fieldset", { class: "lbt-group", "aria-describedby": `${id}f` },
    make("legend", { class: "lbt-asks" }, question.text), make("div", { class: row }, choices), fault);
  const element = make("div", { class: "lbt-question", "data-question": question.id }, group, whyDetails(question));
  group.addEventListener("change", (event) => {
    const value = event.target.value;
    onChange(question.id, value ? { value, unit: null } : null);
  });
  return {
    element,
    set(entry) {
      const known = radios.find((radio) => radio.value === entry?.value);
      (known || radios.at(-1)).checked = true;
    },
    setFault(sentence) {
      tellFault(fault, group, sentence);
    },
    setUnits() {},
    focus: () => (radios.find((radio) => radio.checked) || radios[0]).focus(),
  };
}

function tellFault(place, control, sentence) {
  place.textContent = sentence || "";
  if (sentence && control.tagName === "INPUT") control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** Why it is asked, how to find the answer at home, what others have, and where that comes from. */
function whyDetails({ text, why, claim, test, tested, norms, sources, feeds_none: feedsNone }) {
  const title = test ? t("Why we ask, and how to test it") : t("Why we ask");
  const cited = (at) => [" (", sourceLink(sources[at], sources[at].short), ")"];
  const grade = claim.grade.map(([shape, words], at) => [at ? ", " : " ", make("span", { "aria-hidden": "true" }, shape), `\u00a0${words}`]);
  const parts = [
    ...paragraphs(why),
    make("p", {}, make("strong", {}, t("What studies say of this:")), " ", make("a", { href: claim.url, lang: "en" }, claim.text), grade.flat()),
    feedsNone ? make("p", {}, feedsNone) : "",
    test ? make("p", {}, make("strong", {}, `${test.name}. `), `${test.how} ${test.stop}`) : "",
    test ? make("p", {}, make("strong", {}, t("How far to trust it.")), " ", test.reliability, tested.map(cited).flat()) : "",
    norms.length ? make("p", {}, make("strong", {}, t("For comparison"))) : "",
    norms.length ? make("ul", {}, norms.map(([line, source]) => make("li", {}, line, cited(source)))) : "",
    sources.length ? make("p", {}, make("strong", {}, t("Sources"))) : "",
    sources.length ? sourceList(sources) : "",
  ];
  const details = make("details", { class: "lbt-why" },
    make("summary", {}, title, make("span", { class: "lbt-hidden" }, `: ${text}`)), parts);
  openBeside(details);
  return details;
}
