/** How far a reader has come: of each chapter what is done, in words, and what comes next. */

const QUIZ_AT = "#Try-it-out"; // headings that every chapter has
const SHORT_AT = "#What-to-take-along";

/** `again`: how many questions were answered wrongly when last tried. */
function stateOf({ id: chapter, labs, quiz }, kept) {
  const tried = labs.filter((id) => kept.tried.includes(id)).length;
  const answered = quiz.filter((id) => Object.hasOwn(kept.quiz, id));
  const again = answered.filter((id) => !kept.quiz[id].last_right).length;
  const read = kept.read.includes(chapter);
  return { read, tried, answered: answered.length, again, begun: read || tried + answered.length > 0,
    left: [labs.length - tried, quiz.length - answered.length] };
}

/** "read · 1 of 2 labs tried · 9 of 9 questions answered, 5 to do again", with a link to those. */
function doneParts(chapter, { read, tried, answered, again }) {
  const done = [read ? "read" : "not read yet", count(tried, chapter.labs, "lab", "tried"), count(answered, chapter.quiz, "question", "answered")];
  return [done.filter(Boolean).join(" · "), ...(again ? [", ", againLink(chapter, again)] : [])];
}

/**
 * What to do next, as text and links: a chapter that is begun, else the first that is not read, else what comes after
 * them. As in the two hours of the start page, any chapter may be the first, and then there is a short way.
 */
function nextParts(states, after) {
  const unread = states.filter(([, { read }]) => !read);
  const next = unread.find(([, { begun }]) => begun) ?? unread[0];
  if (!next) return ["Next: ", pageLink(after), "."];
  const short = unread.length < states.length ? shortWay(next[0], after) : [next[1].begun ? "" : " Or begin with the one that you blame most."];
  return ["Next: ", ...toDo(...next), ...short];
}

function toDo(chapter, { begun, again, left: [labs, quiz] }) {
  if (!begun) return [`chapter ${chapter.number}, `, pageLink(chapter), ` (about ${chapter.minutes} minutes).`];
  const still = rest("reading to the end", some(labs, "lab"), some(quiz, "question"));
  return [`go on with chapter ${chapter.number}, `, pageLink(chapter), `: ${still} left`, ...(again ? [", and ", againLink(chapter, again)] : []), "."];
}

const shortWay = ({ page }, after) => [" Short of time? Read only ", make("a", { href: page + SHORT_AT }, "what to take along"),
  " from it and from the others, then see ", pageLink(after), "."];
const againLink = ({ page }, again) => make("a", { href: page + QUIZ_AT }, `${again} to do again`);
const pageLink = ({ page, title }) => make("a", { href: page }, title);
const rest = (...parts) => parts.filter(Boolean).join(", ");
const some = (number, noun) => (number ? `${number} ${noun}${number === 1 ? "" : "s"}` : "");
const count = (done, all, noun, word) => (all.length ? `${done} of ${some(all.length, noun)} ${word}` : "");
