package dev.keeptrail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pack to start from, with its tests. */
enum PackTemplate {
  STARTER("starter", "requests"),
  PROMPT_INJECTION("prompt-injection-detection", "requests"),
  AGENT_FIREWALL("agent-firewall", "answers"),
  ZERO_DATA_RETENTION("zero-data-retention", "requests"),
  FINANCE("finance", "exchanges"),
  QUALITY_BENCHMARKING("quality-benchmarking", "answers"),
  CITATION_VERIFICATION("citation-verification", "answers");

  private final String word;
  private final String tests;

  PackTemplate(String word, String tests) {
    this.word = word;
    this.tests = tests;
  }

  static Optional<PackTemplate> named(String word) {
    return Arrays.stream(values()).filter(template -> template.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PackTemplate::word).toList();
  }

  String word() {
    return word;
  }

  /** Its files, the pack first, as paths below the pack's folder. */
  List<String> files() {
    return List.of("policy-config.yaml", "tests/" + tests + ".yaml");
  }

  /**
   * @throws IllegalStateException when the build left it out, which a test rules out
   */
  String text(String file) throws IOException {
    String resource = "templates/" + word + "/" + file;
    try (InputStream in = PackTemplate.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("a template is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
