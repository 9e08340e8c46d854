/** A lab's title, its question and the reader's guess, which opens the sliders. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-lab-guess");
  const { id: lab, title, question, prediction } = model.get("lab");
  const linked = linkWords(model.get("lab"));
  const from = make("p", { class: "lbt-linked" }, linked);
  root.dataset.lab = lab;
  root.id = model.get("anchor"); // by which a quiz, this page's or another's, finds it
  const id = uniquePrefix();
  const allowed = model.get("allowed");

  const typed = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}h ${id}f` });
  const range = make("span", { id: `${id}h`, class: "lbt-hint" });
  const wrong = make("p", { id: `${id}f`, class: "lbt-fault", "aria-live": "polite" });
  const button = make("button");
  const compared = make("p", { class: "lbt-compared" });
  const silent = make("p", { class: "lbt-silent", "aria-live": "polite" });
  const wait = makeWait((text) => { silent.textContent = text; });
  const given = make("p", { class: "lbt-hint" });
  fillHtml(given, model.get("given_html"));
  const form = make("form", { class: "lbt-guess", onsubmit: record },
    make("p", { class: "lbt-asks" }, "First, your guess"), make("label", { for: id }, prediction.question), given,
    make("div", { class: "lbt-row" }, typed, range, button), wrong);
  root.append(make(`h${model.get("heading")}`, {}, title), from, ...paragraphs(question), form, silent, compared);

  function record(event) {
    event.preventDefault();
    const value = readNumber(typed.value);
    const fits = value !== null && value >= prediction.min && value <= prediction.max;
    wrong.textContent = fits ? "" : `${twoReadings(typed.value)}Please type a guess from ${allowed}. A wild one is fine.`;
    typed.setAttribute("aria-invalid", String(!fits));
    if (!fits) return typed.focus();
    model.set("guess", { number: model.get("guess").number + 1, value });
    model.save_changes();
    wait.asked();
    addProgress({ tried: [lab] });
    return undefined;
  }

  function speakUnits(system) {
    const [unit, factor] = model.get("beside");
    const other = unit && `${otherText(prediction.min, factor)} to ${withUnit(otherText(prediction.max, factor), unit)}`;
    range.textContent = other && system === "imperial" ? `${allowed} (${other})` : allowed;
  }

  function show() {
    const { value } = model.get("guess");
    button.classList.toggle("lbt-main", value === null); // from then on the sliders are what to go on with
    if (linked) from.textContent = value === null ? linked : linkWords(model.get("lab"), true);
    button.textContent = value === null ? "Record my guess and run" : "Record another guess and run";
    if (value !== null && document.activeElement !== typed) typed.value = numberText(value);
    compared.textContent = model.get("comparison");
  }

  const stop = listen(model, { "change:guess": show, "change:comparison": show, "change:answered": wait.came });
  const stopAwaiting = onceReady(() => {
    if (linked || location.hash === `#${root.id}`) root.scrollIntoView();
    else if (document.querySelector("[data-lab]") === root) from.textContent = strayLinkWords(); // once a page
  });
  const stopUnits = followUnits(model.get("storage_key"), speakUnits);
  show();

  return () => {
    wait.came();
    stopUnits();
    stopAwaiting();
    stop();
    forget();
  };
}

export default { render };
