// Keeps [data-live] up to date: its hx-get is triggered every few seconds, while somebody is there to see it. Who left
// the page open does not stay signed in by it.
(() => {
  const EVERY = 5000;
  const ATTENTION = 10 * 60 * 1000;
  const box = document.querySelector("[data-live-switch]");
  if (!box) {
    return;
  }
  const wanted = box.querySelector("input");
  const state = box.querySelector("[data-live-state]");
  let seen = Date.now();
  let answered = true;

  const say = (name) => {
    const words = box.dataset[name];
    if (state.textContent !== words) {
      state.textContent = words;
    }
  };

  const attended = () => !document.hidden && Date.now() - seen < ATTENTION;

  const tick = () => {
    const part = document.querySelector("[data-live]");
    if (!part) {
      box.hidden = true;
    } else if (!wanted.checked || !attended()) {
      say("paused");
    } else {
      say(answered ? "on" : "lost");
      htmx.trigger(part, "live");
    }
  };

  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll", "focus", "visibilitychange"]) {
    addEventListener(sign, () => (seen = Date.now()), { passive: true, capture: true });
  }
  for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(lost, () => (answered = false));
  }
  document.body.addEventListener("htmx:beforeOnLoad", (event) => (answered = event.detail.xhr.status < 400));

  box.hidden = !document.querySelector("[data-live]");
  wanted.addEventListener("change", tick);
  say("on");
  setInterval(tick, EVERY);
})();
