// Streams that a policy stops, read by official clients, also in an application that takes its time with each piece.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { ApiError, GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { startGateway } from "./gateway.js";

const HARMLESS = "The harbour master writes down every ship. ".repeat(25);

let folder;
let provider;
let gateway;
let client;
let calls = 0;

before(async () => {
  provider = createServer(answer);
  await new Promise((done) => provider.listen(0, "127.0.0.1", done));
  folder = mkdtempSync(join(tmpdir(), "keeptrail-stopped-"));
  const pack = join(folder, "policy-config.yaml");
  writeFileSync(
    pack,
    `pack: {name: stopped, version: 1.0.0}
providers:
  targets:
    - {id: own, provider: vllm, base_url: "http://127.0.0.1:${provider.address().port}/v1"}
gateway: {refused_repeats: {seconds: 60}}
policies: {chain: [dlp-filter]}
policy: {dlp-filter: {action: block, blocked_terms: [Kingfisher]}}
`,
  );
  gateway = await startGateway(["--policy-config", pack]);
  client = new OpenAI({ apiKey: "not-needed-here", baseURL: `${gateway.address}/v1` });
});

after(async () => {
  assert.equal(await gateway.stop(), 0);
  provider.closeAllConnections();
  provider.close();
  rmSync(folder, { recursive: true, force: true });
});

function asking(milliseconds) {
  const content = `Who is it, after ${milliseconds} ms?`;
  return { model: "m", stream: true, messages: [{ role: "user", content }] };
}

function answer(request, response) {
  calls++;
  request.resume();
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const content of `${HARMLESS}The name is Kingfisher.`.match(/.{1,11}/g)) {
    const choices = [{ index: 0, delta: { content }, finish_reason: null }];
    const chunk = { id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
  response.end("data: [DONE]\n\n");
}

for (const milliseconds of [0, 15]) {
  test(`an application that takes ${milliseconds} ms for a piece gets all of them, and the reason`, async () => {
    const earlier = calls;
    let text = "";
    await assert.rejects(
      async () => {
        for await (const chunk of await client.chat.completions.create(asking(milliseconds))) {
          text += chunk.choices[0]?.delta?.content ?? "";
          await pause(milliseconds);
        }
      },
      (error) => {
        assert.equal(error.code, "output_blocked");
        return true;
      },
    );
    assert.ok(text.startsWith(HARMLESS));
    assert.ok(!text.includes("Kingfisher"));
    assert.equal(calls, earlier + 1);
  });
}

test("the same request is not asked again, and the refusal names the one that it repeats", async () => {
  const earlier = calls;
  const [stopped] = gateway.events();
  await assert.rejects(
    () => client.chat.completions.create(asking(15)),
    (error) => {
      assert.equal(error.status, 409);
      assert.equal(error.code, "repeated_request");
      assert.ok(error.message.includes(stopped.id));
      return true;
    },
  );
  assert.equal(calls, earlier);
  const [repeat] = gateway.events();
  assert.equal(repeat.reason_code, "gateway.repeated_request");
  assert.equal(repeat.tags.repeats, stopped.id);
});

test("Google's client gets the reason as well", async () => {
  const { models } = new GoogleGenAI({
    apiKey: "not-needed-here",
    httpOptions: { baseUrl: gateway.address },
  });
  let text = "";
  await assert.rejects(
    async () => {
      for await (const piece of await models.generateContentStream({ model: "m", contents: "Who?" })) {
        text += piece.text ?? "";
      }
    },
    (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(JSON.parse(error.message.slice(error.message.indexOf("{"))).error.details[0].reason, "output_blocked");
      return true;
    },
  );
  assert.ok(text.startsWith(HARMLESS));
});
