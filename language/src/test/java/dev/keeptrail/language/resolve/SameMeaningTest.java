package dev.keeptrail.language.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The digest depends on what rules mean, not on how they are written. */
class SameMeaningTest {
  private static final List<String> DEFINITIONS =
      List.of(
          "define limit = 10_000",
          "define twice = limit * 2",
          "define roots = [\"pii\", \"secret\"]",
          "define leaked = finding(category under roots, score >= 0.5)",
          "define treasury = identity(groups contains \"treasury\")");
  private static final String CHAIN = "pack p { version: \"1.0.0\" }\nchain { guard }\n";

  private static String policy(String found, String call, String open, String close) {
    return """
    policy guard {
      rule a {
        when %3$s(%1$s: leaked or %1$s: finding(category == "pii.email"))%4$s
          and %2$s: tool_call(%3$sid == %1$s.call%4$s, arguments.amount > %3$stwice%4$s)
          and not %3$streasury%4$s
        then redact %1$s { tags: { tool: "{%3$s%2$s.name%4$s}" } }
      }
      rule b { when count(%3$sleaked%4$s) > 3 then block }
    }
    """
        .formatted(found, call, open, close);
  }

  @Property(tries = 50)
  void ignoresNamesBracketsAndWhereDefinitionsStand(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> parts = new ArrayList<>(DEFINITIONS);
    boolean brackets = random.nextBoolean();
    parts.add(
        policy(
            "f" + random.nextInt(100),
            "t" + random.nextInt(100),
            brackets ? "((" : "",
            brackets ? "))" : ""));
    Collections.shuffle(parts, random);
    assertThat(digest(CHAIN + String.join("\n", parts))).isEqualTo(plain());
  }

  @Property(tries = 50)
  void ignoresHowAPackIsSplitIntoFiles(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> here = new ArrayList<>();
    List<String> there = new ArrayList<>();
    int split = random.nextInt(DEFINITIONS.size() + 1);
    there.addAll(DEFINITIONS.subList(0, split));
    here.addAll(DEFINITIONS.subList(split, DEFINITIONS.size()));
    boolean policyToo = split == DEFINITIONS.size();
    (policyToo ? there : here).add(policy("f", "t", "", ""));
    String pack = "import \"lib.pack\"\n" + CHAIN + String.join("\n", here);
    assertThat(digest(pack, Map.of("lib.pack", String.join("\n", there)))).isEqualTo(plain());
  }

  @Test
  void differsWhereTheMeaningDoes() {
    String text = CHAIN + String.join("\n", DEFINITIONS) + "\n" + policy("f", "t", "", "");
    assertThat(
            List.of(
                digest(text),
                digest(text.replace("10_000", "10_001")),
                digest(text.replace("count(leaked) > 3", "count(leaked) >= 3")),
                digest(text.replace("not treasury", "treasury")),
                digest(text.replace("tool: \"", "tool: \"x")),
                digest(text.replace("policy guard {", "policy guard on tool {"))))
        .doesNotHaveDuplicates();
  }

  private static String plain() {
    return digest(CHAIN + String.join("\n", DEFINITIONS) + "\n" + policy("f", "t", "", ""));
  }

  private static String digest(String text) {
    return digest(text, Map.of());
  }

  private static String digest(String text, Map<String, String> others) {
    CompiledPack compiled =
        RuleKinds.compiler()
            .compile(
                new SourceReading.Decoded(new SourceText("p.pack", text)),
                SourceFiles.inMemory(others));
    assertThat(compiled.hasErrors()).as("%s in%n%s", compiled.diagnostics(), text).isFalse();
    return PlanDigest.of(Objects.requireNonNull(compiled.plan()));
  }
}
