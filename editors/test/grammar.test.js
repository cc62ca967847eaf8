// Colours packs with the engine that VS Code has, and looks at what each word is taken for.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const root = path.join(__dirname, "..", "..");
const grammarFile = path.join(root, "editors", "textmate", "keeptrail-pack.tmLanguage.json");

async function grammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(grammarFile, "utf8"), grammarFile),
  });
  return registry.loadGrammar("source.keeptrail-pack");
}

const loaded = grammar();

// Each token with its innermost scope.
async function colour(text) {
  const engine = await loaded;
  let state = INITIAL;
  const tokens = [];
  for (const line of text.split("\n")) {
    const coloured = engine.tokenizeLine(line, state);
    state = coloured.ruleStack;
    for (const token of coloured.tokens) {
      const word = line.slice(token.startIndex, token.endIndex);
      if (word.trim() !== "") {
        tokens.push({ word: word.trim(), scope: token.scopes.at(-1), scopes: token.scopes });
      }
    }
  }
  return tokens;
}

async function scopeOf(text, word) {
  const found = (await colour(text)).find((token) => token.word === word);
  assert.ok(found, `no token \`${word}\` in: ${text}`);
  return found.scopes.join(" ");
}

const cases = [
  ["# a remark", "# a remark", "comment"],
  ['pack guard { version: "1.0.0" }', "pack", "keyword"],
  ["define limit = 10_000", "define", "keyword"],
  ["define limit = 10_000", "10_000", "constant.numeric"],
  ['policy p { rule r { when finding() then block "p.r" } }', "when", "keyword"],
  ['policy p { rule r { when finding() then block "p.r" } }', "block", "support.constant.verb"],
  ["policy p { rule r { when not finding(score > 1) then flag } }", "not", "keyword"],
  ["chain { pii-detector { healthcare_mode: true } }", "true", "constant.language"],
];

for (const [text, word, scope] of cases) {
  test(`\`${word}\` is ${scope} in: ${text}`, async () => {
    assert.match(await scopeOf(text, word), new RegExp(scope.replaceAll(".", "\\.")));
  });
}

test("a comment sign and a keyword inside a text are text", async () => {
  const tokens = await colour('define a = "when # not a comment"\ndefine b = 1');
  assert.ok(tokens.every((token) => !token.scopes.join(" ").includes("comment")));
  assert.match(tokens.at(-1).scopes.join(" "), /constant\.numeric/);
});

test("every bundled text pack is coloured to its end", async () => {
  const packs = fs
    .readdirSync(path.join(root, "packs"), { recursive: true })
    .filter((file) => file.endsWith(".pack"))
    .map((file) => path.join("packs", file));
  assert.notEqual(packs.length, 0);
  for (const pack of packs) {
    const text = fs.readFileSync(path.join(root, pack), "utf8");
    // INVARIANT: what is appended is coloured as at the start of a file, so nothing was left open.
    const tokens = await colour(`${text}\ndefine last = 1\n`);
    assert.match(tokens.at(-1).scopes.join(" "), /constant\.numeric/, pack);
    assert.doesNotMatch(tokens.at(-1).scopes.join(" "), /string|comment/, pack);
  }
});
