/** How far a reader has come: of each chapter what is done, in words, and what comes next. */

function stateOf({ id: chapter, labs, quiz }, kept) {
  const tried = labs.filter((id) => kept.tried.includes(id)).length;
  const answered = quiz.filter((id) => Object.hasOwn(kept.quiz, id)).length;
  const read = kept.read.includes(chapter);
  return { read, tried, answered, begun: read || tried + answered > 0, left: [labs.length - tried, quiz.length - answered] };
}

/** "read · 1 of 2 labs tried · 3 of 8 questions answered" */
function doneWords({ labs, quiz }, { read, tried, answered }) {
  const done = [read ? "read" : "not read yet", count(tried, labs, "lab", "tried"), count(answered, quiz, "question", "answered")];
  return done.filter(Boolean).join(" · ");
}

/**
 * What to do next, as text and links: a chapter that is begun, else the first that is not read, else what comes after
 * them, which is offered from the first chapter read on.
 */
function nextParts(states, after) {
  const unread = states.filter(([, { read }]) => !read);
  const next = unread.find(([, { begun }]) => begun) ?? unread[0];
  if (!next) return ["Next: ", pageLink(after), "."];
  return ["Next: ", ...toDo(...next), ...(unread.length < states.length ? [" Or look at ", pageLink(after), "."] : [])];
}

function toDo(chapter, { begun, left: [labs, quiz] }) {
  if (!begun) return [`chapter ${chapter.number}, `, pageLink(chapter), ` (about ${chapter.minutes} minutes).`];
  const still = rest("reading to the end", some(labs, "lab"), some(quiz, "question"));
  return [`go on with chapter ${chapter.number}, `, pageLink(chapter), `: ${still} left.`];
}

const pageLink = ({ page, title }) => make("a", { href: page }, title);
const rest = (...parts) => parts.filter(Boolean).join(", ");
const some = (number, noun) => (number ? `${number} ${noun}${number === 1 ? "" : "s"}` : "");
const count = (done, all, noun, word) => (all.length ? `${done} of ${some(all.length, noun)} ${word}` : "");
