/** The chapters: what is done of each, as this browser kept it, and what comes next. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-chapters");
  const next = make("p", { class: "lbt-next" });
  const list = make("ol");
  const leftOver = make("div", { class: "lbt-left" });

  function stateOf({ id: chapter, labs, quiz }, kept) {
    const tried = labs.filter((id) => kept.tried.includes(id)).length;
    const answered = quiz.filter((id) => Object.hasOwn(kept.quiz, id)).length;
    return { read: kept.read.includes(chapter), tried, answered, begun: kept.read.includes(chapter) || tried + answered > 0,
      left: [labs.length - tried, quiz.length - answered] };
  }

  function show() {
    const kept = readProgress();
    const states = model.get("chapters").map((chapter) => [chapter, stateOf(chapter, kept)]);
    list.replaceChildren(...states.map(row));
    const unread = states.find(([, { read }]) => !read);
    next.replaceChildren("Next: ", ...(unread ? toDo(...unread) : [link(model.get("after")), "."]));
    const over = states.filter(([, { read, left }]) => read && left.some(Boolean));
    leftOver.replaceChildren(...(over.length ? [make("p", {}, "Left over, whenever you like:"), make("ul", {}, over.map(leftRow))] : []));
  }

  const leftRow = ([chapter, { left: [labs, quiz] }]) =>
    make("li", {}, `chapter ${chapter.number}, `, link(chapter), `: ${rest(some(labs, "lab"), some(quiz, "question"))}`);

  function row([chapter, { read, tried, answered }]) {
    const { labs, quiz, minutes, number } = chapter;
    const done = [read ? "read" : "not read yet", count(tried, labs, "lab", "tried"), count(answered, quiz, "question", "answered")];
    return make("li", { value: number }, link(chapter), make("span", { class: "lbt-hint" }, ` about ${minutes} minutes · ${done.filter(Boolean).join(" · ")}`));
  }

  function toDo(chapter, { begun, left: [labs, quiz] }) {
    const minutes = ` (about ${chapter.minutes} minutes).`;
    if (!begun) return [`chapter ${chapter.number}, `, link(chapter), minutes];
    const still = rest("reading to the end", some(labs, "lab"), some(quiz, "question"));
    return [`go on with chapter ${chapter.number}, `, link(chapter), `: ${still} left.`];
  }

  const link = ({ page, title }) => make("a", { href: page }, title);
  const rest = (...parts) => parts.filter(Boolean).join(", ");
  const some = (number, noun) => (number ? `${number} ${noun}${number === 1 ? "" : "s"}` : "");
  const count = (done, all, noun, word) => (all.length ? `${done} of ${some(all.length, noun)} ${word}` : "");

  const off = "This browser keeps nothing: its storage is off or full. So what you have done cannot be shown here.";
  root.append(storageWorks() ? "" : make("p", { class: "lbt-fault" }, off), make("nav", { "aria-label": "Chapters" }, next, list, leftOver));
  const stop = followProgress(show);
  show();

  return () => {
    stop();
    forget();
  };
}

export default { render };
