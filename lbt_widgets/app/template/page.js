// The page's own few lines: put what a cell made in its place, and say honestly how the start goes. Each `t(…)` is
// replaced by its text in the reader's language before a page is sent (words.py).
const lbtPage = (() => {
  const SLOW_S = 20, GIVE_UP_S = 75, LINE_MS = 3000, ANSWER_MS = 10000, ATTEMPT_MS = 6000, LOST_LONG_MS = 12000;
  const drawn = (output) => output.querySelector(".jp-OutputArea-output > *")?.hasChildNodes();
  const find = (id) => document.getElementById(id);
  const page = document.documentElement;
  const KEPT = t("Your answers are kept in this browser.");
  const started = Date.now();
  const config = () => JSON.parse(find("jupyter-config-data")?.textContent || "null");
  let allCellsRan = false, touched = false, watcher, triedAt, lostAt;

  function say(text) {
    const status = find("page-status");
    if (status.textContent !== text) status.textContent = text;
  }

  /** One sentence, and a way on. Said once: a reader who is about to press the button keeps it. */
  function fail(text) {
    const said = find("page-errors").querySelector(".page-error");
    if (said?.firstChild.textContent === text) return;
    const error = document.createElement("p");
    error.className = "page-error";
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: t("Start again") });
    again.dataset.again = "";
    error.append(text, again);
    find("page-errors").replaceChildren(error);
    delete page.dataset.starting;
    say("");
  }

  /** Loads the page anew, but only where there is a server that answers: the text that can be read now is worth more. */
  async function startAgain(button) {
    button.setAttribute("aria-disabled", "true");
    const there = await fetch(location.href, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => undefined);
    button.removeAttribute("aria-disabled");
    if (there && there.status < 500) location.reload(); // 405 is an answer, too
    else button.textContent = t("No answer yet: start again");
  }

  function look() {
    const seconds = (Date.now() - started) / 1000;
    const widgets = [...document.querySelectorAll(".cell .widget")];
    if (allCellsRan && widgets.every(drawn)) {
      clearInterval(watcher);
      say("");
      find("page-errors").replaceChildren();
      delete page.dataset.starting;
      page.dataset.ready = "";
      goToTarget();
      const { widgetManager } = window.jupyterapp;
      widgetManager.kernel.connectionStatusChanged.connect((_, status) => status !== "connected" && sendAgain(widgetManager));
      setTimeout(lookAtLine, LINE_MS);
    } else if (seconds > GIVE_UP_S || widgets.some((one) => one.textContent.startsWith("Error displaying widget"))) {
      fail(`${t("The interactive parts did not start.")} ${KEPT}`);
    } else if (seconds > SLOW_S) {
      say(t("Still starting: this takes longer than it should. You can read on meanwhile."));
    }
  }

  /** The heading that the address names: what stands above it has grown since the browser went there. */
  function goToTarget() {
    const [{ type }] = performance.getEntriesByType("navigation"); // a reload stays where the reader was
    if (type === "navigate" && !touched) document.querySelector(":target")?.scrollIntoView();
  }

  /** The socket to the kernel: there, lost and tried again, or gone for good. */
  async function lookAtLine() {
    const kernel = window.jupyterapp.widgetManager.kernel;
    if (kernel.status === "dead") return gone();
    if (kernel.connectionStatus === "connected") {
      triedAt = lostAt = undefined;
      say("");
      find("page-errors").replaceChildren();
    } else {
      lostAt ??= Date.now();
      if (Date.now() - lostAt < LOST_LONG_MS) say(`${t("The connection is lost.")} ${KEPT} ${t("Trying again…")}`);
      else fail(`${t("The connection has been lost for a while.")} ${KEPT} ${t("The page goes on trying.")}`);
      triedAt ??= Date.now(); // JupyterLab has just begun to; an attempt is given its time
      const answer = await askForKernel();
      if ([403, 404].includes(answer?.status) || answer?.type === "opaqueredirect") return gone();
      if (answer?.ok && kernel.connectionStatus !== "connected" && Date.now() - triedAt > ATTEMPT_MS) {
        triedAt = Date.now();
        kernel.reconnect().catch(() => {}); // sooner than JupyterLab would
      }
    }
    setTimeout(lookAtLine, LINE_MS);
  }

  /**
   * The line is lost: a widget whose last change was not yet said to be done would wait for that for ever, and say
   * nothing more. So each such change is sent again, now: JupyterLab keeps it until there is a line. Sent twice, a
   * state does no harm. ipywidgets has no public way to this.
   */
  async function sendAgain(manager) {
    for (const promise of Object.values(manager._models)) {
      const model = await promise;
      if (model._pending_msgs < 1) continue;
      const underWay = [...model._expectedEchoMsgIds.keys()].map((name) => [name, model.get(name)]);
      model._msg_buffer = { ...model.serialize(Object.fromEntries(underWay)), ...model._msg_buffer };
      model._msg_buffer_callbacks ??= model.callbacks();
      model._pending_msgs = 1;
      model._handle_status({ content: { execution_state: "idle" } });
    }
  }

  /** What the server says of the kernel; nothing where it is out of reach. */
  async function askForKernel() {
    const { baseUrl, kernelId } = config();
    const how = { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) };
    return fetch(`${baseUrl}api/kernels/${kernelId}`, how).catch(() => undefined);
  }

  function gone() {
    fail(`${t("The connection has ended, and this page needs a fresh start.")} ${KEPT}`);
  }

  page.dataset.starting = "";
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(kind, () => { touched = true; }, { once: true, passive: true });
  watcher = setInterval(look, 50);
  // A page that is left frees its place; one that comes back by the back button needs a new one.
  addEventListener("pagehide", () => {
    const { baseUrl, kernelId, lbtToken } = config() || {};
    if (kernelId) navigator.sendBeacon(`${baseUrl}leave/${kernelId}`, new URLSearchParams({ token: lbtToken }));
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("click", ({ target }) => target.matches?.("[data-again]") && startAgain(target));
  window.voila_heartbeat = look;
  document.addEventListener("DOMContentLoaded", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
    dark.addEventListener("change", follow);
    follow();
    if (!allCellsRan) fail(`${t("The interactive parts could not start.")} ${KEPT}`);
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
