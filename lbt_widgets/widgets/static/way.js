/** How far a reader has come: of each chapter what is done, in words, and what comes next. */

function stateOf({ id: chapter, labs, quiz }, kept) {
  const tried = labs.filter((id) => kept.tried.includes(id)).length;
  const answered = quiz.filter((id) => Object.hasOwn(kept.quiz, id)).length;
  const read = kept.read.includes(chapter);
  return { read, tried, answered, begun: read || tried + answered > 0, left: [labs.length - tried, quiz.length - answered] };
}

/** "read · 1 of 2 labs tried · 3 of 8 questions answered" */
function doneWords({ labs, quiz }, { read, tried, answered }) {
  const done = [
    read ? t("read") : t("not read yet"),
    labs.length && nt("{done} of {n} lab tried", "{done} of {n} labs tried", labs.length, { done: tried }),
    quiz.length && nt("{done} of {n} question answered", "{done} of {n} questions answered", quiz.length, { done: answered }),
  ];
  return done.filter(Boolean).join(" · ");
}

/**
 * What to do next, as text and links: a chapter that is begun, else the first that is not read, else what comes after
 * them, which is offered from the first chapter read on.
 */
function nextParts(states, after) {
  const unread = states.filter(([, { read }]) => !read);
  const next = unread.find(([, { begun }]) => begun) ?? unread[0];
  if (!next) return [t("Next:"), " ", pageLink(after), "."];
  return [t("Next:"), " ", ...toDo(...next), ...(unread.length < states.length ? [" ", t("Or look at"), " ", pageLink(after), "."] : [])];
}

function toDo(chapter, { begun, left: [labs, quiz] }) {
  const { number, minutes } = chapter;
  if (!begun) return [t("chapter {number},", { number }), " ", pageLink(chapter), ` (${t("about {n} minutes", { n: minutes })}).`];
  const still = [t("reading to the end"), leftWords(labs, quiz)].filter(Boolean).join(", ");
  return [t("go on with chapter {number},", { number }), " ", pageLink(chapter), `: ${t("{what} left.", { what: still })}`];
}

/** "1 lab, 2 questions" */
function leftWords(labs, quiz) {
  return [labs && nt("{n} lab", "{n} labs", labs), quiz && nt("{n} question", "{n} questions", quiz)].filter(Boolean).join(", ");
}

const pageLink = ({ page, title }) => make("a", { href: page }, title);
