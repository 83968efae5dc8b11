// Adds comfort to pages that work without it. Everything is found by attribute: templates/components/README.md.
(() => {
  "use strict";

  const root = document.documentElement;
  const body = document.body;
  const toasts = document.getElementById("toasts");
  const offline = document.getElementById("offline");
  const TOPICS = ["chores", "points", "screen_time", "household", "notifications", "memory", "chat"];
  const UNDO_SECONDS = 15;
  const TOAST_SECONDS = 7;
  const OFFLINE_AFTER = 3000;

  root.classList.add("js");

  const on = (name, answer, options) => document.addEventListener(name, answer, options);
  const tell = (name, target = body) => htmx.trigger(target, name);

  // --- live regions are left alone while someone works in them -------------------------------------------

  const WRITING = "textarea, select, input:not([type=button], [type=submit], [type=checkbox], [type=radio]), [contenteditable]";
  const waiting = new Set();

  function busy(region) {
    const active = document.activeElement;
    if (active && region.contains(active) && active.matches(WRITING)) return true;
    if (region.querySelector("[data-typed]")) return true;
    return [...region.querySelectorAll("[popover]")].some(isOpen);
  }

  function isOpen(drawer) {
    try { return drawer.matches(":popover-open"); } catch { return false; }
  }

  function holdBack(event) {
    const region = event.detail.ctx?.sourceElement;
    if (!region?.matches?.("[data-live]")) return;
    // What answers a form stands at the form's address, where nothing can be fetched.
    if ("still" in body.dataset && !region.getAttribute("hx-get")) return event.preventDefault();
    if (!busy(region)) return;
    event.preventDefault();
    waiting.add(region);
  }

  function catchUp() {
    for (const region of waiting) {
      if (region.isConnected && busy(region)) continue;
      waiting.delete(region);
      if (region.isConnected) tell("catch-up");
    }
  }

  const soon = () => setTimeout(catchUp, 50);

  function markTyped(event) {
    const form = event.target.form;
    form?.toggleAttribute("data-typed", [...form.elements].some(differs));
  }

  function differs(field) {
    if (field.type === "hidden" || !field.name) return false;
    if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return "defaultValue" in field && field.value !== field.defaultValue;
  }

  on("htmx:before:request", holdBack);
  on("htmx:before:swap", holdBack);
  on("input", markTyped);
  on("change", markTyped);
  on("submit", (event) => event.target.removeAttribute("data-typed"));
  on("reset", (event) => { event.target.removeAttribute("data-typed"); soon(); });
  on("focusout", soon);
  on("toggle", soon, true);

  // --- a region says after a moment that it fetches, and says when it could not -----------------------------

  const SLOW = 500;
  const inFlight = new WeakMap(); // several may be: one of them waits in line, or is dropped

  function fetching(event) {
    const source = event.detail.ctx?.sourceElement;
    if (source?.matches?.("[data-live]")) return source;
    return source?.matches?.(".one-tap") ? source.querySelector("[type=submit]") : null;
  }

  function begins(event) {
    const part = fetching(event);
    if (!part || event.defaultPrevented) return;
    const open = inFlight.get(part) ?? new Set();
    inFlight.set(part, open.add(event.detail.ctx));
    setTimeout(() => { if (open.has(event.detail.ctx)) part.setAttribute("aria-busy", "true"); }, SLOW);
  }

  function ends(event) {
    const part = fetching(event);
    const open = inFlight.get(part);
    if (open?.delete(event.detail.ctx) && !open.size) part.removeAttribute("aria-busy");
  }

  function fails(event) {
    const region = fetching(event);
    if (leaving || !region?.matches("[data-live]") || region.querySelector("[data-failed]")) return;
    const note = document.getElementById("failed").content.firstElementChild.cloneNode(true);
    note.querySelector("[data-again]").id = `again-${region.id}`;
    region.prepend(note);
  }

  on("htmx:before:request", begins);
  on("htmx:finally:request", ends);
  on("htmx:error", (event) => { ends(event); if (event.detail.ctx?.status?.startsWith("error")) fails(event); });
  on("htmx:response:error", fails);
  // Whatever was answered in its place, the region keeps what it shows.
  on("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx?.sourceElement?.matches?.("[data-live]") && ctx.response?.status >= 400) event.preventDefault();
  });
  on("click", (event) => { if (event.target.closest?.("[data-again]")) tell("catch-up"); });

  // --- the line to the house -----------------------------------------------------------------------------

  let lostTimer = 0;
  let leaving = false;
  let going = false;
  let connectedBefore = false;
  let lineUp = null; // null: this page has no line
  let again = 2000;

  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = going = false; });

  function lost(wait = 0) {
    lineUp = false;
    if (leaving || !offline.hidden) return;
    clearTimeout(lostTimer);
    lostTimer = setTimeout(() => { offline.hidden = leaving; }, wait);
  }

  function found() {
    clearTimeout(lostTimer);
    lostTimer = 0;
    lineUp = true;
    offline.hidden = true;
  }

  function connectAgain() {
    setTimeout(() => tell("live-again"), again);
    again = Math.min(again * 2, 60000);
  }

  on("htmx:sse:after:connection", (event) => {
    if (event.target !== body) return;
    again = 2000;
    found();
    if (connectedBefore) tell("catch-up");
    connectedBefore = true;
  });
  // The session has ended: its page is nobody's any more, unless someone is filling in a form.
  // Where they left by a form of this page, its answer is on the way: a reload would overtake it.
  const shut = () => { if (!going && !document.querySelector("[data-typed]")) location.reload(); };
  on("bye", shut);
  on("htmx:sse:error", (event) => {
    if (event.target !== body) return;
    if (event.detail.status === 401) shut();
    else lost();
  });
  on("htmx:error", (event) => {
    const ctx = event.detail.ctx;
    if (!ctx || leaving || !ctx.status?.startsWith("error")) return;
    if (ctx.response) return;
    const line = ctx.sourceElement === body;
    lost(line ? OFFLINE_AFTER : 0);
    if (line) connectAgain();
    else if (ctx.request.method !== "GET") say(body.dataset.sayFailed);
  });
  on("htmx:response:error", (event) => { if (event.detail.ctx.sourceElement === body) { lost(OFFLINE_AFTER); connectAgain(); } });
  on("htmx:after:request", (event) => { if (event.detail.ctx.sourceElement !== body) found(); });

  addEventListener("offline", () => lost());
  addEventListener("online", () => askHouse().then(() => { found(); tell("catch-up"); }, () => lost()));

  const askHouse = () => fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(4000) });

  // A plain form would leave the page for the browser's own error: it goes only where somebody answers.
  const sure = new WeakSet();

  async function askFirst(event) {
    const { target: form, submitter } = event;
    if (lineUp !== false || event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post") || sure.has(form)) return;
    event.preventDefault();
    form.setAttribute("data-typed", "");
    try {
      await askHouse();
    } catch {
      lost();
      say(body.dataset.sayKept);
      return;
    }
    sure.add(form);
    form.requestSubmit(submitter);
  }

  on("submit", askFirst);
  on("submit", (event) => { going = !event.defaultPrevented && !event.target.hasAttribute("hx-post"); });

  // What a vanished form had to tell is said to the document: the body hears it too.
  for (const topic of TOPICS) {
    on(topic, (event) => tell(event.target === document ? topic : "changed"));
  }

  // --- the keyboard keeps its place when what it was on is gone ---------------------------------------------

  let place = null;

  on("htmx:before:swap", (event) => {
    if (event.defaultPrevented) return;
    const active = document.activeElement;
    const within = active?.closest("[data-live], #toasts");
    if (!within || active === within) return;
    place = { active, within: within.id, row: [...within.querySelectorAll("li")].indexOf(active.closest("li")) };
  });
  on("htmx:after:swap", () => {
    const left = place;
    if (!left || (left.active.isConnected && document.activeElement === left.active)) return;
    place = null;
    if (document.activeElement && document.activeElement !== body) return;
    // (never the main element itself: a tabindex on it makes Chromium's reading-flow skip the page)
    const within = left.within === "toasts" ? document.querySelector("main h1, main h2") : document.getElementById(left.within);
    const next = within?.querySelector("[data-focus]") || (left.row >= 0 && within?.querySelectorAll("li")[left.row]) || within;
    if (!next) return;
    if (!next.matches("a, button, input, [tabindex]")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });

  // --- toasts ----------------------------------------------------------------------------------------------

  function say(text) {
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.dataset.toast = "";
    toast.append(Object.assign(document.createElement("p"), { textContent: text }));
    toasts.replaceChildren(toast);
  }

  function countDown(toast) {
    const shown = toast.querySelector(".toast-left");
    let left = shown ? UNDO_SECONDS : TOAST_SECONDS;
    const tick = setInterval(() => {
      if (!toast.isConnected) return clearInterval(tick);
      if (toast.matches(":hover, :focus-within")) return;
      left -= 1;
      if (shown && left <= 9) shown.textContent = left;
      if (left <= 0) { clearInterval(tick); toast.remove(); }
    }, 1000);
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) countDown(node);
    }
  }).observe(toasts, { childList: true });

  // A status that was there from the start is not read out: it arrives a moment later.
  const first = toasts.querySelector("[data-toast]");
  if (first) {
    first.remove();
    setTimeout(() => { toasts.append(first); htmx.process(first); }, 200);
  }

  on("keydown", (event) => { if (event.key === "Escape" && toasts.contains(document.activeElement)) toasts.replaceChildren(); });

  // --- PIN pads ----------------------------------------------------------------------------------------------

  function touchPad(button) {
    const pad = button.closest("[data-pin]");
    const field = pad.querySelector("input");
    const glue = pad.dataset.pin === "pictures" ? "-" : "";
    const touched = field.value ? field.value.split(glue) : [];
    if (button.matches("[data-pin-clear]")) touched.length = 0;
    else if (button.matches("[data-pin-back]")) touched.pop();
    else touched.push(button.dataset.pinKey);
    const length = Number(pad.dataset.pinLength);
    if (length && touched.length > length) return;
    field.value = touched.join(glue);
    showTouched(pad, touched.length);
    if (length && touched.length === length && "pinAuto" in pad.dataset) pad.closest("form").requestSubmit();
  }

  function showTouched(pad, count) {
    pad.querySelectorAll("[data-pin-dots] li").forEach((dot, n) => dot.classList.toggle("on", n < count));
    const spoken = pad.querySelector("[data-pin-count]");
    if (spoken) spoken.textContent = spoken.dataset.pinCount.replace("#", count);
  }

  // --- reading aloud, copying, sending with Enter --------------------------------------------------------------

  const speech = window.speechSynthesis;
  const voices = () => root.classList.toggle("voices", Boolean(speech?.getVoices().length));
  voices();
  speech?.addEventListener?.("voiceschanged", voices);

  function readAloud(text) {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = root.lang;
    speech.cancel();
    speech.speak(spoken);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // plain http has no clipboard
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "vh" });
      body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    say(body.dataset.sayCopied);
  }

  on("click", (event) => {
    const button = event.target.closest?.("[data-say], [data-copy], [data-print], [data-pin-key], [data-pin-clear], [data-pin-back]");
    if (!button) return;
    if (button.dataset.say !== undefined) readAloud(button.dataset.say);
    else if (button.dataset.copy !== undefined) copy(button.dataset.copy);
    else if (button.dataset.print !== undefined) window.print();
    else {
      event.preventDefault(); // at the front door each picture is a submit button, for browsers without scripts
      touchPad(button);
    }
  });

  on("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches?.("[data-enter-sends]")) return;
    event.preventDefault();
    if (event.target.value.trim()) event.target.form.requestSubmit();
  });

  // --- a house that is closed for a moment ---------------------------------------------------------------------

  async function goInWhenOpen() {
    const answer = await fetch("/health").catch(() => null);
    if (answer?.ok) location.replace(location.href);
    else setTimeout(goInWhenOpen, 5000);
  }

  if (document.querySelector("[data-until-open]")) setTimeout(goInWhenOpen, 5000);

  document.querySelectorAll("[popover][data-open]").forEach((drawer) => drawer.showPopover?.());
})();
