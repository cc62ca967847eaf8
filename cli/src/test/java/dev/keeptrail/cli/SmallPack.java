package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack of one rule in a folder, with a test that fails. */
final class SmallPack {
  private SmallPack() {}

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(
        folder.resolve("policy-config.yaml"),
        """
        pack: {name: small, version: 1.0.0}
        policies: {chain: [guard, pii-detector]}
        policy:
          guard:
            kind: rules
            on: [tool]
            rules:
              - name: large
                when: 'tool_call(arguments.amount > 100)'
                then: {block: guard.large}
        """);
    test(
        folder,
        "cases",
        "{name: large, input: {tool_calls: [{arguments: {amount: 99}}]},"
            + " expected: {verdict: block, reason_code: guard.large}}");
  }

  /** One more file of tests, with one test. */
  static void test(Path folder, String file, String test) throws IOException {
    Files.writeString(folder.resolve("tests/" + file + ".yaml"), "[" + test + "]\n");
  }
}
