/** A quiz: one question at a time. Python marks; the browser keeps the results. */

const OPENING_WORDS = 8;

/** Before anything is shown: tell Python what this browser kept, which decides what comes back. */
function initialize({ model }) {
  model.send({ kind: "kept", results: readProgress().quiz });
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-quiz");
  const level = model.get("heading");
  const page = make("div", { class: "lbt-turn" });
  const told = make("div", { role: "status", "aria-live": "polite", class: "lbt-told" });
  const after = make("div", { class: "lbt-after" });
  const silent = make("p", { class: "lbt-silent", "aria-live": "polite" });
  let results = readProgress().quiz;
  let queue = []; // the questions of this round, by id
  let at = 0;
  let waitsFor = 0; // the number of the answer that is being marked
  let held = false; // until its reply is there, nothing else is answered or left
  let forgotten = 0; // what was sent up to this number counts no more
  let asked = null;
  const handing = handIn(model, () => ({ ...readProgress().quiz, ...results }));
  const wait = makeWait((text) => {
    silent.textContent = text;
    if (text) hold(false); // who gets no answer may send it again, or leave it
  });

  const items = () => model.get("items");
  const idsWhere = (fits) => items().map(({ id }) => id).filter((id) => fits(results[id]));
  const isOpen = (result) => !result?.last_right;

  function begin(ids, focus = true) {
    queue = ids;
    at = 0;
    show(focus);
  }

  function show(focus = true, before = []) {
    endWait();
    told.replaceChildren();
    after.replaceChildren();
    const heading = at < queue.length ? showQuestion(before) : showEnd();
    if (focus) heading.focus();
  }

  function showQuestion(before) {
    const item = items().find(({ id }) => id === queue[at]);
    const heading = title(`Question ${at + 1} of ${queue.length}`);
    const field = answerField(item, before);
    const sure = sureField(item.id);
    const fault = make("p", { class: "lbt-fault", role: "alert" });
    const answer = make("button", { class: "lbt-main" }, "Answer");
    const skip = make("button", { type: "button", onclick: goOn }, "Leave it for later");
    const parts = make("fieldset", {}, field.element, sure.element);
    asked = { item, parts, field, sure, fault, buttons: make("div", { class: "lbt-buttons" }, answer, skip) };
    page.replaceChildren(heading, ...[...ahead(), ...hints(item)].map((text) => make("p", { class: "lbt-hint" }, text)),
      ...paragraphs(item.case, { class: "lbt-case" }),
      make("form", { onsubmit: send }, parts, fault, asked.buttons));
    return heading;
  }

  /** Before the first question: how many there are of this chapter, and how many of others come after them. */
  function ahead() {
    const others = items().filter(({ id, from }) => from && queue.includes(id)).length;
    if (at || !others || others === queue.length) return [];
    return [`First ${queue.length - others} of this chapter, then ${others} from ${others === 1 ? "another chapter" : "other chapters"}.`];
  }

  /** Where a question is from, and that it is here to be done again. */
  const hints = ({ id, from }) => [from, results[id]?.last_right === false ? "To do again: you missed it last time." : ""].filter(Boolean);

  /** Asked once: the first try is what being sure is compared with. */
  function sureField(id) {
    if (results[id]) return { element: "", read: () => results[id].sure };
    const name = uniquePrefix();
    const radios = Object.keys(SURE).map((value) => make("input", { type: "radio", name, value }));
    const element = make("fieldset", { class: "lbt-sure" }, make("legend", { class: "lbt-asks" }, "How sure are you?"),
      radios.map((radio) => make("label", { class: "lbt-choice" }, radio, make("span", {}, SURE[radio.value]))));
    return { element, read: () => radios.find((radio) => radio.checked)?.value, focus: () => radios[0].focus() };
  }

  function send(event) {
    event.preventDefault();
    if (held) return undefined;
    const { item, field, sure, fault } = asked;
    const answer = field.read();
    fault.textContent = field.unclear?.() ?? "";
    if (fault.textContent) return field.focus();
    if (!sure.read()) {
      fault.textContent = answer.length ? "Say how sure you are, too; then the answer can be sent."
        : "Give an answer, and say how sure you are.";
      return (answer.length ? sure : field).focus();
    }
    waitsFor = model.get("sent").number + 1;
    model.set("sent", { number: waitsFor, item: item.id, answer, sure: sure.read() });
    model.save_changes();
    hold(true);
    wait.asked();
    return undefined;
  }

  /** The focus stays on the page: `disabled` would take it from whoever sends by keyboard. */
  function hold(on) {
    held = on;
    if (on) asked.buttons.firstChild.focus();
    asked.parts.disabled = on;
    for (const button of asked.buttons.children) button.setAttribute("aria-disabled", String(on));
  }

  function endWait() {
    if (held) hold(false);
    waitsFor = 0;
    wait.came();
  }

  /** However late it comes, a result is kept; its words are shown only below their question. */
  function takeReply() {
    const reply = model.get("reply");
    if (reply.number <= forgotten) return;
    if (reply.result) {
      results = { ...results, [reply.item]: reply.result };
      addProgress({ quiz: { [reply.item]: reply.result } });
    }
    if (reply.number !== waitsFor || reply.item !== asked.item.id) return;
    endWait();
    if (!reply.fault) return showReply(reply);
    asked.fault.textContent = reply.fault;
    return asked.field.focus();
  }

  function showReply({ right, verdict, replies, answers, more_html: more }) {
    asked.parts.disabled = true;
    told.replaceChildren(make("p", { class: "lbt-verdict" }, `${right ? "✓" : "✗"} ${verdict}`),
      make("ul", {}, replies.map(line)));
    const next = make("button", { type: "button", class: "lbt-main", onclick: goOn },
      at + 1 < queue.length ? "Next question" : "See how it went");
    asked.buttons.replaceChildren();
    if (right) {
      explain([], more, next);
      next.focus();
      return;
    }
    // What the right answer is would leave nothing to try.
    const again = make("button", { type: "button", class: "lbt-main", onclick: () => show(true, asked.field.read()) }, "Try again");
    const give = make("button", { type: "button", onclick: () => explain(answers, more, next).focus() }, "Show me");
    next.classList.remove("lbt-main");
    after.replaceChildren(make("div", { class: "lbt-buttons" }, again, give, next));
    again.focus();
  }

  /** A reply, and behind it where its figures are from. */
  function line({ option, right, text, from_html: from }) {
    const origin = make("span");
    fillHtml(origin, from);
    return make("li", {}, option ? make("strong", {}, `${right ? "✓" : "✗"} ${option} `) : "", text, from ? " " : "", origin);
  }

  /** The right answer where it was not given, and what holds after any answer. */
  function explain(answers, more, next) {
    const why = make("div");
    fillHtml(why, more);
    const list = make(asked.item.kind === "order" ? "ol" : "ul", {}, answers.map(line));
    const shown = make("div", { class: "lbt-more", tabindex: "-1" },
      answers.length ? [make("p", { class: "lbt-verdict" }, "The right answer:"), list] : "", why);
    next.classList.add("lbt-main");
    after.replaceChildren(shown, make("div", { class: "lbt-buttons" }, next));
    return shown;
  }

  function goOn() {
    if (held) return;
    at += 1;
    show();
  }

  function showEnd() {
    const heading = title("How it went");
    const open = idsWhere(isOpen);
    const text = (id) => {
      const { case: story, question, from } = items().find((item) => item.id === id);
      const state = results[id] ? "Missed" : "Not answered yet";
      return make("li", {}, `${state}${from ? `. ${from}` : ""}: ${opening(story)}${question}`);
    };
    const none = make("p", {}, items().length > open.length ? "Nothing is left: all are right now." : "Nothing is answered yet.");
    const redo = make("button", { type: "button", class: "lbt-main", onclick: () => begin(idsWhere(isOpen)) },
      open.length === 1 ? "Do this one" : `Do these ${open.length}`);
    const all = make("button", { type: "button", onclick: () => begin(idsWhere(() => true)) }, "All questions again");
    page.replaceChildren(heading, ...model.get("summary").map((line) => make("p", {}, line)),
      open.length ? make("p", { class: "lbt-asks" }, "To do again, as often as you like") : none,
      open.length ? make("ul", {}, open.map(text)) : "", make("div", { class: "lbt-buttons" }, open.length ? redo : "", all),
      make("p", { class: "lbt-hint" }, "To hand in, the results of all chapters; no name and no time in them:"), handing.element);
    return heading;
  }

  /** Several questions may ask “What would you answer?”: the story's first words tell them apart. */
  function opening(story) {
    const words = story.trim().split(/\s+/).slice(0, OPENING_WORDS).join(" ");
    return words ? `“${words} …” ` : "";
  }

  const title = (text) => make(`h${level}`, { tabindex: "-1" }, text);

  /**
   * What is not answered yet, then what comes back. Who has done the chapter's own questions gets those still missed,
   * its own first, as the start page promises to lead to them; who has none sees how it went.
   */
  function start() {
    const done = items().every(({ id, from }) => from || results[id]);
    const left = items().filter(({ id, from }) => (done ? isOpen(results[id]) : from || !results[id]));
    begin(left.map(({ id }) => id), false);
  }

  /** Another tab has gone on, a file was opened, or all is forgotten. */
  function follow(gone) {
    const kept = readProgress().quiz;
    if (gone) {
      beginAnew(kept);
      return;
    }
    const newer = newerResults(results, kept);
    if (!Object.keys(newer).length) return;
    results = { ...results, ...newer };
    model.send({ kind: "newer", results: newer });
    if (!asked || at >= queue.length) start();
  }

  /** An answer under way is forgotten too. */
  function beginAnew(kept) {
    results = kept;
    forgotten = model.get("sent").number;
    model.send({ kind: "kept", results });
    start();
  }

  const sumUp = () => {
    if (at >= queue.length) show(false);
  };
  const lost = "This browser keeps nothing, so your answers last as long as this page.";
  root.append(page, silent, told, after, make("p", { class: "lbt-hint" }, storageWorks() ? KEPT_HERE : lost));
  const stop = listen(model, {
    "change:reply": takeReply, "change:summary": sumUp, "change:items": start, "change:problem": endWait,
  });
  const stopFollowing = followProgress(follow);
  start();

  return () => {
    wait.came();
    handing.stop();
    stop();
    stopFollowing();
    forget();
  };
}

export default { initialize, render };
