// The official MCP client for JavaScript finds the issuer by itself and has its user log in, with the gateway below a
// path of a proxy. Issuer, proxy and server of tools are here.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as forward } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { extractWWWAuthenticateParams, UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { startGateway, writeFilesPack } from "./gateway.js";

const PLACE = "/.well-known/oauth-protected-resource/llm";
const BACK = "http://127.0.0.1/back";
const folder = mkdtempSync(join(tmpdir(), "keeptrail-login-"));
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

let server;
let gateway;
let origin;
const logins = new Map();

const json = (response, body, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token of Ana's with what was asked for. */
function token({ scope, resource }) {
  const claims = { iss: `${origin}/issuer`, sub: "ana", aud: resource, scope };
  const signed = `${part({ alg: "RS256", typ: "at+jwt", kid: "k" })}.${part({
    ...claims,
    exp: Math.floor(Date.now() / 1000) + 300,
  })}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

async function issue(request, response) {
  const asked = new URLSearchParams(await text(request));
  const login = logins.get(asked.get("code"));
  const verifier = createHash("sha256").update(asked.get("code_verifier")).digest("base64url");
  if (login?.code_challenge !== verifier || login.resource !== asked.get("resource")) {
    return json(response, { error: "invalid_grant" }, 400);
  }
  return json(response, { token_type: "Bearer", access_token: token(login), scope: login.scope });
}

async function tools(request, response) {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  const files = new McpServer({ name: "files", version: "1.0.0" });
  files.registerTool("who", {}, async () => ({
    content: [{ type: "text", text: request.headers.authorization ?? "nobody" }],
  }));
  await files.connect(transport);
  await transport.handleRequest(request, response);
}

function proxy(request, response) {
  const path = request.url.startsWith("/llm/") ? request.url.slice("/llm".length) : request.url;
  const { method, headers } = request;
  request.pipe(
    forward(new URL(path, gateway.address), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }),
  );
}

function answer(request, response) {
  const { url } = request;
  if (url.startsWith("/llm/") || url.startsWith(PLACE)) {
    return proxy(request, response);
  }
  switch (url) {
    case "/tools":
      return tools(request, response);
    case "/issuer/keys":
      return json(response, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k" }] });
    case "/issuer/token":
      return issue(request, response);
    case "/.well-known/oauth-authorization-server/issuer":
      return json(response, {
        issuer: `${origin}/issuer`,
        authorization_endpoint: `${origin}/issuer/login`,
        token_endpoint: `${origin}/issuer/token`,
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
      });
    default:
      return json(response, {}, 404);
  }
}

before(async () => {
  server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${server.address().port}`;
  const pack = writeFilesPack(folder, `${origin}/tools`, ["audit-logger"]);
  const options = ["--policy-config", pack, "--auth", "jwt", "--public-url", `${origin}/llm`];
  const tokens = ["--jwt-issuer", `${origin}/issuer`, "--jwt-keys", `${origin}/issuer/keys`];
  const needed = ["--jwt-audience", `${origin}/llm/mcp/files`, "--jwt-scope", "invoke=llm.invoke"];
  gateway = await startGateway([...options, ...tokens, ...needed, "--jwt-scope", "models=llm.list"]);
});

after(async () => {
  const code = await gateway?.stop();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
  assert.equal(code, 0);
});

test("a client that has no token has its user log in and comes back with one", async () => {
  let saved;
  let verifier;
  let asked;
  const authProvider = {
    redirectUrl: BACK,
    clientMetadata: { redirect_uris: [BACK] },
    clientInformation: () => ({ client_id: "client" }),
    tokens: () => saved,
    saveTokens: (tokens) => (saved = tokens),
    codeVerifier: () => verifier,
    saveCodeVerifier: (made) => (verifier = made),
    redirectToAuthorization: (address) => (asked = Object.fromEntries(address.searchParams)),
  };
  const transport = () =>
    new StreamableHTTPClientTransport(new URL(`${origin}/llm/mcp/files`), { authProvider });
  const begun = transport();
  await assert.rejects(
    new Client({ name: "client", version: "1.0.0" }).connect(begun),
    UnauthorizedError,
  );
  assert.equal(asked.scope, "llm.invoke");
  assert.equal(asked.resource, `${origin}/llm/mcp/files`);

  const code = randomUUID();
  logins.set(code, asked);
  await begun.finishAuth(code);
  const client = new Client({ name: "client", version: "1.0.0" });
  await client.connect(transport());
  const { content } = await client.callTool({ name: "who" });
  assert.equal(content[0].text, "nobody");
  await client.close();

  const models = await fetch(`${origin}/llm/v1/models`, {
    headers: { authorization: `Bearer ${saved.access_token}` },
  });
  assert.equal(models.status, 403);
  const { error, scope, resourceMetadataUrl } = extractWWWAuthenticateParams(models);
  assert.deepEqual([error, scope], ["insufficient_scope", "llm.list"]);
  assert.equal((await (await fetch(resourceMetadataUrl)).json()).resource, `${origin}/llm/v1/models`);
});
