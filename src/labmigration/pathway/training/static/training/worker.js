/* Keeps the attendance sheet and its files for a room without a network. Its reach is /formation/seance/ only. */
"use strict";
const PAGES = "presence-pages", FILES = "presence-files";
const SHEET = /\/seance\/[0-9a-f-]{36}\/feuille\/$/;
const PATIENCE_MS = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* The network first, for at most PATIENCE_MS where something is kept: a network that hangs is no network. */
async function fresh(request, name, key) {
  const store = await caches.open(name);
  const kept = await store.match(key);
  const asked = fetch(request).then((answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected) store.put(key, answer.clone());
    return answer;
  });
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([asked.catch(() => kept), late]);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && SHEET.test(url.pathname)) {
    event.respondWith(fresh(event.request, PAGES, url.origin + url.pathname));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(fresh(event.request, FILES, event.request.url));
  }
});
