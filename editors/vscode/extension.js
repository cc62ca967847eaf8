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
    // What an open pack imports may change on disk, as with another branch.
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{pack,yaml,yml,json}"),
    },
  });
  await client.start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
