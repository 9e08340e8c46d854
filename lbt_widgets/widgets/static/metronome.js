/** A metronome: one click goes round and round as a loop of sound, so that no timer can make it stumble. */

const FADE_S = 0.02;

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-metronome");
  const id = uniquePrefix();
  const [lowest, highest] = [model.get("lowest"), model.get("highest")];
  let tempo = model.get("start");
  let audio = null;
  let loudness = null;
  let beat = null;

  const status = make("p", { class: "lbt-hint", role: "status" });
  const fault = make("p", { class: "lbt-fault", role: "alert" });
  const button = make("button", { type: "button", class: "lbt-main", onclick: () => (beat ? stop() : start()) }, "Start the beat");
  const more = make("button", { type: "button", onclick: takeMore }, `${numberText(model.get("more_percent"))} % more than mine`);
  const dot = make("div", { class: "lbt-beat", "aria-hidden": "true" }, make("span", {}));
  const volume = make("input", { id, type: "range", min: 0, max: 100, value: 60, oninput: () => setVolume() });
  const range = makeRange({ label: "Steps a minute", unit: "", low: lowest, high: highest, step: 1, start: tempo, lowText: "slower", highText: "quicker" }, take);

  function take(value) {
    tempo = Math.round(value);
    range.show(tempo);
    fault.textContent = "";
    if (!beat) return;
    beat.stop();
    sound();
    status.textContent = `${tempo} steps a minute.`;
  }

  function takeMore() {
    const entry = readStore(model.get("storage_key")).answers[model.get("question")];
    const own = readNumber(entry?.value ?? "");
    if (own === null) {
      fault.replaceChildren(
        "Your own number is not known yet. First answer “How many steps a minute do you take on an easy run?” on ",
        make("a", { href: "dashboard.ipynb" }, "your profile"), ".",
      );
      return;
    }
    const wanted = Math.round(own * (1 + model.get("more_percent") / 100));
    if (wanted < lowest || wanted > highest) {
      fault.textContent = `That would be ${wanted}; this metronome goes from ${lowest} to ${highest}.`;
      return;
    }
    take(wanted);
    status.textContent = `Yours is ${numberText(own)}. With ${numberText(model.get("more_percent"))} % more it is ${wanted} steps a minute.`;
  }

  function start() {
    try {
      audio ??= new AudioContext();
      audio.resume();
      loudness ??= audio.createGain();
      loudness.connect(audio.destination);
      setVolume();
      sound();
    } catch (error) {
      console.error("lbt_widgets: no sound", error);
      fault.textContent = "This browser makes no sound here.";
      return;
    }
    button.textContent = "Stop the beat";
    status.textContent = `The beat is on: ${tempo} steps a minute.`;
  }

  function sound() {
    const period_s = 60 / tempo;
    beat = play(audio, clickBuffer(audio, period_s), loudness, true);
    dot.style.setProperty("--lbt-beat", `${period_s}s`);
    dot.classList.remove("lbt-on");
    void dot.offsetWidth; // the dot begins anew, with the sound
    dot.classList.add("lbt-on");
  }

  function setVolume() {
    // Squared, since ears hear ratios; eased, so that it does not crackle.
    loudness?.gain.setTargetAtTime((Number(volume.value) / 100) ** 2, audio.currentTime, FADE_S);
  }

  function stop() {
    if (!beat) return;
    beat.stop();
    beat = null;
    dot.classList.remove("lbt-on");
    button.textContent = "Start the beat";
    status.textContent = "The beat is off.";
  }

  root.append(
    make("p", { class: "lbt-stops" }, make("strong", {}, "When to stop: "), model.get("stop_if")),
    make("p", { class: "lbt-stops" }, make("strong", {}, "Who should not: "), model.get("not_for")),
    range.element, make("div", { class: "lbt-buttons" }, button, more), fault, dot,
    make("div", { class: "lbt-volume" }, make("label", { for: id }, "Volume"), volume), status,
    make("p", { class: "lbt-hint" }, "One click is one step. Keep your pace and shorten your steps. ",
      make("a", { href: model.get("claim") }, "What studies found about quicker steps"), "."),
    make("details", {}, make("summary", {}, `Why it starts at ${model.get("start")}`),
      make("p", {}, `It is the mean of ${model.get("start_source").who}, and no goal. Nobody's best number is known.`),
      sourceList([model.get("start_source")])));
  openBeside(root);
  window.addEventListener("pagehide", stop);

  return () => {
    stop();
    audio?.close();
    window.removeEventListener("pagehide", stop);
    forget();
  };
}

export default { render };
