/** The front page with what this browser keeps of the way through the chapters. Without a script it shows all the rest. */

function showWay(chapters) {
  const kept = readProgress();
  const states = chapters.map((chapter) => [chapter, stateOf(chapter, kept)]);
  const inPlace = ([chapter, state]) => [{ ...chapter, page: addressOf(chapter.page) }, state];
  for (const [chapter, state] of states) {
    const card = document.querySelector(`[data-page="${chapter.page}"]`);
    card.classList.toggle("read", state.read);
    card.querySelector(".done").replaceChildren(...(state.begun ? doneParts(...inPlace([chapter, state])) : [t("not begun yet")]));
  }
  const profile = { page: addressOf("dashboard.ipynb"), title: t("your own profile") };
  document.querySelector(".next-words").replaceChildren(...nextParts(states.map(inPlace), profile));
  const read = states.filter(([, state]) => state.read).length;
  const bar = document.querySelector("progress");
  bar.hidden = false;
  bar.value = read;
  document.getElementById("read-words").textContent = t("{read} of {all} lessons read, as this browser keeps it", { read, all: chapters.length });
}

const addressOf = (page) => `voila/render/${page}`;

function startFrontPage() {
  if (!storageWorks()) return;
  const chapters = JSON.parse(document.getElementById("to-do").textContent);
  const show = () => showWay(chapters);
  followProgress(show);
  addEventListener("pageshow", show); // also after the back button
  show();
}

startFrontPage();
