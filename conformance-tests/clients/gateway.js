// Starts `kt gateway run` on a free port with a ledger of its own, and asks it for its events.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// These files run from the folder `newest` as well.
let root = dirname(fileURLToPath(import.meta.url));
while (!existsSync(join(root, "kt"))) {
  root = resolve(root, "..");
}
const kt = join(root, "kt");
const example = join(root, "packs/audit-trail-example/policy-config.yaml");

// A pack with an MCP server `files` at an address, in a folder; returns the file.
export function writeFilesPack(
  folder,
  address,
  chain = ["prompt-injection", "pii-detector", "audit-logger"],
  settings = "",
) {
  const pack = join(folder, "policy-config.yaml");
  writeFileSync(
    pack,
    `pack: {name: files, version: 1.0.0}
providers:
  targets:
    - {id: sim, provider: simulated}
    - {id: files, provider: mcp, base_url: "${address}"}
policies: {chain: [${chain.join(", ")}]}
${settings}`,
  );
  return pack;
}

export async function startGateway(options = ["--policy-config", example, "--simulate"]) {
  const home = mkdtempSync(join(tmpdir(), "keeptrail-clients-"));
  const environment = { ...process.env, KEEPTRAIL_HOME: home };
  const child = spawn(
    kt,
    ["gateway", "run", ...options, "--listen", "127.0.0.1:0"],
    { env: environment, stdio: ["ignore", "pipe", "inherit"] },
  );
  const address = await listening(child);
  return {
    address,
    events: () =>
      JSON.parse(
        execFileSync(kt, ["events", "tail", "--limit", "100", "--json"], { env: environment }),
      ),
    async stop() {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const code = await ended;
      rmSync(home, { recursive: true, force: true });
      return code;
    },
  };
}

function listening(child) {
  return new Promise((found, failed) => {
    let out = "";
    child.once("exit", (code) => failed(new Error(`the gateway ended with ${code}`)));
    child.stdout.on("data", (bytes) => {
      out += bytes;
      const address = out.match(/listen +(http:\/\/\S+)\n/);
      if (address) {
        found(address[1]);
      }
    });
  });
}
