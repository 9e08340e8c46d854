/**
 * The place for the answer to one question: { element, read(), focus() }. What is read is what Python marks: a number
 * alone, or the places of the chosen options; an empty list where nothing is given yet. A number's `unclear()` says why
 * what is typed may mean two, else "".
 */

function answerField(item, before = []) {
  if (item.kind === "numeric") return numberField(item);
  return item.kind === "order" ? orderField(item, before) : choiceField(item);
}

function choiceField({ kind, question, options }) {
  const name = uniquePrefix();
  const several = kind === "multiple";
  const inputs = options.map((_, value) => make("input", { type: several ? "checkbox" : "radio", name, value }));
  const element = make("fieldset", {}, make("legend", { class: "lbt-asks" }, question),
    several ? make("p", { class: "lbt-hint" }, "Choose all that are right.") : "",
    inputs.map((input, at) => make("label", { class: "lbt-choice" }, input, make("span", {}, options[at]))));
  return {
    element,
    read: () => inputs.filter((input) => input.checked).map((input) => Number(input.value)),
    focus: () => inputs[0].focus(),
  };
}

function numberField({ question, range: [low, high, unit] }) {
  const id = uniquePrefix();
  const input = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}h` });
  const element = make("fieldset", {}, make("label", { for: id, class: "lbt-asks" }, question),
    make("p", { id: `${id}h`, class: "lbt-hint" }, `${numberText(low)} to ${numberText(high)} (${unit})`),
    make("div", { class: "lbt-row" }, input, make("span", {}, unit)));
  const read = () => {
    const value = readNumber(input.value);
    return value === null ? [] : [value];
  };
  return { element, read, unclear: () => twoReadings(input.value), focus: () => input.focus() };
}

/** Up and down, or the place chosen from a list: no dragging. Another try goes on from the order of the one `before`. */
function orderField({ question, options }, before) {
  const list = make("ol", { class: "lbt-order" });
  const said = make("p", { role: "status", class: "lbt-hidden" });
  let order = before.length ? before : options.map((_, place) => place);
  const rows = options.map((text, option) => {
    const places = options.map((_, place) => make("option", { value: place }, `${place + 1}`));
    const select = make("select", { "aria-label": `Place of: ${text}` }, places);
    const move = (step) => (event) => put(option, order.indexOf(option) + step, event.currentTarget);
    select.addEventListener("change", () => put(option, Number(select.value), select));
    const button = (label, step) =>
      make("button", { type: "button", "aria-label": `${label}: ${text}`, onclick: move(step) }, label);
    const [up, down] = [button("Up", -1), button("Down", 1)];
    return { select, up, down, element: make("li", {}, make("span", { class: "lbt-text" }, text),
      make("span", { class: "lbt-moves" }, select, up, down)) };
  });

  function put(option, place, control) {
    const to = Math.min(options.length - 1, Math.max(0, place));
    order = order.filter((one) => one !== option);
    order.splice(to, 0, option);
    show();
    control.focus(); // moving a row in the page takes the focus away
    said.textContent = `${options[option]}: now at place ${to + 1} of ${options.length}.`;
  }

  function show() {
    list.replaceChildren(...order.map((option) => rows[option].element));
    order.forEach((option, place) => {
      const { select, up, down } = rows[option];
      select.value = String(place);
      // Not `disabled`: that would take the focus from whoever moves a row to the end by keyboard.
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === order.length - 1));
    });
  }

  show();
  const element = make("fieldset", {}, make("legend", { class: "lbt-asks" }, question),
    make("p", { class: "lbt-hint" }, "Move each up or down, or choose its place."), list, said);
  return { element, read: () => [...order], focus: () => rows[order[0]].select.focus() };
}
