// Starts `kt lsp` and lets VS Code talk to it. Everything else is in the server.
"use strict";

const { execFile } = require("node:child_process");
const { promisify } = require("node:util");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const COMMAND = "keeptrail.command";
const SETTINGS = "Open settings";

let client;

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("keeptrail.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(COMMAND)) {
        restart();
      }
    }),
  );
  await start();
}

async function restart() {
  await deactivate();
  await start();
}

async function start() {
  const command = vscode.workspace.getConfiguration().get(COMMAND, "kt");
  try {
    await promisify(execFile)(command, ["--version"]);
  } catch (failure) {
    sayWhatToDo(command, failure);
    return;
  }
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

// Not waited for: what was started goes on while the message stands there.
async function sayWhatToDo(command, failure) {
  const why = failure.code === "ENOENT" ? "was not found" : `cannot be started (${failure.message})`;
  const message = `Keeptrail: \`${command}\` ${why}. Put it on the PATH, or say in ${COMMAND} where it is.`;
  if ((await vscode.window.showErrorMessage(message, SETTINGS)) === SETTINGS) {
    await vscode.commands.executeCommand("workbench.action.openSettings", COMMAND);
  }
}

async function deactivate() {
  const running = client;
  client = undefined;
  await running?.stop();
}

module.exports = { activate, deactivate };
