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
  const { labs: { length: labs }, quiz: { length: quiz } } = chapter;
  const done = [
    read ? t("read") : t("not read yet"),
    labs && nt("{done} of {n} lab tried", "{done} of {n} labs tried", labs, { done: tried }),
    quiz && nt("{done} of {n} question answered", "{done} of {n} questions answered", quiz, { done: answered }),
  ];
  return [done.filter(Boolean).join(" · "), ...(again ? [", ", againLink(chapter, again)] : [])];
}

/**
 * What to do next, as text and links: a chapter that is begun, else the first that is not read, else what comes after
 * them. As in the two hours of the start page, any chapter may be the first, and then there is a short way.
 */
function nextParts(states, after) {
  const unread = states.filter(([, { read }]) => !read);
  const next = unread.find(([, { begun }]) => begun) ?? unread[0];
  if (!next) return woven(t("Next: {page}."), { page: pageLink(after) });
  if (unread.length < states.length) return [...toDo(...next), " ", ...shortWay(next[0], after)];
  return [...toDo(...next), ...(next[1].begun ? [] : [" ", t("Or begin with the one that you blame most.")])];
}

function toDo(chapter, { begun, again, left: [labs, quiz] }) {
  const { number, minutes } = chapter;
  const page = pageLink(chapter);
  if (!begun) return woven(t("Next: chapter {number}, {page} (about {minutes} minutes)."), { number, page, minutes });
  const still = [t("reading to the end"), leftWords(labs, quiz)].filter(Boolean).join(", ");
  if (!again) return woven(t("Next: go on with chapter {number}, {page}: {still} left."), { number, page, still });
  return woven(t("Next: go on with chapter {number}, {page}: {still} left, and {again}."), { number, page, still, again: againLink(chapter, again) });
}

/** "1 lab, 2 questions" */
function leftWords(labs, quiz) {
  return [labs && nt("{n} lab", "{n} labs", labs), quiz && nt("{n} question", "{n} questions", quiz)].filter(Boolean).join(", ");
}

const shortWay = ({ page }, after) => woven(t("Short of time? Read only {short} from it and from the others, then see {page}."),
  { short: make("a", { href: page + SHORT_AT }, t("what to take along")), page: pageLink(after) });
const againLink = ({ page }, again) => make("a", { href: page + QUIZ_AT }, t("{n} to do again", { n: again }));
const pageLink = ({ page, title }) => make("a", { href: page }, title);
