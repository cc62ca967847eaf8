// What the VS Code extension announces is what it and `kt` do.
"use strict";

const assert = require("node:assert");
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");

const root = path.join(__dirname, "..", "..");
const extension = require(path.join(root, "editors", "vscode", "package.json"));
const source = fs.readFileSync(path.join(root, "editors", "vscode", "extension.js"), "utf8");

test("the problem matcher reads what lint prints", { timeout: 120_000 }, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "keeptrail-"));
  try {
    const pack = path.join(folder, "guard: one.pack");
    fs.writeFileSync(pack, 'language 1\npack guard { version: "1.0.0" }\nchain { audit-loger }\n');
    const lint = spawnSync(path.join(root, "kt"), ["policy", "lint", pack], { encoding: "utf8" });
    const { pattern } = extension.contributes.problemMatchers[0];
    const found = lint.stdout.split("\n").map((line) => line.match(pattern.regexp)).filter(Boolean);
    assert.equal(found.length, 1, lint.stdout + lint.stderr);
    assert.equal(found[0][pattern.file], pack);
    assert.equal(found[0][pattern.line], "3");
    assert.equal(found[0][pattern.column], "9");
    assert.equal(found[0][pattern.severity], "error");
    assert.match(found[0][pattern.code], /^E\d{3}$/);
    assert.match(found[0][pattern.message], /audit-loger/);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test("every command and setting that is announced is known to the code, and the other way round", () => {
  const { commands, configuration } = extension.contributes;
  const announced = [...commands.map((one) => one.command), ...Object.keys(configuration.properties)];
  const known = source.match(/(?<=")keeptrail\.\w+(?=")/g);
  assert.deepEqual(new Set(known), new Set(announced));
  for (const restricted of extension.capabilities.untrustedWorkspaces.restrictedConfigurations) {
    assert.ok(announced.includes(restricted));
  }
});
