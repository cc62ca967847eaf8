package dev.keeptrail.repl.session;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.repl.Traffic;
import dev.keeptrail.repl.input.CaptureExport;
import dev.keeptrail.repl.input.CaptureLine;
import dev.keeptrail.repl.input.FileSource;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with recorded traffic, the pack that recorded it, and packs that decide otherwise. */
final class RecordedFolder {
  static final SessionOptions OPTIONS =
      new SessionOptions(
          "reference", FindingsFrom.AUTO, List.of(), 2, new CaptureKeys(List.of()), false, "1.2.3");

  static final String RECORDED =
      """
      pack: {name: recorded, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      policy:
        pii-detector: {action: redact}
      """;

  static final String CANDIDATE =
      """
      pack: {name: candidate, version: 2.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, prompt-injection, audit-logger, falcons]}
      policy:
        pii-detector: {action: block}
        prompt-injection: {response: {action: flag}}
        falcons:
          kind: rules
          on: [input]
          rules:
            - {name: other-users, when: 'identity(user == "user1")', then: {block: falcon.user}}
      """;

  private static final String READING =
      CANDIDATE
              .replace("[pii-detector, prompt-injection,", "[falcons, pii-detector,")
              .replace("audit-logger, falcons]", "audit-logger]")
          + """
                - {name: named, when: 'message(text like "*jane*")', then: {block: falcon.named}}
          """;

  /** What would take a terminal over if it were printed as it is. */
  private static final String HOSTILE =
      "\u001b]0;owned\u0007\u001b[2J\u001b[31mbe kind\u202e\r\nsecond line";

  private RecordedFolder() {}

  static void make(Path folder) throws Exception {
    write(folder, "recorded.yaml", RECORDED);
    write(folder, "candidate.yaml", CANDIDATE);
    write(folder, "reading.yaml", READING);
    write(folder, "edited.yaml", CANDIDATE.replace("{action: block}", "{action: redact}"));
    write(folder, "broken.yaml", CANDIDATE.replace("action: block", "action: blok"));
    write(folder, "notes.jsonl", "{\"messages\":[]}\n");
    write(folder, "empty.jsonl", "");
    for (CaptureMode mode : List.of(CaptureMode.REDACTED, CaptureMode.FULL)) {
      write(folder, mode.word() + ".jsonl", lines(mode));
    }
    write(folder, "misnamed.parquet", "{\"messages\":[]}\n");
    table(folder);
  }

  private static void table(Path folder) throws Exception {
    var reader = Files.newBufferedReader(folder.resolve("redacted.jsonl"));
    try (var source = new FileSource("redacted.jsonl", reader, line -> true);
        OutputStream out = Files.newOutputStream(folder.resolve("redacted.parquet"))) {
      long ignored = new CaptureExport(out, _ -> {}).file(source);
    }
  }

  private static String lines(CaptureMode mode) throws Exception {
    List<String> texts = new ArrayList<>(Traffic.TEXTS);
    texts.add(HOSTILE);
    var lines = new StringBuilder();
    try (var traffic = new Traffic(RECORDED)) {
      for (int i = 0; i < texts.size(); i++) {
        lines.append(CaptureLine.write(traffic.exchange(i, texts.get(i), "understood", mode)));
        lines.append('\n');
      }
    }
    ReplayCase imported;
    try (var traffic = new Traffic(RECORDED)) {
      imported = traffic.exchange(90, "nobody decided this", "understood", mode);
    }
    lines.append(CaptureLine.write(new ReplayCase("imported", null, imported.exchange(), "")));
    return lines
        .append("\n{\"keeptrail_capture\":1,\"id\":\"gone\",\"missing\":\"too_large\"}\n")
        .append("not json\n")
        .toString();
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }
}
