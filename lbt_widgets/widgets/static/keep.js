/** Save, open, hand in, forget: in the browser, but that Python puts the questions to what is handed in. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-keep");
  const key = model.get("storage_key");
  let checks = 0;
  const id = uniquePrefix();
  const told = make("div", { role: "status" });
  const fault = make("p", { class: "lbt-fault", role: "alert" });
  const silent = make("p", { class: "lbt-fault", "aria-live": "polite" });
  const wait = makeWait((sentence) => { silent.textContent = sentence; });
  const question = make("div", { class: "lbt-forget" });
  const input = make("input", { id, type: "file", accept: ".json,application/json", class: "lbt-hidden" });

  async function open() {
    const [file] = input.files;
    if (!file) return;
    fault.textContent = "";
    told.replaceChildren();
    question.replaceChildren();
    try {
      if (file.size > MAX_FILE_BYTES) throw new Error(t("This file is larger than 1 MB; a file of answers has a few kB."));
      const found = readKeptFile(await file.text(), model.get("known"));
      if (holdsAnswers(key)) askFirst(found);
      else take(found);
    } catch (error) {
      fault.textContent = error.message;
    }
    input.value = ""; // so that the same file may be chosen again
  }

  function askFirst(found) {
    const settle = (act) => () => {
      question.replaceChildren();
      act();
      input.focus();
    };
    askInline(question, {
      warning: t("This browser has answers already. Where the file has the same question about you, its answer takes the place of yours. Of the same quiz question, the result with more tries stays; of the same entry of the diary, the one that was changed more often."),
      yes: t("Replace"), no: t("Cancel"), onYes: settle(() => take(found)),
      onNo: settle(() => told.replaceChildren(make("p", {}, t("Nothing was changed.")))),
    });
  }

  function take(found) {
    try {
      const taken = storageWorks() && takeKeptFile(key, found);
      if (!taken) throw new Error(t("This browser's storage is off or full, so the file cannot be taken over. Nothing was changed."));
      showTaken(found, taken);
    } catch (error) {
      fault.textContent = error.message;
    }
  }

  const handing = handIn(model, () => readProgress().quiz);
  const toHandIn = () => [make("h3", {}, t("To hand in")),
    make("p", {}, t("Your quiz results alone, with the questions and the right answers: no name, no time, and none of the answers about yourself.")),
    handing.element];

  function showTaken({ answers, plan, progress, diary, unknown, unreadable }, { quiz, gaveWay }) {
    const known = (part) => (Array.isArray(part) ? part : Object.keys(part)).filter((name) => !unknown.includes(name)).length;
    const stayed = known(progress.quiz) - known(quiz);
    const parts = [nt("{n} answer", "{n} answers", known(answers)), nt("{n} quiz result", "{n} quiz results", known(quiz)),
      known(progress.read) && nt("{n} chapter read", "{n} chapters read", known(progress.read)),
      known(progress.tried) && nt("{n} lab tried", "{n} labs tried", known(progress.tried)),
      diary.length > gaveWay && t("{n} of the diary", { n: diary.length - gaveWay }), Object.keys(plan).length && t("the choices of your plan")].filter(Boolean);
    told.replaceChildren(make("p", {}, t("The file is open. Taken over: {parts}.", { parts: new Intl.ListFormat(t("en-GB")).format(parts) })),
      plan.made ? make("p", {}, t("The plan itself is worked out anew from your answers: press “Make my plan” at your profile.")) : "",
      stayed ? make("p", {}, nt("Yours stayed, with as many tries or more: {n} quiz result.", "Yours stayed, with as many tries or more: {n} quiz results.", stayed)) : "",
      gaveWay ? make("p", {}, nt("Yours stayed, changed as often or more: {n} entry of the diary.", "Yours stayed, changed as often or more: {n} entries of the diary.", gaveWay)) : "",
      unknown.length ? make("p", {}, t("Kept, but not known to this version of the workbook: {some}.", { some: someOf(unknown) })) : "",
      unreadable.length ? make("p", {}, t("Left out, because it could not be read: {some}.", { some: someOf(unreadable) })) : "");
    checks += 1;
    wait.ask(model, { kind: "check", number: checks, answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !unknown.includes(id))) });
  }

  /** Kept as they are in the file, and said: a form shows each with its fault, but who looks there now? */
  function showUnusable({ kind, number, unusable }) {
    if (kind !== "checked" || number !== checks) return; // of another file
    wait.came();
    if (!unusable.length) return;
    told.append(
      make("p", {}, nt("{n} answer of the file cannot be used until you correct it:", "{n} answers of the file cannot be used until you correct them:", unusable.length)),
      make("ul", {}, unusable.map(([asked, fault]) => make("li", {}, make("strong", {}, asked), ` ${fault}`))));
  }

  input.addEventListener("change", open);
  const save = make("button", { type: "button", class: "lbt-main",
    onclick: () => saveAs("lbt-my-workbook.json", "application/json", keptAsFile(key)) }, t("Save to a file"));
  const forgetAll = makeForget({
    ask: t("Forget everything"), yes: t("Yes, forget it all"),
    warning: t("This empties answers, quiz results, progress, the choices of your plan and the diary in this browser, and forgets the runs on every open page."),
    onYes: () => {
      clearStore(key);
      clearProgress();
      putDiary([]);
      tellForgotten();
      told.replaceChildren(make("p", {}, t("All is forgotten.")));
    },
  });
  root.append(
    storageWorks() ? "" : make("p", { class: "lbt-fault" }, t("This browser keeps nothing: its storage is off or full.")),
    make("h3", {}, model.get("hand_in") ? t("For yourself") : t("Your answers")),
    make("p", {}, KEPT_HERE, " ",
      t("Quiz results, progress, your plan's choices and your diary are kept here too. To go on elsewhere, or to be safe, save all to a file and open it there.")),
    make("p", { class: "lbt-hint" }, t("The file holds your own answers and your diary too: for yourself, not to hand in.")),
    make("div", { class: "lbt-buttons" }, save, input, make("label", { for: id, class: "lbt-open" }, t("Open a file that you saved"))),
    fault, question, told, silent,
    make("p", { class: "lbt-hint" }, t("“Forget everything” empties the diary and the runs too; “Forget my answers and quizzes” under a form leaves them.")), forgetAll, ...(model.get("hand_in") ? toHandIn() : []));
  const stop = listen(model, { "msg:custom": showUnusable });
  return () => {
    stop();
    handing.stop();
    forget();
  };
}

export default { render };
