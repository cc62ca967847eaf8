// Starts `kt lsp` and lets VS Code talk to it. Everything else is in the server.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate() {
  const command = vscode.workspace.getConfiguration("keeptrail").get("command", "kt");
  const server = { command, args: ["lsp"] };
  client = new LanguageClient("keeptrail", "Keeptrail", server, {
    documentSelector: [
      { language: "keeptrail-pack" },
      { language: "yaml", pattern: "**/*.{yaml,yml}" },
    ],
  });
  await client.start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
