// The SPARQL page's editor. The form works without it: the text area stays, hidden, and is what is
// sent. Everything it needs to know stands in the page; words to complete come from the portal.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const KEYWORDS = (
  "SELECT CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE DISTINCT REDUCED FROM NAMED GRAPH OPTIONAL " +
  "UNION MINUS FILTER BIND VALUES GROUP_CONCAT GROUP HAVING ORDER BY ASC DESC LIMIT OFFSET AS " +
  "EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI " +
  "COALESCE IF STRLANG STRDT SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX REPLACE SUBSTR " +
  "STRLEN UCASE LCASE CONCAT CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER ABS CEIL FLOOR ROUND " +
  "YEAR MONTH DAY HOURS MINUTES SECONDS NOW UNDEF"
).split(" ").map((label) => ({ label, type: "keyword" }));

const area = document.getElementById("query");

/** Asks once for each beginning; an answer holds for as long as the page is open. */
const known = new Map();
function terms(beginning) {
  if (!known.has(beginning)) {
    const address = `${area.dataset.terms}?q=${encodeURIComponent(beginning)}`;
    const answer = fetch(address)
      .then((reply) => (reply.ok ? reply.json() : { terms: [], prefixes: [] }))
      .catch(() => {
        known.delete(beginning);
        return { terms: [], prefixes: [] };
      });
    known.set(beginning, answer);
  }
  return known.get(beginning);
}

function declares(state, prefix) {
  return new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(state.doc.toString());
}

/** Puts a term in, and the line that declares its prefix before everything where it is missing. */
function applyTerm(prefix, namespace) {
  return (view, completion, from, to) => {
    const changes = [{ from, to, insert: completion.label }];
    let before = 0;
    if (!declares(view.state, prefix)) {
      const line = `PREFIX ${prefix}: <${namespace}>\n`;
      changes.unshift({ from: 0, insert: line });
      before = line.length;
    }
    view.dispatch({ changes, selection: { anchor: before + from + completion.label.length } });
  };
}

async function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (/#[^<>]*$/.test(before) && !/<[^>]*$/.test(before)) return null;
  const declaration = /\bPREFIX\s+([\w-]*)$/i.exec(before);
  if (declaration) {
    const { prefixes } = await terms("");
    return {
      from: context.pos - declaration[1].length,
      options: prefixes.map(({ prefix, namespace }) => ({
        label: `${prefix}: <${namespace}>`,
        type: "namespace",
      })),
      validFor: /^[\w-]*$/,
    };
  }
  const variable = /[?$]\w*$/.exec(before);
  if (variable) {
    const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
    names.delete(variable[0]);
    return {
      from: context.pos - variable[0].length,
      options: [...names].map((label) => ({ label, type: "variable" })),
      validFor: /^[?$]\w*$/,
    };
  }
  const word = /[\w-]+(:[\w-]*)?$/.exec(before);
  if (!word && !context.explicit) return null;
  const text = word?.[0] ?? "";
  if (/^\d/.test(text) || /["'<][^"'>]*$/.test(before.slice(0, before.length - text.length))) {
    return null;
  }
  const { terms: found } = await terms(text);
  const ofThings = /(^|\s)(a|rdf:type)\s+$/.test(before.slice(0, before.length - text.length));
  const fitting = ofThings ? found.filter(({ kind }) => kind === "class") : found;
  const options = fitting.map(({ term, prefix, namespace, kind, count }) => ({
    label: term,
    type: kind,
    detail: `${count.toLocaleString(document.documentElement.lang)} ×`,
    boost: 50 + Math.log10(count + 1),
    apply: applyTerm(prefix, namespace),
  }));
  return {
    from: context.pos - text.length,
    options: text.includes(":") ? options : options.concat(KEYWORDS),
    filter: true,
  };
}

/** The mark at the place the portal named. */
function refused(state) {
  const { line, column, message } = area.dataset;
  if (!line || Number(line) > state.doc.lines) return [];
  const at = state.doc.line(Number(line));
  const from = Math.min(at.from + Number(column || 1) - 1, at.to);
  const rest = /^\S+/.exec(state.doc.sliceString(from, at.to));
  return [{ from, to: from + (rest ? rest[0].length : 0), severity: "error", message }];
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "k" },
  { tag: [tags.string, tags.number, tags.bool, tags.url, tags.special(tags.string)], class: "s" },
  { tag: [tags.variableName, tags.special(tags.variableName)], class: "v" },
  { tag: [tags.comment, tags.lineComment], class: "c" },
]);

const look = EditorView.theme({
  "&": {
    backgroundColor: "var(--al-paper)",
    color: "var(--al-ink)",
    border: "1px solid var(--al-ink-soft)",
    borderRadius: "var(--al-radius)",
    fontSize: "var(--al-t-s)",
  },
  "&.cm-focused": { outline: "3px solid var(--al-brand)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", lineHeight: "1.6", maxHeight: "36rem" },
  ".cm-content": { minHeight: "14rem", caretColor: "var(--al-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--al-ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--al-sunk)",
    color: "var(--al-ink-soft)",
    borderRight: "1px solid var(--al-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklab, var(--al-brand) 25%, transparent) !important",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--al-paper)",
    color: "var(--al-ink)",
    border: "1px solid var(--al-ink-soft)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--al-brand)",
    color: "var(--al-paper)",
  },
  ".cm-completionDetail": { fontStyle: "normal", marginLeft: "1em" },
  ".k": { color: "var(--al-brand)", fontWeight: "600" },
  ".s": { color: "var(--al-warn)" },
  ".v": { fontWeight: "600" },
  ".c": { color: "var(--al-ink-soft)" },
});

function edit() {
  const host = document.createElement("div");
  // Within a shadow root the editor's style sheets are objects, not elements: the policy that
  // allows no inline styles holds without an exception.
  const root = host.attachShadow({ mode: "open" });
  const label = document.querySelector(`label[for="${area.id}"]`);
  const run = () => {
    area.form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        sparql(),
        syntaxHighlighting(colours),
        autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 50 }),
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        keymap.of([
          { key: "Tab", run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": label.textContent,
          "aria-multiline": "true",
          spellcheck: "false",
          tabindex: "0",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
        EditorView.lineWrapping,
        look,
      ],
    }),
  });
  area.after(host);
  area.hidden = true;
  document.getElementById(area.getAttribute("aria-describedby")).append(` ${area.dataset.hint}`);
  label.addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  const marks = refused(view.state);
  if (marks.length > 0) {
    view.dispatch(setDiagnostics(view.state, marks), { selection: { anchor: marks[0].from } });
  }
}

edit();
