/** Where the address of a page starts a lab: a link that a teacher gives to a class. */

/** Where a teacher's link starts the lab: ?preset=stride_length.long_strides, or each slider's value: ?stride_length=20,0 */
function linkedStart({ id, controls, presets }) {
  const query = new URLSearchParams(location.search);
  const preset = presets.find((one) => query.getAll("preset").includes(`${id}.${one.id}`));
  if (preset) return preset;
  const values = (query.get(id) || "").split(",").map(readNumber);
  const fits = ({ min, max, options }, at) =>
    values[at] >= min && values[at] <= max && (!options.length || Number.isInteger(values[at]));
  if (values.length !== controls.length || values.includes(null) || !controls.every(fits)) return null;
  return { label: "the settings in it", settings: byControl(controls, (_, at) => values[at]) };
}

/** What to say to who came by a link for this lab, also where the lab has no such start; "" to all others. */
function linkWords(lab, guessed = false) {
  const query = new URLSearchParams(location.search);
  const start = linkedStart(lab);
  if (start && guessed) return "The run of your guess has moved the sliders. “All back to your link” takes them there again.";
  if (start) return start.id ? `Your link set this lab to: ${start.label}.` : "Your link has set the sliders of this lab.";
  const asked = query.has(lab.id) || query.getAll("preset").some((one) => one.startsWith(`${lab.id}.`));
  return asked ? "Your link names a start that this lab does not have. It stands where it always starts." : "";
}

/** What to say, once the page stands, where a link names a lab that is on another page; "" to all others. */
function strayLinkWords() {
  const here = [...document.querySelectorAll("[data-lab]")].map((one) => one.dataset.lab);
  const stray = new URLSearchParams(location.search).getAll("preset").find((one) => !here.includes(one.split(".")[0]));
  return stray ? `Your link names a lab that this page does not have: ${stray}. The labs here stand where they always start.` : "";
}

const byControl = (controls, value) => Object.fromEntries(controls.map((control, at) => [control.id, value(control, at)]));
