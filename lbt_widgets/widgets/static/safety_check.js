/** The red-flag page. Nothing of it is kept in the browser. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-safety");
  const level = model.get("heading");
  const prefix = uniquePrefix();
  const page = make("div");
  root.append(page);
  let boxes = [];
  let warnings = [];
  let none = null;
  let fault = null;

  function box(value, label, className = "") {
    const input = make("input", { type: "checkbox", value, "aria-describedby": `${prefix}f` });
    return [input, make("label", { class: `lbt-choice ${className}` }, input, make("span", {}, label))];
  }

  function showQuestions() {
    const rows = model.get("flags").map(([id, ask, warning]) => [warning, ...box(id, ask)]);
    const rowsOf = (kind) => rows.filter(([warning]) => warning === kind).map(([, , row]) => row);
    const [noneBox, noneRow] = box("", t("None of these is true for me"), "lbt-none");
    boxes = rows.map(([, input]) => input);
    warnings = rows.filter(([warning]) => warning).map(([, input]) => input);
    none = noneBox;
    fault = make("p", { id: `${prefix}f`, class: "lbt-fault", role: "alert" });
    const group = make("div", {},
      make("fieldset", {}, make("legend", {}, t("Is any of these true for you now?")), rowsOf(true), noneRow),
      make("fieldset", {}, make("legend", {}, t("No warning signs, but worth a word. Tick them if they fit.")), rowsOf(false)));
    group.addEventListener("change", tick);
    const go = make("button", { type: "button", class: "lbt-main", onclick: finish }, t("Continue"));
    const kept = Object.keys(readStore(model.get("storage_key")).answers).length;
    const later = kept ? make("p", { class: "lbt-hint" },
      nt("Your answer of last time is kept in this browser; it shows again after these questions.",
        "Your {n} answers of last time are kept in this browser; they show again after these questions.", kept)) : "";
    page.replaceChildren(...paragraphs(model.get("intro")), later, group, fault, make("div", { class: "lbt-go" }, go));
    follow();
  }

  /** "None" and a warning sign rule each other out. */
  function tick(event) {
    if (event.target === none && none.checked) for (const input of warnings) input.checked = false;
    if (warnings.includes(event.target) && event.target.checked) none.checked = false;
    send({});
  }

  function finish() {
    fault.textContent = ""; // so that the same sentence is read out again
    send({ done: true });
  }

  function send(more) {
    const ticked = boxes.filter((input) => input.checked).map((input) => input.value);
    for (const [name, value] of Object.entries({ ticked, none_true: none.checked, ...more })) model.set(name, value);
    model.save_changes();
  }

  function follow() {
    if (!none || model.get("done")) return;
    const ticked = model.get("ticked");
    for (const input of boxes) input.checked = ticked.includes(input.value);
    none.checked = model.get("none_true");
    showFault();
  }

  function showFault() {
    if (fault) fault.textContent = model.get("fault");
  }

  function showResult() {
    const { action, title, how_soon: soon, advice, whys, accuracy, sources, figures } = model.get("result");
    const help = action === "emergency" || action === "urgent";
    const heading = make(`h${level}`, { tabindex: "-1" }, title);
    const reason = ({ ask, why, source }) => make("li", {}, make("strong", {}, ask), ...paragraphs(why), sourceList([source]));
    const counted = ({ sentences, source }) =>
      [make("ul", {}, sentences.map((sentence) => make("li", {}, sentence))), sourceList([source])];
    const change = () => {
      model.set("done", false);
      model.save_changes();
    };
    page.replaceChildren(
      make("div", { class: `lbt-result ${help ? "lbt-help" : ""}` }, heading,
        soon ? make("p", { class: "lbt-soon" }, soon) : "", paragraphs(advice),
        whys.length ? make("p", {}, make("strong", {}, t("Why we say so"))) : "",
        whys.length ? make("ul", {}, whys.map(reason)) : ""),
      make("details", {}, make("summary", {}, t("How much a tick tells")), ...paragraphs(accuracy), sourceList(sources),
        make("details", {}, make("summary", {}, t("All figures, each with its range where the study gives one")),
          figures.flatMap(counted))),
      make("div", { class: "lbt-go" }, make("button", { type: "button", onclick: change }, t("Change my answers"))));
    return heading;
  }

  /** Swap the two pages; the focus follows only where the reader caused it, never on loading. */
  function swap(focus = true) {
    const showing = model.get("done") && model.get("result")?.title;
    if (showing) {
      const heading = showResult();
      if (focus) heading.focus();
    } else {
      const back = !boxes.length || !boxes[0].isConnected;
      if (!back) return follow();
      showQuestions();
      if (focus) (boxes.find((input) => input.checked) || boxes[0] || none).focus();
    }
    return undefined;
  }

  const stop = listen(model, {
    "change:result": () => swap(),
    "change:done": () => swap(),
    "change:ticked": follow,
    "change:none_true": follow,
    "change:fault": showFault,
  });
  swap(false);

  return () => {
    stop();
    forget();
  };
}

export default { render };
