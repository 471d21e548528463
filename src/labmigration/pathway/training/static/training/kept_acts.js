/* Acts kept on this tablet until they are sent: keys, a status, a time, whose account. No name is kept here. */
window.keptActs = (function () {
  "use strict";
  const STORES = ["acts", "drafts"];
  let opened = null;

  function open() {
    opened = opened || new Promise((resolve, reject) => {
      const asked = indexedDB.open("presence", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("acts", { keyPath: "id" });
        asked.result.createObjectStore("drafts", { keyPath: "session" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  /* One transaction: all of it is kept, or nothing. */
  async function within(mode, act) {
    const base = await open();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(STORES, mode);
      const asked = act(transaction);
      transaction.oncomplete = () => resolve(asked ? asked.result : undefined);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  const bytes = () => [...crypto.getRandomValues(new Uint8Array(16))];
  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const drawn = bytes();
    drawn[6] = (drawn[6] & 15) | 64;
    drawn[8] = (drawn[8] & 63) | 128;
    return drawn.map((byte) => byte.toString(16).padStart(2, "0")).join("")
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  const all = () => within("readonly", (base) => base.objectStore("acts").getAll());
  const put = (acts) => within("readwrite", (base) => { acts.forEach((act) => base.objectStore("acts").put(act)); });
  const forget = (ids) => within("readwrite", (base) => { ids.forEach((id) => base.objectStore("acts").delete(id)); });
  const draft = (session) => within("readonly", (base) => base.objectStore("drafts").get(session));
  const keepDraft = (session, rows) =>
    within("readwrite", (base) => { base.objectStore("drafts").put({ session, rows, at: Date.now() }); });
  const forgetDraft = (session) => within("readwrite", (base) => { base.objectStore("drafts").delete(session); });
  const forgetDrafts = () => within("readwrite", (base) => { base.objectStore("drafts").clear(); });

  /* Send what this account kept, one session after the other. Answers {reached, signedIn, refused: [act with `says`]}.
     What the server has taken, or keeps aside itself, is forgotten here; what is not this account's stays. */
  async function send(address, signer) {
    const waiting = (await all()).filter((act) => act.signer === signer);
    const refused = [];
    if (!waiting.length) return { reached: true, signedIn: true, refused };
    let known;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/json"))
        return { reached: true, signedIn: false, refused };
      known = await answer.json();
    } catch (lost) {
      return { reached: false, signedIn: true, refused };
    }
    if (known.signer !== signer) return { reached: true, signedIn: false, refused };
    for (const session of new Set(waiting.map((act) => act.session))) {
      const acts = waiting.filter((act) => act.session === session);
      let told;
      try {
        const answer = await fetch(address, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": known.token },
          body: JSON.stringify({ session, acts }),
        });
        if (!answer.ok) continue;
        told = (await answer.json()).acts;
      } catch (lost) {
        return { reached: false, signedIn: true, refused };
      }
      const settled = acts.filter((act) => told[act.id]);
      for (const act of settled) if (told[act.id].code) refused.push({ ...act, says: told[act.id].says });
      await forget(settled.filter((act) => told[act.id].code !== "not_yours").map((act) => act.id));
    }
    return { reached: true, signedIn: true, refused };
  }

  return { all, put, newId, draft, keepDraft, forgetDraft, forgetDrafts, send };
})();
