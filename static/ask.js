// The chat: words appear as they are spoken, the newest line stays in sight. Without scripts the page is looked at again.
(() => {
  "use strict";

  const spoken = new Map(); // what each answer has said so far, by the address of its stream

  function listen(answer) {
    const address = answer.dataset.stream;
    if (spoken.has(address)) return show(address);
    const line = new EventSource(address);
    spoken.set(address, { text: "", position: 0 });
    line.addEventListener("piece", (event) => add(address, JSON.parse(event.data)));
    line.addEventListener("busy", (event) => {
      spoken.get(address).position = JSON.parse(event.data).position;
      show(address);
    });
    line.addEventListener("done", () => end(address, line));
    // The browser calls again by itself and says how far it heard; where it may not any more, the page looks.
    line.addEventListener("error", () => {
      if (line.readyState === EventSource.CLOSED) setTimeout(end, 3000, address, line);
    });
  }

  function end(address, line) {
    line.close();
    spoken.delete(address);
    htmx.trigger(document.body, "chat");
  }

  // An answer that came while nobody looked is read as soon as somebody does.
  function note() {
    const form = document.querySelector("form[data-unread]");
    if (!form || document.visibilityState !== "visible") return;
    form.removeAttribute("data-unread");
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
  }

  function add(address, piece) {
    const said = spoken.get(address);
    said.text = said.text.slice(0, piece.at) + piece.text;
    show(address);
  }

  // The region may have been swapped meanwhile: the place is looked up each time.
  function show(address) {
    const answer = document.querySelector(`[data-stream="${address}"]`);
    if (!answer) return;
    const said = spoken.get(address);
    const low = atTheEnd();
    const place = answer.querySelector("[data-said]");
    if (said.text.length > place.textContent.length) place.textContent = said.text;
    const waits = answer.querySelector("[data-waits]");
    if (said.text) waits.textContent = "";
    else if (said.position) waits.textContent = answer.dataset.busy.replace("#", said.position);
    if (low) toTheEnd();
  }

  const page = document.scrollingElement;
  const atTheEnd = () => page.scrollHeight - page.scrollTop - page.clientHeight < 160;
  const toTheEnd = () => { page.scrollTop = page.scrollHeight; };
  const listenToAll = () => document.querySelectorAll("[data-stream]").forEach(listen);

  document.addEventListener("htmx:after:swap", () => { listenToAll(); note(); });
  document.addEventListener("visibilitychange", note);
  document.addEventListener("htmx:after:request", (event) => {
    const form = event.detail.ctx?.sourceElement;
    if (!form?.matches?.("[data-composer]") || !event.detail.ctx.response?.raw?.ok) return;
    form.reset();
    setTimeout(toTheEnd, 30);
  });

  listenToAll();
  note();
  toTheEnd();
})();
