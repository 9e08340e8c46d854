/** Run files to the kernel: one after the other, piece by piece, the next piece only once the last has been taken. */

const SILENCE_MS = 30000;
const STOP_MS = 3000;
const SENT_SHARE = 0.3; // of a file's time; the rest is its reading
const CUT_OFF = "No answer has come for half a minute. Is the network cut? Give it again later.";
const NO_FILE = "It cannot be opened. Give the files themselves, not their folder.";

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-upload");
  const id = uniquePrefix();
  let count = 0;
  let busy = false;
  let stopped = false;
  let held = false; // some runs were read and are not forgotten
  let unwanted = false; // all was forgotten while files came in
  let settle = null; // ends the waiting for an answer

  const input = make("input", { id, type: "file", multiple: true, class: "lbt-hidden", "aria-describedby": `${id}h` });
  const zone = make("div", { class: "lbt-drop" }, input, make("label", { for: id, class: "lbt-open" }, "Choose files of your runs"),
    make("span", { class: "lbt-or" }, "or drop them here"));
  const words = make("label", { for: `${id}p` });
  const bar = make("progress", { id: `${id}p`, max: 1 });
  const stop = make("button", { type: "button", onclick: stopReading }, "Stop");
  const progress = make("div", { class: "lbt-reading", hidden: true }, words, make("div", { class: "lbt-row" }, bar, stop));
  const status = make("p", { role: "status" });
  const faults = make("ul", { class: "lbt-unread" });
  const clear = make("button", { type: "button", hidden: true, onclick: forgetRuns }, "Forget these runs");
  root.append(
    make("p", {}, "Your watch or app has counted more than you can remember. Save runs from it as files and give them here: FIT, GPX or TCX, Strava’s or Garmin’s list of activities (CSV), packed (.gz, .zip) or not. A month of them tells most."),
    make("p", { id: `${id}h`, class: "lbt-hint" }, `Up to ${model.get("max_files")} files at a time, ${model.get("max_bytes") / 1e6} MB each.`),
    zone, progress, status, faults, clear,
    make("p", { class: "lbt-hint" }, "The computer that serves this page reads the files. It drops where you ran as it reads, keeps no file, and forgets the rest when you close the page."));

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // so that the same files may be chosen again
    take(files);
  });
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    zone.classList.toggle("lbt-over", event.type !== "dragleave" && event.type !== "drop");
    if (event.type === "drop") take([...event.dataTransfer.files]);
  };
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) root.addEventListener(kind, over);

  async function take(files) {
    if (!files.length) return;
    if (busy) {
      status.textContent = "Wait until these files are read, or stop.";
      return;
    }
    busy = true;
    stopped = unwanted = false;
    faults.replaceChildren();
    progress.hidden = false;
    clear.hidden = true;
    status.textContent = `Reading ${counted(files.length, "file")}.`;
    const found = await sendAll(files);
    model.send({ kind: "end" });
    busy = false;
    if (progress.contains(document.activeElement)) input.focus();
    progress.hidden = true;
    if (unwanted) emptyRuns();
    else tellEnd(found);
  }

  async function sendAll(files) {
    const limit = model.get("max_files");
    const whole = files.reduce((sum, { size }) => sum + size, 0) || 1;
    const found = { runs: 0, read: 0, faults: 0 };
    let done = 0;
    for (const [at, file] of files.slice(0, limit).entries()) {
      const show = (share) => showProgress(`Reading ${at + 1} of ${files.length}: ${file.name}`, (done + share * file.size) / whole);
      show(0);
      const answer = await sendOne(file, show).catch(() => failed(file, NO_FILE));
      if (!answer) break;
      found.runs += answer.runs;
      found.read += answer.runs > 0;
      found.faults += answer.faults.length;
      faults.append(...answer.faults.map(faultLine));
      done += file.size;
      if (stopped) break;
    }
    const beyond = stopped ? [] : files.slice(limit);
    found.faults += beyond.length;
    if (beyond.length) faults.append(faultLine([`${counted(beyond.length, "more file")}, from ${beyond[0].name} on:`, model.get("too_many")]));
    return found;
  }

  const failed = ({ name }, sentence) => ({ runs: 0, faults: [[name, sentence]] });

  /** Null where it was stopped. */
  async function sendOne(file, show) {
    if (file.size > model.get("max_bytes")) return failed(file, model.get(/\.zip$/i.test(file.name) ? "too_large_zip" : "too_large"));
    const key = `${id}-${count++}`;
    for (let at = 0; ;) {
      const piece = await file.slice(at, at + model.get("piece_bytes")).arrayBuffer();
      if (stopped) return null;
      const message = { kind: "piece", file: key, name: file.name, size: file.size, at };
      const answer = await ask(message, piece, (share) => show(SENT_SHARE + (1 - SENT_SHARE) * share));
      if (answer === CUT_OFF) return cutOff(file);
      if (answer?.kind !== "more") return answer;
      at += piece.byteLength;
      show((SENT_SHARE * at) / file.size);
    }
  }

  function cutOff(file) {
    stopped = true;
    model.send({ kind: "stop" });
    return failed(file, CUT_OFF);
  }

  /** One piece, and what the kernel says to it: more, done, or null once it was stopped. */
  function ask(message, piece, onShare) {
    return new Promise((resolve) => {
      let silence;
      const finish = (answer) => {
        clearTimeout(silence);
        model.off("msg:custom", hear);
        if (settle === end) settle = null;
        resolve(answer);
      };
      const wait = () => {
        clearTimeout(silence);
        silence = setTimeout(() => finish(CUT_OFF), SILENCE_MS);
      };
      const hear = (answer) => {
        if (answer?.file !== message.file) return;
        wait();
        if (answer.kind === "read") onShare(answer.share);
        else finish(answer);
      };
      const end = () => finish(null);
      settle = end;
      model.on("msg:custom", hear);
      wait();
      model.send(message, undefined, [piece]);
    });
  }

  function stopReading() {
    stopped = true;
    model.send({ kind: "stop" });
    if (settle) setTimeout(settle, STOP_MS); // before that the kernel says how far it came, if it can
  }

  function showProgress(text, share) {
    bar.value = share;
    words.textContent = `${text} (${Math.floor(100 * share)} %)`;
  }

  const faultLine = ([name, sentence]) => make("li", {}, make("strong", {}, name), " ", make("span", { class: "lbt-fault" }, sentence));

  function tellEnd({ runs, read, faults: missed }) {
    const told = [stopped ? "Stopped." : "", runs ? `${counted(runs, "run")} read from ${counted(read, "file")}.` : "No run was read."];
    if (missed) told.push(runs ? "What could not be read, and why, stands below." : "Why stands below.");
    if (runs) told.push("What they say comes next.");
    status.textContent = told.filter(Boolean).join(" ");
    held ||= runs > 0;
    clear.hidden = !held;
  }

  function emptyRuns() {
    model.send({ kind: "forget" });
    faults.replaceChildren();
    held = false;
    clear.hidden = true;
    status.textContent = "The runs are forgotten.";
  }

  function forgetRuns() {
    emptyRuns();
    status.textContent += " Answers that you took over stay.";
    input.focus();
  }

  const stopHearing = whenForgotten(() => {
    unwanted = busy;
    if (busy) stopReading();
    else if (!clear.hidden) emptyRuns();
  });

  return () => {
    stopHearing();
    if (busy) stopReading();
    forget();
  };
}

export default { render };
