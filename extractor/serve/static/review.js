/* The workbench: a queue, a record beside its source, decisions by keyboard. Nothing that was typed or decided is lost:
   edits are kept in this browser until they are saved, decisions until the server has answered. */
"use strict";

(() => {
  const root = document.getElementById("workbench");
  if (!root) return;
  const given = JSON.parse(document.getElementById("given").textContent);
  const words = given.words;
  const $ = (id) => document.getElementById(id);
  const blind = $("whose").value === "blind";
  const form = $("form");
  const state = { queue: [], cursor: null, record: null, proposal: null, span: null, opened: 0, hidden: 0, asking: null };
  const name = () => crypto.randomUUID?.().replaceAll("-", "") || Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  const make = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // ---- kept in this browser

  const kept = {
    read: (key, otherwise) => { try { return JSON.parse(localStorage.getItem(`chitieu-${key}`)) ?? otherwise; } catch { return otherwise; } },
    write: (key, value) => { try { localStorage.setItem(`chitieu-${key}`, JSON.stringify(value)); } catch { /* a full or closed store: the page still works */ } },
    drop: (key) => localStorage.removeItem(`chitieu-${key}`),
  };
  const stack = (key) => ({
    all: () => { try { return JSON.parse(sessionStorage.getItem(key)) || []; } catch { return []; } },
    push(one) { sessionStorage.setItem(key, JSON.stringify([...this.all(), one])); },
    pop() { const all = this.all(); const last = all.pop(); sessionStorage.setItem(key, JSON.stringify(all)); return last; },
    clear: () => sessionStorage.removeItem(key),
  });
  const done = stack("chitieu-done");
  const undone = stack("chitieu-undone");

  // ---- the server

  async function ask(path, body) {
    const options = { headers: { Accept: "application/json" } };
    if (body !== undefined) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/json";
      options.headers["X-CSRF-Token"] = root.dataset.csrf;
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(`/review/api/${path}`, options);
    let said = {};
    try { said = await answer.json(); } catch { /* no JSON: the status says enough */ }
    if (!answer.ok) throw Object.assign(new Error(said.detail || String(answer.status)), { status: answer.status, said });
    return said;
  }

  /* A server that was started anew, or another login, has another token: the page is asked for it. */
  async function newToken() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch("/review")).text(), "text/html");
      const token = page.getElementById("workbench")?.dataset.csrf;
      if (!token || token === root.dataset.csrf) return false;
      root.dataset.csrf = token;
      return true;
    } catch { return false; }
  }

  function notice(text, wrong = false) {
    $("notice").textContent = text;
    $("notice").classList.toggle("problem", wrong);
  }

  const failed = (error) => notice(fill(words.failed, { what: error.message }), true);

  /* Sends what waits, in order; what the server refuses is told, what it did not hear waits on. */
  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    let again = false;
    try {
      for (let waiting = kept.read("outbox", []); waiting.length; waiting = kept.read("outbox", [])) {
        const [first] = waiting;
        try {
          const said = await ask(first.path, first.body);
          kept.write("outbox", kept.read("outbox", []).filter((one) => one.body.batch !== first.body.batch));
          settled(first, said);
        } catch (error) {
          if (error.status === 403 && !again && await newToken()) { again = true; continue; }
          if (error.status === 403 || error.status === undefined || error.status === 401 || error.status === 429 || error.status >= 500) {
            notice(fill(words.offline, { n: waiting.length }), true);
            return;
          }
          kept.write("outbox", kept.read("outbox", []).filter((one) => one.body.batch !== first.body.batch));
          refused(first, error);
        }
      }
    } finally {
      sending = false;
    }
  }

  function settled(sent, said) {
    for (const one of sent.facts || []) kept.drop(`draft-${one}`);
    if (sent.path === "decide") notice(words.sent);
    text.stale = true;
    if (sent.path === "undo" && said.decided?.[0]) open(said.decided[0].target_id);
    count();
  }

  function refused(sent, error) {
    done.all().some((one) => one.batch === sent.body.batch) && done.pop();
    const conflict = error.said?.conflict;
    for (const one of sent.rows || []) {
      if (!state.queue.some((row) => row.target_id === one.target_id)) state.queue.splice(Math.max(0, place()) + 1, 0, one);
    }
    drawQueue();
    if (sent.target && (!state.record || state.record.target_id === sent.target)) open(sent.target).then(() => tell());
    else tell();
    function tell() {
      if (conflict) notice(fill(words.conflict, conflict), true);
      else if (error.said?.problems) { problems(error.said.problems); notice(fill(words.failed, { what: Object.values(error.said.problems).join("; ") }), true); }
      else failed(error);
    }
  }

  function post(path, body, more = {}) {
    kept.write("outbox", [...kept.read("outbox", []), { path, body, ...more }]);
    return send();
  }

  // ---- the queue

  async function load(more = false) {
    const query = new URLSearchParams(location.search);
    query.delete("target");
    if (more && state.cursor) query.set("cursor", state.cursor);
    try {
      const got = await ask(`queue?${query}`);
      state.queue = more ? [...state.queue, ...got.waiting] : got.waiting;
      state.cursor = got.cursor;
      state.total = got.total;
    } catch (error) { failed(error); }
    drawQueue();
  }

  function drawQueue() {
    const list = state.queue.map((one) => {
      const item = make("li");
      const link = make("a", undefined, one.target_id === state.record?.target_id ? "here" : "");
      link.href = `?${withTarget(one.target_id)}`;
      link.dataset.id = one.target_id;
      if (one.target_id === state.record?.target_id) link.setAttribute("aria-current", "true");
      link.append(make("strong", one.value), " ", make("span", one.subject), make("small", `${one.document}${one.page ? ` · ${one.page}` : ""}`));
      const why = one.why.filter((reason) => reason !== "new").map((reason) => words[`why:${reason}`]);
      if (one.holder) why.push(fill(words.held, { who: one.holder }));
      if (why.length) link.append(make("small", why.join(" · "), "reasons"));
      item.append(link);
      return item;
    });
    $("queue").replaceChildren(...list);
    $("queue-empty").hidden = state.queue.length > 0;
    $("queue-more").hidden = !state.cursor;
    $("total").textContent = state.total === undefined ? "" : String(state.total);
    const here = $("queue").querySelector(".here");
    if (here) {
      const list = $("queue");
      if (here.offsetTop < list.scrollTop) list.scrollTop = here.offsetTop;
      else if (here.offsetTop + here.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = here.offsetTop + here.offsetHeight - list.clientHeight;
    }
  }

  function withTarget(id) {
    const query = new URLSearchParams(location.search);
    query.set("target", id);
    return query;
  }

  const place = () => state.queue.findIndex((one) => one.target_id === state.going);

  async function step(by) {
    let at = place() + by;
    if (place() < 0) at = by > 0 ? 0 : state.queue.length - 1;
    if (at >= state.queue.length && state.cursor) await load(true);
    const next = state.queue[at];
    if (next) await open(next.target_id);
  }

  /* Takes decided records out of the queue and opens the one that follows. */
  async function onward(ids) {
    const at = Math.max(0, place());
    const gone = new Set(ids);
    const before = state.queue.slice(0, at).filter((one) => gone.has(one.target_id)).length;
    state.queue = state.queue.filter((one) => !gone.has(one.target_id));
    if (state.total) state.total = Math.max(0, state.total - gone.size);
    if (!state.queue.length) await load();
    const next = state.queue[Math.min(at - before, state.queue.length - 1)];
    if (next) await open(next.target_id);
    else { Object.assign(state, { record: null, going: null }); drawQueue(); drawRecord(); }
  }

  async function count() {
    if (!state.record) return;
    try {
      const got = await ask(`record/${state.record.target_id}${blind ? "?blind=true" : ""}`);
      $("day").textContent = got.day;
      progress(got);
    } catch { /* counts can wait */ }
  }

  function progress(record) {
    const parts = record.progress;
    const total = Object.values(parts).reduce((sum, one) => sum + one, 0);
    $("progress").textContent = `${total - parts.waiting}/${total}`;
  }

  // ---- a record

  async function open(id, push = true) {
    const left = state.record;
    state.going = id;
    if (left && left.target_id !== id) ask("release", { fact_key: left.fact_key }).catch(() => {});
    let record;
    try { record = await ask(`record/${id}${blind ? "?blind=true" : ""}`); } catch (error) { failed(error); return; }
    if (state.going !== id) return; // somebody was quicker than the server
    Object.assign(state, { record, proposal: null, span: null, opened: performance.now(), hidden: 0 });
    stopAsking();
    notice("");
    if (push && new URLSearchParams(location.search).get("target") !== id) history.pushState(null, "", `?${withTarget(id)}`);
    const draft = kept.read(`draft-${record.fact_key}`, null);
    if (draft) {
      state.span = draft.span;
      notice(`${words.draft}. ${words.saved_here}.`);
    }
    drawRecord(draft?.form);
    drawQueue();
    $("document-name").textContent = record.number ? `${record.number} – ${record.document}` : record.document;
    progress(record);
    $("day").textContent = record.day;
    const span = state.span || record;
    const shown = { start: span.start, end: span.end, sentence: sentenceOf(record) };
    try { await text.show(record.document_id, shown); } catch (error) { failed(error); }
    if (state.going !== id) return;
    drawPage(record);
    if (draft) check();
    take();
  }

  function sentenceOf(record) {
    const at = [...record.sentence.slice(0, record.sentence.indexOf(record.quote))].length;
    return [record.start - at, record.start - at + [...record.sentence].length];
  }

  async function take() {
    if (!state.record) return;
    try {
      const got = await ask("take", { fact_key: state.record.fact_key });
      $("held").hidden = got.holder === got.me;
      $("held").textContent = fill(words.held, { who: got.holder });
    } catch { /* a lock is a courtesy; what keeps decisions apart is their order */ }
  }

  function drawRecord(draft) {
    const record = state.record;
    const shown = state.proposal ? state.proposal.form : record?.form;
    form.hidden = !shown;
    $("quote").textContent = state.proposal ? state.proposal.record.quote : record?.quote ?? "";
    if (!shown) { $("notice").textContent = words.none_open; $("facts").replaceChildren(); $("history").replaceChildren(); return; }
    const values = { ...shown, ...draft };
    for (const field of form.elements) if (field.name) field.value = values[field.name] ?? "";
    mark();
    problems(state.proposal ? state.proposal.problems : record.problems);
    $("accept").textContent = state.proposal ? `${words.add} (a)` : `${words.accept} (a)`;
    const why = state.queue.find((one) => one.target_id === record?.target_id)?.why || [];
    const reasons = why.map((reason) => make("li", words[`why:${reason}`]));
    if (record?.reason) reasons.push(make("li", record.reason, "changed"));
    $("why").replaceChildren(...reasons);
    facts();
    drawHistory();
  }

  function facts() {
    const record = state.record;
    const rows = [];
    if (record && !state.proposal) {
      if (record.section.length) rows.push(["§", record.section.join(" › ")]);
      if (record.table) rows.push([words.table, [record.table.table, record.table.cell, record.table.row, record.table.column].filter(Boolean).join(" · ")]);
      for (const one of record.checks) rows.push([words.checks, one]);
      rows.push([words.rule, record.method.replaceAll("+", " + ")], [words.sure, String(record.confidence).replace(".", ",")]);
    }
    $("facts").replaceChildren(...rows.flatMap(([term, said]) => [make("dt", term), make("dd", said)]));
  }

  function drawHistory() {
    const steps = state.proposal ? [] : state.record?.history ?? [];
    $("history-title").hidden = !steps.length;
    $("history-title").textContent = words.history;
    $("history").replaceChildren(...steps.map((one) => {
      const item = make("li");
      item.append(make("strong", one.who), ` ${one.what} `, make("small", one.when));
      if (one.reason) item.append(make("p", one.reason));
      for (const change of one.fields) item.append(make("p", change, "change"));
      if (one.seq === state.record.seen && one === steps.at(-1)) {
        const back = make("button", words.revert, "plain");
        back.type = "button";
        back.addEventListener("click", () => undo(one.batch || one.id));
        item.append(back);
      }
      return item;
    }));
  }

  /* Shows which fields differ from what the extractor read. */
  function mark() {
    const was = state.proposal ? {} : state.record?.was ?? {};
    for (const field of form.elements) {
      if (!field.name) continue;
      const changed = !state.proposal && (was[field.name] ?? "") !== field.value;
      field.closest("label").classList.toggle("edited", changed);
      field.title = changed ? `${words.was}: ${was[field.name] || "–"}` : "";
    }
  }

  function problems(found) {
    for (const field of form.elements) {
      if (!field.name) continue;
      const told = found[field.name] ?? "";
      $(`w-${field.name}`).textContent = told;
      if (told) { field.setAttribute("aria-invalid", "true"); if (!["value"].includes(field.name) && field.closest("#more")) $("more").open = true; }
      else field.removeAttribute("aria-invalid");
    }
  }

  const typed = () => Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field.value]));

  const edited = () => {
    const shown = state.record?.form ?? {};
    return state.span !== null || Object.entries(typed()).some(([key, value]) => (shown[key] ?? "") !== value);
  };

  let checking = 0;
  function changed() {
    mark();
    if (!state.proposal && state.record) {
      if (edited()) kept.write(`draft-${state.record.fact_key}`, { form: typed(), span: state.span });
      else kept.drop(`draft-${state.record.fact_key}`);
    }
    clearTimeout(checking);
    checking = setTimeout(check, 250);
  }

  async function check() {
    if (!state.record && !state.proposal) return;
    const asked = { ...about("correct"), id: "check-only" };
    try {
      const got = await ask("check", asked);
      problems(got.problems);
      $("quote").textContent = got.quote;
    } catch (error) { if (error.status) failed(error); }
  }

  /* A decision on the record that is open, as the server takes it. */
  function about(action, more = {}) {
    const record = state.record;
    const base = { id: name(), action, seconds: seconds(), ...more };
    if (state.proposal) return { ...base, form: typed(), record: state.proposal.record, seen: 0, ...(state.span || {}) };
    return { ...base, target_id: record.target_id, seen: record.seen, form: typed(), ...(state.span || {}) };
  }

  const seconds = () => Math.round(Math.max(0, performance.now() - state.opened - state.hidden) / 100) / 10;

  async function decide(drafts, { stay = false, targets = [] } = {}) {
    const batch = name();
    const target = state.record?.target_id;
    const facts = state.record ? [state.record.fact_key] : [];
    if (!blind && drafts[0].action !== "comment") {
      done.push({ batch, target });
      undone.clear();
    }
    const about = new Set([target, ...targets]);
    const rows = state.queue.filter((one) => about.has(one.target_id));
    const sent = post("decide", { drafts, batch, blind }, { target, facts, rows });
    if (stay) {
      await sent;
      text.stale = true;
      if (target) await open(target, false);
    } else {
      await onward(targets.length ? targets : [target]);
      await sent;
    }
  }

  async function undo(batch) {
    const last = batch ? { batch } : done.pop();
    if (!last) { notice(words.nothing); return; }
    const again = name();
    undone.push({ batch: again, target: last.target });
    await post("undo", { undoes: last.batch, batch: again }, { target: last.target });
    await load();
  }

  async function redo() {
    const last = undone.pop();
    if (!last) { notice(words.nothing); return; }
    const again = name();
    done.push({ batch: again, target: last.target });
    await post("undo", { undoes: last.batch, batch: again }, { target: last.target });
    await load();
  }

  // ---- asking for a number, for Enter, or for words

  function askFor(title, options, act, input = false) {
    state.asking = { options, act };
    $("ask-title").textContent = title;
    const items = options.map((label, at) => {
      const item = make("li");
      const button = make("button", `${at + 1}. ${label}`, "plain");
      button.type = "button";
      button.addEventListener("click", () => choose(at));
      item.append(button);
      return item;
    });
    $("ask-list").replaceChildren(...items);
    $("ask").querySelector("textarea, .confirm")?.remove();
    if (input) {
      const field = make("textarea");
      field.setAttribute("aria-labelledby", "ask-title");
      field.rows = 2;
      $("ask").append(field);
      state.asking.field = field;
    } else if (!options.length) {
      const button = make("button", "Enter", "confirm");
      button.type = "button";
      button.addEventListener("click", () => choose(0));
      $("ask").append(button);
    }
    $("ask").hidden = false;
    (state.asking.field || $("ask")).focus();
  }

  /* Keys that are pressed while a question is still being fetched answer it once it is there. */
  async function asking(fetched) {
    state.early = [];
    try { await fetched(); } catch (error) { failed(error); }
    const early = state.early;
    state.early = null;
    for (const key of early) if (state.asking) answer(key);
  }

  /* Whether a key answers the question that is asked; it is done if so. */
  function answer(key) {
    const { field, options } = state.asking;
    if (key === "Escape") { stopAsking(); return true; }
    if (key === "Enter" && (field || !options.length)) { choose(0); return true; }
    const at = Number(key) - 1;
    if (!field && at >= 0 && at < options.length) { choose(at); return true; }
    return !field;
  }

  function stopAsking() {
    state.asking = null;
    $("ask").hidden = true;
  }

  function choose(at) {
    const { act, field } = state.asking;
    const said = field ? field.value.trim() : at;
    stopAsking();
    if (field && !said) return;
    act(said);
  }

  // ---- what can be done

  const does = {
    accept: () => {
      if (state.proposal) return decide([about("add")], { stay: true });
      return decide([edited() ? about("correct") : about("accept")]);
    },
    save: () => does.accept(),
    reject: () => askFor(words.why_reject, given.reasons.map((one) => one[1]), (at) => decide([about("reject", { reason: given.reasons[at][0] })])),
    skip: async () => { try { await ask("skip", { fact_key: state.record.fact_key }); await onward([state.record.target_id]); } catch (error) { failed(error); } },
    comment: () => askFor(words.comment, [], (said) => decide([about("comment", { reason: said })], { stay: true }), true),
    undo: () => undo(),
    redo: () => redo(),
    duplicate: () => near((other) => decide([about("duplicate", { of: [other.fact_key] })])),
    merge: () => near((other) => decide([
      about("merge", { of: [other.fact_key] }),
      { id: name(), action: "duplicate", target_id: other.target_id, seen: other.seen, of: [state.record.fact_key], form: {} },
    ], { targets: [state.record.target_id, other.target_id] })),
    split: () => asking(async () => {
      const found = await ask(`parts/${state.record.target_id}`);
      if (!found.length) { notice(fill(words.failed, { what: words.split }), true); return; }
      askFor(`${words.parts} ${found.map((one) => `${one.quote} ${one.unit || ""} ${one.subject || ""}`.trim()).join(" · ")}`, [], () => decide([
        about("split", { of: found.map((one) => one.fact_key) }),
        ...found.map((one) => ({ id: name(), action: "part", record: one, form: {}, seen: 0 })),
      ]));
    }),
    bulk: () => {
      const frame = $("queue").getBoundingClientRect();
      const shown = [...$("queue").children].filter((item) => {
        const box = item.getBoundingClientRect();
        return box.top >= Math.max(0, frame.top) - 1 && box.bottom <= Math.min(innerHeight, frame.bottom) + 1;
      }).map((item) => item.firstChild.dataset.id);
      const rows = state.queue.filter((one) => shown.includes(one.target_id) && !one.holder);
      if (!rows.length) return;
      askFor(fill(words.bulk_sure, { n: rows.length }), [], () => decide(
        rows.map((one) => ({ id: name(), action: "accept", target_id: one.target_id, seen: one.seen, form: {} })),
        { targets: rows.map((one) => one.target_id) },
      ));
    },
    help: () => $("help").showModal(),
    close: () => $("help").close(),
    edit: () => $("f-value").focus(),
    next: () => step(1),
    previous: () => step(-1),
    discard: () => { kept.drop(`draft-${state.record.fact_key}`); open(state.record.target_id, false); },
    number: () => { if (text.nextNumber()) notice("Enter"); },
    propose: (span) => propose(span),
    span: () => { const chosen = text.selected(); if (chosen) moved(chosen.start, chosen.end); else notice(words.select, true); },
    page: () => { if (!$("toggle-page").hidden) togglePage(); },
    filter: () => $("filter").focus(),
  };

  const near = (act) => asking(async () => {
    const found = await ask(`near/${state.record.target_id}`);
    askFor(words.which, found.map((one) => `${one.quote} ${one.subject}`), (at) => act(found[at]));
  });

  async function propose(span) {
    try {
      const got = await ask("propose", { document_id: state.record.document_id, ...span });
      Object.assign(state, { proposal: got, span: null, opened: performance.now(), hidden: 0 });
      await text.show(state.record.document_id, { start: got.record.start, end: got.record.end, sentence: [got.record.sentence_start, got.record.sentence_end] });
      drawRecord();
      notice(words.add);
    } catch (error) { failed(error); }
  }

  function moved(start, end) {
    const base = state.proposal ? state.proposal.record : state.record;
    state.span = start === base.start && end === base.end ? null : { start, end };
    text.current = { ...text.current, start, end };
    text.draw();
    changed();
  }

  // ---- the picture of the page

  let zoom = 1;
  function drawPage(record) {
    const has = Boolean(record.page && record.size);
    $("toggle-page").hidden = !has;
    if (!has) { $("page").hidden = true; $("text").hidden = false; return; }
    const image = make("img");
    image.alt = `${$("document-name").textContent}, ${record.page}`;
    image.src = `/documents/${record.document_id}/pages/${record.page}`;
    image.addEventListener("error", () => { $("page").hidden = true; $("text").hidden = false; $("toggle-page").hidden = true; });
    const space = "http://www.w3.org/2000/svg";
    const boxes = document.createElementNS(space, "svg");
    boxes.setAttribute("viewBox", `0 0 ${record.size[0]} ${record.size[1]}`);
    boxes.setAttribute("aria-hidden", "true");
    for (const [x0, top, x1, bottom] of record.boxes || []) {
      const box = document.createElementNS(space, "rect");
      for (const [key, value] of Object.entries({ x: x0 - 2, y: top - 2, width: x1 - x0 + 4, height: bottom - top + 4 })) box.setAttribute(key, value);
      box.setAttribute("class", "box");
      boxes.append(box);
    }
    const frame = make("div", undefined, "page-frame");
    frame.append(image, boxes);
    $("page").replaceChildren(frame);
    frame.style.width = `${100 * zoom}%`;
  }

  function togglePage() {
    $("page").hidden = !$("page").hidden;
    $("text").hidden = !$("page").hidden;
    const box = $("page").querySelector(".box");
    if (box) $("page").scrollTop += box.getBoundingClientRect().top - $("page").getBoundingClientRect().top - $("page").clientHeight / 2;
  }

  function larger(by) {
    zoom = Math.min(3, Math.max(0.6, zoom * by));
    $("text").style.fontSize = `${zoom}rem`;
    const frame = $("page").querySelector(".page-frame");
    if (frame) frame.style.width = `${100 * zoom}%`;
  }

  // ---- keys and clicks

  const KEYS = {
    j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", a: "accept", r: "reject", e: "edit", s: "skip",
    u: "undo", U: "redo", d: "duplicate", m: "merge", x: "split", c: "comment", A: "bulk", n: "number", w: "span",
    p: "page", f: "filter", Z: "discard", "?": "help",
  };
  const ENDS = { "[": ["start", -1], "]": ["start", 1], "{": ["end", -1], "}": ["end", 1] };
  const NEEDS = new Set(["accept", "reject", "edit", "skip", "duplicate", "merge", "split", "comment", "number", "span", "discard"]);

  function run(what) {
    if (NEEDS.has(what) && !state.record) { notice(words.none_open); return; }
    if (NEEDS.has(what) && state.record.target_id !== state.going) return; // nobody decides on what is not before them yet
    does[what]();
  }

  document.addEventListener("keydown", (event) => {
    if (!root.isConnected || $("help").open || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, textarea, select");
    if (state.early) { event.preventDefault(); state.early.push(event.key); return; }
    if (state.asking) {
      if (event.key === "Tab" || (event.shiftKey && event.key === "Enter")) return;
      if (answer(event.key)) event.preventDefault();
      return;
    }
    if (field) {
      if (event.key === "Escape") { field.blur(); event.preventDefault(); }
      return;
    }
    if (event.key === "Enter" && text.candidate) { event.preventDefault(); propose(text.candidate); return; }
    if (event.target.closest("button, a, summary") && ["Enter", " "].includes(event.key)) return;
    const chosen = event.key === "n" || event.key === "Enter" ? text.selected() : null;
    if (chosen && state.record) { event.preventDefault(); propose(chosen); return; }
    if (event.key === "+" || event.key === "-") { larger(event.key === "+" ? 1.2 : 1 / 1.2); return; }
    if (ENDS[event.key] && state.record) {
      const next = text.step(...ENDS[event.key]);
      if (next) moved(next.start, next.end);
      return;
    }
    if (event.key === "Escape" && state.proposal) { open(state.record.target_id, false); return; }
    const reached = form.querySelectorAll(":scope > .fields [name]")[Number(event.key) - 1];
    if (reached && state.record) { event.preventDefault(); reached.focus(); reached.select?.(); return; }
    const what = KEYS[event.key];
    if (what) { event.preventDefault(); run(what); }
  });

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) { run(button.dataset.do); return; }
    const link = event.target.closest("#queue a");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(link.dataset.id); }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); document.activeElement?.blur(); run("save"); });
  form.addEventListener("input", changed);
  $("whose").addEventListener("change", () => $("queue-filter").submit());
  $("queue-more").addEventListener("click", () => load(true));
  $("toggle-page").addEventListener("click", togglePage);
  $("larger").addEventListener("click", () => larger(1.2));
  $("smaller").addEventListener("click", () => larger(1 / 1.2));
  addEventListener("popstate", () => { const id = new URLSearchParams(location.search).get("target"); if (id && root.isConnected) open(id, false); });
  addEventListener("online", send);
  let left = 0;
  document.addEventListener("visibilitychange", () => { if (document.hidden) left = performance.now(); else if (left) state.hidden += performance.now() - left; });
  setInterval(() => { if (root.isConnected) { send(); if (!document.hidden) take(); } }, 5000);

  const labels = { reject: "r", skip: "s", duplicate: "d", merge: "m", split: "x", comment: "c", undo: "u", redo: "U", bulk: "A" };
  for (const [what, key] of Object.entries(labels)) root.querySelector(`[data-do="${what}"]`).textContent = `${words[what]} (${key})`;
  $("save").textContent = `${words.save} (Enter)`;

  const text = new SourceText($("text"), (path) => ask(blind ? `${path}&blind=true` : path), words, { open: (id) => open(id), moved });
  send().then(() => load()).then(() => {
    const id = new URLSearchParams(location.search).get("target") || state.queue[0]?.target_id;
    if (id) open(id, Boolean(new URLSearchParams(location.search).get("target")));
    else drawRecord();
  });
})();
