/* The attendance sheet without a network. Every page works without this file: it then needs one. */
(function () {
  "use strict";
  const words = document.getElementById("tablet");
  if (!words || !window.indexedDB) return;
  const told = words.dataset, session = told.sheet, signer = told.signer, kept = window.keptActs;
  const form = document.getElementById("sheet");
  const status = document.getElementById("kept-here");
  const rows = form ? [...form.querySelectorAll(".sheet-row")] : [];
  const rowOf = (seat) => rows.find((row) => row.dataset.seat === seat);
  const plain = (error) => { console.warn("presence:", error); };
  let reached = navigator.onLine, signedIn = true, sending = false, locked = false;

  /* --- what is kept, said plainly --- */
  const counted = (name, count) => (count === 1 ? told[name + "One"] : told[name + "Many"].replace("#", count));
  async function tell() {
    const acts = await kept.all();
    const mine = acts.filter((act) => act.signer === signer).length, others = acts.length - mine;
    const away = !navigator.onLine || !reached;
    let says = "";
    if (!signedIn && mine) says = told.signedOut;
    else if (away) says = mine ? counted("offline", mine) : told.offlineNone;
    else if (mine) says = counted("sending", mine);
    if (others) says += (says && " ") + counted("others", others);
    status.textContent = says;
    if (!signedIn && mine) {
      const link = document.createElement("a");
      link.href = told.signIn + "?next=" + encodeURIComponent(location.pathname);
      link.textContent = "↪";
      link.setAttribute("aria-label", told.signedOut);
      status.append(" ", link);
    }
    status.hidden = !says;
    status.classList.toggle("away", away);
    return mine;
  }

  /* --- a row --- */
  const field = (row, name) => form.elements[name + "_" + row.dataset.number];
  const statusOf = (row) => field(row, "status").value;
  function read(row) {
    const minutes = field(row, "minutes").value;
    return { status: statusOf(row), minutes: minutes === "" ? null : Number(minutes), proof: field(row, "proof").checked };
  }
  function fill(row, said) {
    if (said.status) field(row, "status").value = said.status;
    if (said.minutes !== null && said.minutes !== undefined) field(row, "minutes").value = said.minutes;
    field(row, "proof").checked = said.proof === true;
  }
  const drafts = () => Object.fromEntries(rows.map((row) => [row.dataset.seat, read(row)]));
  const keepDraft = () => kept.keepDraft(session, drafts()).catch(plain);

  function showHere(row) {
    const button = row.querySelector(".i-am-here");
    if (!button) return;
    const said = document.createElement("p");
    said.className = "signed-here";
    said.tabIndex = -1;
    said.append(button.querySelector("svg").cloneNode(true), " ", told.here);
    row.querySelector(".sheet-own").replaceChildren(said);
  }
  function lock() {
    locked = true;
    form.querySelectorAll("input, button").forEach((each) => { each.disabled = true; });
    const said = document.createElement("p");
    said.className = "signed-here";
    said.id = "locked";
    said.textContent = told.locked;
    form.querySelector(".sheet-sign").replaceChildren(said);
  }
  function wrongOf(row) {
    const said = read(row);
    const partly = said.status === "late" || said.status === "left_early";
    const box = field(row, "minutes");
    if (!said.status) return told.noStatus;
    if (partly && (said.minutes === null || !box.checkValidity())) return told.noMinutes;
    if (said.status === "excused" && !said.proof) return told.noProof;
    return "";
  }
  function showWrong(row, says) {
    const place = row.querySelector("[data-wrong]");
    place.textContent = says;
    place.hidden = !says;
  }

  /* --- acts --- */
  const act = (kind, row, more) => ({
    id: kept.newId(), session, signer, seat: row.dataset.seat, kind, at: new Date().toISOString(), ...more,
  });

  async function iAmHere(row) {
    await kept.put([act("here", row)]);
    if (!statusOf(row)) field(row, "status").value = "present";
    showHere(row);
    const next = rows[rows.indexOf(row) + 1];
    (next && next.querySelector(".i-am-here") || form.querySelector(".sheet-sign button"))?.focus({ preventScroll: true });
    await keepDraft();
    await trySending();
  }

  async function signSheet() {
    const wrong = rows.filter((row) => { const says = wrongOf(row); showWrong(row, says); return says; });
    if (wrong.length) {
      field(wrong[0], "status")[0].focus();
      return;
    }
    const lines = rows.map((row) => {
      const said = read(row), partly = said.status === "late" || said.status === "left_early";
      return act("line", row, { ...said, minutes: partly ? said.minutes : null });
    });
    await kept.put(lines);
    lock();
    await trySending();
  }

  async function trySending() {
    if (sending) return;
    sending = true;
    let known = new Set();
    try {
      const before = (await kept.all()).filter((each) => each.signer === signer);
      known = new Set(before.map((each) => each.id));
      const answer = await kept.send(told.tablet, signer);
      reached = answer.reached;
      signedIn = answer.signedIn;
      const left = await tell();
      for (const each of answer.refused) {
        const row = each.session === session && rowOf(each.seat);
        if (row) showWrong(row, each.says);
      }
      // Lines signed while another sending began may have travelled with it: only what is left says that all is sent.
      const closed = locked && !(await kept.all()).some((each) => each.session === session && each.signer === signer);
      if (closed) {
        await kept.forgetDraft(session);
        await forgetPages(() => true);
        location.reload();
      } else if (!form && before.length && !left) {
        location.reload();
      }
    } finally {
      sending = false;
    }
    // An act that came while the others travelled must not wait for the next occasion.
    if (reached && signedIn && (await kept.all()).some((each) => each.signer === signer && !known.has(each.id))) later();
  }
  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => trySending().catch(plain), 1500);
  }

  /* --- the page and its files, kept while the sheet is open --- */
  async function forgetPages(which) {
    if (!window.caches) return;
    const store = await caches.open("presence-pages");
    for (const request of await store.keys()) if (which(new URL(request.url).pathname)) await store.delete(request);
  }
  async function prepare() {
    if (!session || !("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(told.worker);
    if (!navigator.onLine) return;
    // Names of other sessions' people have nothing to do here any more.
    await forgetPages((path) => path !== location.pathname || told.open !== "yes");
    if (told.open !== "yes") return;
    await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((each) => each.name)
      .filter((name) => new URL(name).pathname.startsWith("/static/"));
    await (await caches.open("presence-files")).addAll([...new Set(files)]);
    await (await caches.open("presence-pages")).add(location.origin + location.pathname);
    words.dataset.kept = "yes";
  }

  /* --- leaving --- */
  function askBeforeLeaving(button, count) {
    const place = document.getElementById("leaving");
    const says = document.createElement("p"), go = document.createElement("button");
    says.textContent = counted("leaving", count);
    go.type = "button";
    go.className = "button quiet";
    go.textContent = told.leave;
    go.addEventListener("click", () => clearAndLeave(button));
    place.replaceChildren(says, go);
    place.className = "kept-here away";
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
    go.focus();
  }
  async function clearAndLeave(button) {
    await kept.forgetDrafts().catch(plain);
    await forgetPages(() => true).catch(plain);
    HTMLFormElement.prototype.submit.call(button.form || button);
  }
  document.querySelectorAll(`form[action="${told.signOut}"]`).forEach((leaving) => {
    leaving.addEventListener("submit", (event) => {
      event.preventDefault();
      kept.all().then((acts) => {
        const mine = acts.filter((each) => each.signer === signer).length;
        return mine ? askBeforeLeaving(leaving, mine) : clearAndLeave(leaving);
      }).catch(() => clearAndLeave(leaving));
    });
  });

  /* --- begin --- */
  if (form) {
    form.addEventListener("submit", (event) => {
      const pressed = event.submitter;
      if (pressed && pressed.hasAttribute("formaction")) return;
      event.preventDefault();
      const row = pressed && pressed.closest(".sheet-row");
      (row ? iAmHere(row) : signSheet()).catch((error) => {
        // Nothing could be kept here (a private window, a full disk): the ordinary way still works.
        plain(error);
        if (row) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "here", value: pressed.value }));
        HTMLFormElement.prototype.submit.call(form);
      });
    });
    form.addEventListener("change", keepDraft);
    // What is ticked is kept from now on: leaving the page loses nothing.
    form.removeAttribute("data-keep-draft");
  }
  window.addEventListener("online", () => trySending().catch(plain));
  window.addEventListener("offline", () => tell().catch(plain));
  setInterval(() => { kept.all().then((acts) => acts.length && trySending()).catch(plain); }, 15000);

  (async () => {
    if (form && rows.length) {
      const draft = await kept.draft(session);
      if (draft) rows.forEach((row) => draft.rows[row.dataset.seat] && fill(row, draft.rows[row.dataset.seat]));
      const acts = (await kept.all()).filter((each) => each.session === session && each.signer === signer);
      acts.filter((each) => each.kind === "here").forEach((each) => rowOf(each.seat) && showHere(rowOf(each.seat)));
      const lines = acts.filter((each) => each.kind === "line");
      lines.forEach((each) => rowOf(each.seat) && fill(rowOf(each.seat), each));
      if (lines.length) lock();
    } else if (session) {
      await kept.forgetDraft(session);
    }
    await tell();
    await prepare().catch(plain);
    await trySending();
  })().catch(plain);
})();
