package dev.keeptrail.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The digest depends on what a pack means, not on how it is written. */
class PlanDigestProperties {
  private final PackCompiler compiler = new PackCompiler(SampleKinds.ALL);

  /** What a generated pack says; each spelling of it must give one digest. */
  record Meaning(int threshold, boolean block, int distance, String term, boolean shadow) {}

  @Property(tries = 200)
  void isTheSameForEverySpelling(
      @ForAll @IntRange(max = 10) int threshold,
      @ForAll boolean block,
      @ForAll @IntRange(max = 8) int distance,
      @ForAll boolean shadow,
      @ForAll long seed) {
    Meaning meaning = new Meaning(threshold, block, distance, "term " + distance, shadow);
    PackPlan one = plan(new Spelling(meaning, new Random(seed)).yaml());
    PackPlan other = plan(new Spelling(meaning, new Random(seed + 1)).yaml());
    assertThat(one).isEqualTo(other);
    assertThat(PlanDigest.of(one)).isEqualTo(PlanDigest.of(other));
    assertThat(PlanJson.canonical(one)).isEqualTo(PlanJson.canonical(other));
  }

  @Property(tries = 100)
  void differsWhenTheMeaningDoes(
      @ForAll @IntRange(max = 7) int distance, @ForAll boolean block, @ForAll long seed) {
    Meaning meaning = new Meaning(5, block, distance, "t", false);
    Meaning next = new Meaning(5, block, distance + 1, "t", false);
    Meaning flipped = new Meaning(5, !block, distance, "t", false);
    List<String> digests = new ArrayList<>();
    for (Meaning each : List.of(meaning, next, flipped)) {
      digests.add(PlanDigest.of(plan(new Spelling(each, new Random(seed)).yaml())));
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  private PackPlan plan(String yaml) {
    CompiledPack compiled = compiler.compileYaml(new SourceText("p", yaml));
    assertThat(compiled.hasErrors()).as("%s in%n%s", compiled.diagnostics(), yaml).isFalse();
    return Objects.requireNonNull(compiled.plan());
  }

  /** One way to write a meaning: order of keys, comments, quotes, defaults, flat or nested. */
  private record Spelling(Meaning meaning, Random random) {
    String yaml() {
      return shuffled(
          "pack: " + flow("name: p", "version: 1.0.0", random.nextBoolean() ? "enabled: true" : ""),
          "policies: {chain: [prompt-injection, pii-detector, dlp-filter, audit-logger]}",
          "policy:\n" + shuffled(promptInjection(), piiDetector(), dlpFilter(), auditLogger()),
          random.nextBoolean() ? "gateway: {block_status: 409}" : "",
          random.nextBoolean() ? "# a comment" : "");
    }

    private String promptInjection() {
      String threshold =
          "embedding_threshold: "
              + either(meaning.threshold() / 10.0 + "0", meaning.threshold() / 10.0 + "");
      String nested = "detection: {" + threshold + "}";
      return "  prompt-injection: " + flow(either(threshold, nested), either("", "encoding: {}"));
    }

    private String piiDetector() {
      String action = meaning.block() ? "action: block" : either("", "action: 'redact'");
      return "  pii-detector: "
          + flow(action, either("", "healthcare_mode: false"), either("", "redaction: "));
    }

    private String dlpFilter() {
      String distance =
          meaning.distance() == 1 && random.nextBoolean()
              ? ""
              : "max_distance: " + meaning.distance();
      String term = either("\"" + meaning.term() + "\"", meaning.term());
      String mode = meaning.shadow() ? "enforcement: shadow" : either("", "enforcement: enforce");
      return "  dlp-filter: " + flow(distance, "blocked_terms: [" + term + "]", mode);
    }

    private String auditLogger() {
      return either("", "  audit-logger: " + flow(either("", "immutable: false")));
    }

    private String either(String one, String other) {
      return random.nextBoolean() ? one : other;
    }

    private String flow(String... entries) {
      return "{" + String.join(", ", kept(entries)) + "}";
    }

    private String shuffled(String... lines) {
      return String.join("\n", kept(lines)) + "\n";
    }

    private List<String> kept(String... parts) {
      List<String> kept = new ArrayList<>(List.of(parts));
      kept.removeIf(String::isEmpty);
      Collections.shuffle(kept, random);
      return kept;
    }
  }
}
