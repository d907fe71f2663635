/* The source of a record: its document's text with every record marked, in code points as the server counts them. */
"use strict";

class SourceText {
  /* root: where the text goes. ask: fetches JSON. on: {open(id), moved(start, end)}. */
  constructor(root, ask, words, on) {
    Object.assign(this, { root, ask, words, on });
    this.documentId = null;
    this.parts = null;
    this.current = null;
    this.candidate = null;
    root.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-id]");
      if (mark && getSelection().isCollapsed) on.open(mark.dataset.id);
    });
    root.addEventListener("pointerdown", (event) => this.grab(event));
  }

  /* Shows a record where it stands; loads the text around it unless it is there already. */
  async show(documentId, place) {
    const near = 6000;
    const inside = this.parts && this.documentId === documentId && this.parts.start <= place.start && place.end <= this.parts.end;
    this.candidate = null;
    if (!inside || this.stale) {
      const low = Math.max(0, place.start - near);
      this.parts = await this.ask(`text/${documentId}?low=${low}&high=${place.end + near}`);
      this.documentId = documentId;
      this.stale = false;
    }
    this.current = place;
    this.draw();
    this.center(".current, .candidate");
  }

  /* Scrolls the text, and not the page, until something is in its middle. */
  center(what) {
    const found = this.root.querySelector(what);
    if (found) this.root.scrollTop = found.offsetTop - (this.root.clientHeight - found.offsetHeight) / 2;
  }

  /* The earlier or the later part of the text, put before or behind what is there. */
  async more(later) {
    const { start, end } = this.parts;
    const wide = 12000;
    const low = later ? end : Math.max(0, start - wide);
    const got = await this.ask(`text/${this.documentId}?low=${low}&high=${later ? end + wide : start}`);
    const text = [...this.parts.text];
    const added = [...got.text];
    if (later) {
      this.parts.text = this.parts.text + added.slice(end - got.start).join("");
      this.parts.end = got.end;
    } else {
      this.parts.text = added.slice(0, start - got.start).join("") + text.join("");
      this.parts.start = got.start;
    }
    const known = new Set(this.parts.marks.map((mark) => mark.id));
    this.parts.marks = [...this.parts.marks, ...got.marks.filter((mark) => !known.has(mark.id))].sort((a, b) => a.start - b.start);
    const before = this.root.scrollHeight - this.root.scrollTop;
    this.draw();
    if (!later) this.root.scrollTop = this.root.scrollHeight - before;
  }

  draw() {
    const { start, end, length, marks } = this.parts;
    const letters = [...this.parts.text];
    const own = this.candidate || this.current;
    const spans = [];
    if (own && own.start < own.end) spans.push({ ...own, own: true });
    for (const mark of marks) {
      const twice = spans.some((one) => one.start < mark.end && mark.start < one.end);
      if (!twice) spans.push(mark);
    }
    spans.sort((a, b) => a.start - b.start);
    const inSentence = (at) => this.current && this.current.sentence && this.current.sentence[0] <= at && at < this.current.sentence[1];
    const edges = new Set([start, end]);
    for (const one of spans) edges.add(Math.max(start, one.start)).add(Math.min(end, one.end));
    for (const edge of this.current?.sentence || []) if (edge > start && edge < end) edges.add(edge);
    const places = [...edges].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
    const out = document.createDocumentFragment();
    if (start > 0) out.append(this.button(this.words.earlier, false));
    for (let at = 0; at + 1 < places.length; at += 1) {
      const [low, high] = [places[at], places[at + 1]];
      const span = spans.find((one) => one.start <= low && high <= one.end);
      const piece = document.createElement(span ? "mark" : "span");
      piece.dataset.s = String(low);
      piece.textContent = letters.slice(low - start, high - start).join("");
      if (inSentence(low)) piece.classList.add("sentence");
      if (span?.own) {
        piece.classList.add(this.candidate ? "candidate" : "current");
        if (span.start === low) out.append(this.handle("start"));
        out.append(piece);
        if (span.end === high) out.append(this.handle("end"));
        continue;
      }
      if (span) {
        piece.dataset.id = span.id;
        piece.classList.add(span.state);
      }
      out.append(piece);
    }
    if (end < length) out.append(this.button(this.words.later, true));
    this.root.replaceChildren(out);
  }

  button(label, later) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain more";
    made.textContent = label;
    made.addEventListener("click", () => this.more(later));
    return made;
  }

  handle(which) {
    const made = document.createElement("span");
    made.className = "handle";
    made.dataset.which = which;
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  /* The offset, in code points of the document, of a place in the page; null outside of the text. */
  offset(node, at) {
    let piece = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (piece === this.root) {
      piece = this.root.childNodes[Math.min(at, this.root.childNodes.length - 1)];
      at = 0;
    }
    piece = piece?.closest?.("[data-s]");
    if (!piece || !this.root.contains(piece)) return null;
    const units = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : "";
    return Number(piece.dataset.s) + [...units].length;
  }

  /* What is selected of the text, as offsets; null where nothing is. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const [start, end] = [this.offset(range.startContainer, range.startOffset), this.offset(range.endContainer, range.endOffset)];
    return start === null || end === null || start >= end ? null : { start, end };
  }

  grab(event) {
    const handle = event.target.closest(".handle");
    if (!handle || !this.current) return;
    event.preventDefault();
    const which = handle.dataset.which;
    const place = { start: this.current.start, end: this.current.end };
    const move = (to) => {
      const caret = document.caretPositionFromPoint
        ? document.caretPositionFromPoint(to.clientX, to.clientY)
        : document.caretRangeFromPoint(to.clientX, to.clientY);
      if (!caret) return;
      const at = this.offset(caret.offsetNode || caret.startContainer, caret.offset ?? caret.startOffset);
      if (at === null) return;
      if (which === "start" && at < place.end) place.start = at;
      if (which === "end" && at > place.start) place.end = at;
    };
    const drop = () => {
      document.removeEventListener("pointermove", move);
      this.on.moved(place.start, place.end);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", drop, { once: true });
  }

  /* The span with one of its ends moved by a word. */
  step(which, by) {
    const { start } = this.parts;
    const letters = [...this.parts.text];
    const word = (at) => at >= 0 && at < letters.length && !/\s/.test(letters[at]);
    let at = this.current[which] - start;
    if (by < 0) {
      at -= 1;
      while (at > 0 && !word(at)) at -= 1;
      while (at > 0 && word(at - 1)) at -= 1;
      if (which === "end") while (at > 0 && !word(at - 1)) at -= 1;
    } else {
      const inside = which === "end" && word(at);
      while (at < letters.length && word(at)) at += 1;
      if (!inside) while (at < letters.length && !word(at)) at += 1;
      if (which === "end" && !inside) while (at < letters.length && word(at)) at += 1;
    }
    const moved = { start: this.current.start, end: this.current.end, [which]: at + start };
    return moved.start < moved.end ? moved : null;
  }

  /* The next number behind the one shown that is part of no record. */
  nextNumber() {
    const from = (this.candidate || this.current || { end: this.parts.start }).end;
    const letters = [...this.parts.text];
    const rest = letters.slice(from - this.parts.start).join("");
    for (const match of rest.matchAll(/\d+(?:[.,]\d+)*%?/g)) {
      const start = from + [...rest.slice(0, match.index)].length;
      const end = start + [...match[0]].length;
      const taken = this.parts.marks.some((mark) => mark.start < end && start < mark.end);
      if (!taken) {
        this.candidate = { start, end };
        this.draw();
        this.center(".candidate");
        return this.candidate;
      }
    }
    return null;
  }
}
