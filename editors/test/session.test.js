// Talks to `kt lsp` with the protocol library that the VS Code extension uses.
"use strict";

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const path = require("node:path");
const { test } = require("node:test");
const rpc = require("vscode-jsonrpc/node");

const root = path.join(__dirname, "..", "..");
const extension = require(path.join(root, "editors", "vscode", "package.json"));

test("a session like that of the extension", { timeout: 120_000 }, async () => {
  const server = spawn(path.join(root, "kt"), ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  const problems = new Promise((resolve) =>
    connection.onNotification("textDocument/publishDiagnostics", resolve),
  );
  connection.listen();
  const { capabilities } = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  for (const provider of [
    "completionProvider",
    "hoverProvider",
    "definitionProvider",
    "renameProvider",
    "codeActionProvider",
    "documentFormattingProvider",
  ]) {
    assert.ok(capabilities[provider], provider);
  }
  await connection.sendNotification("initialized", {});
  const uri = "file:///guard.pack";
  const languageId = extension.contributes.languages[0].id;
  const text = 'language 1\npack   guard { version: "1.0.0" }\nchain { audit-loger }\n';
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId, version: 1, text },
  });
  const { diagnostics } = await problems;
  assert.ok(diagnostics.some((problem) => problem.code === "E001" || problem.code?.value === "E001"));
  const edits = await connection.sendRequest("textDocument/formatting", {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  assert.match(edits[0].newText, /^pack guard \{ version: "1\.0\.0" \}$/m);
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  assert.equal(await ended, 0);
});
