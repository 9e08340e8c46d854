/** Save, open, hand in, forget: all in the browser. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-keep");
  const key = model.get("storage_key");
  const id = uniquePrefix();
  const told = make("div", { role: "status" });
  const fault = make("p", { class: "lbt-fault", role: "alert" });
  const input = make("input", { id, type: "file", accept: ".json,application/json" });

  async function open() {
    const [file] = input.files;
    if (!file) return;
    fault.textContent = "";
    told.replaceChildren();
    try {
      if (file.size > MAX_FILE_BYTES) throw new Error("This file is larger than 1 MB; a file of answers has a few kB.");
      const found = readKeptFile(await file.text(), model.get("known"));
      if (!storageWorks() || !takeKeptFile(key, found)) throw new Error("This browser keeps nothing, so the file cannot be taken over.");
      showTaken(found);
    } catch (error) {
      fault.textContent = error.message;
    }
    input.value = ""; // so that the same file may be chosen again
  }

  function showTaken({ answers, progress, unknown, unreadable }) {
    const counts = `${Object.keys(answers).length} answers and ${Object.keys(progress.quiz).length} quiz results are in place.`;
    told.replaceChildren(make("p", {}, `The file is open: ${counts}`),
      unknown.length ? make("p", {}, `Kept, but not known to this version of the workbook: ${someOf(unknown)}.`) : "",
      unreadable.length ? make("p", {}, `Left out, because it could not be read: ${someOf(unreadable)}.`) : "");
  }

  input.addEventListener("change", open);
  const save = make("button", { type: "button", class: "lbt-main",
    onclick: () => saveAs("lbt-my-workbook.json", "application/json", keptAsFile(key)) }, "Save to a file");
  const forgetAll = makeForget({
    ask: "Forget everything", warning: "This empties answers, quiz results and progress in this browser.", yes: "Yes, forget it all",
    onYes: () => {
      clearStore(key);
      clearProgress();
      window.dispatchEvent(new StorageEvent("storage", { key }));
      told.replaceChildren(make("p", {}, "All is forgotten."));
    },
  });
  root.append(
    make("p", {}, "Answers, quiz results and progress stay in this browser. To go on elsewhere, or to be safe, save them to a file and open it there."),
    storageWorks() ? "" : make("p", { class: "lbt-fault" }, "This browser keeps nothing: its storage is off or full."),
    make("div", { class: "lbt-buttons" }, save, make("label", { for: id }, "Open a file that you saved"), input),
    fault, told, make("p", { class: "lbt-hint" }, "To hand in your quiz results; no name and no time in them:"),
    handInButtons(() => readProgress().quiz), forgetAll);
  return forget;
}

export default { render };
