/** Quiz results to hand in, as CSV or JSON: Python puts the questions to what this browser keeps. */

const NAME_IT = t("Your name is not in the file. Does your teacher need it? Then put it into the file's name: lbt-quiz-your-name.csv.");

function saveAs(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** { element, stop() }: the two buttons; `read` gives the results of the moment. */
function handIn(model, read) {
  const told = make("p", { role: "status" });
  let waits = false;
  const wait = makeWait((sentence) => {
    told.textContent = sentence;
  });
  const ask = (form) => () => {
    waits = true;
    wait.ask(model, { kind: "hand_in", form, results: read() });
  };
  const stop = listen(model, {
    "msg:custom": ({ kind, name, type }, [data]) => {
      if (kind !== "hand_in" || !waits) return;
      waits = false;
      wait.came();
      saveAs(name, type, data);
      told.textContent = t("Saved as {name}.", { name });
    },
  });
  const button = (label, form) => make("button", { type: "button", onclick: ask(form) }, label);
  const element = make("div", {}, make("div", { class: "lbt-buttons" },
    button(t("Results as CSV (table)"), "csv"), button(t("Results as JSON"), "json")), make("p", { class: "lbt-hint" }, NAME_IT), told);
  return { element, stop };
}
