// The page's own few lines: put what a cell made in its place, and say honestly how the start goes.
const lbtPage = (() => {
  const SLOW_S = 20, GIVE_UP_S = 75;
  const drawn = (output) => output.querySelector(".jp-OutputArea-output > *")?.hasChildNodes();
  const find = (id) => document.getElementById(id);
  const started = Date.now();
  let allCellsRan = false, watcher;

  function say(text) {
    const status = find("page-status");
    if (status && status.textContent !== text) status.textContent = text;
  }

  function fail(text) {
    const error = document.createElement("p");
    error.className = "page-error";
    error.textContent = text;
    find("page-errors").replaceChildren(error);
    find("page-status")?.remove();
  }

  function look() {
    const seconds = (Date.now() - started) / 1000;
    const widgets = [...document.querySelectorAll(".cell .widget")];
    if (allCellsRan && widgets.every(drawn)) {
      clearInterval(watcher);
      find("page-status")?.remove();
      find("page-errors").replaceChildren();
      document.documentElement.dataset.ready = "";
    } else if (seconds > GIVE_UP_S || widgets.some((one) => one.textContent.startsWith("Error displaying widget"))) {
      fail("The interactive parts did not start. Load the page again; if that does not help, start the workbook again.");
    } else if (seconds > SLOW_S) {
      say("Still starting: this takes longer than it should. You can read on meanwhile.");
    }
  }

  watcher = setInterval(look, 50);
  window.voila_heartbeat = look;
  document.addEventListener("DOMContentLoaded", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    document.body.dataset.jpThemeLight = String(!dark);
    if (!allCellsRan) fail("The interactive parts could not start. Load the page again, please.");
  });

  return {
    place() {
      for (const made of document.querySelectorAll("[data-made]")) {
        find(`cell-${made.dataset.made}`).append(...made.childNodes);
        made.remove();
      }
    },
    cellsDone() { allCellsRan = true; },
  };
})();
