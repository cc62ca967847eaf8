package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.FakeDetectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden cases of the kinds that govern tools and callers cannot show. */
final class ToolKindsTest {
  /** Real detectors refuse a category that none of them reports. */
  @ParameterizedTest
  @ValueSource(
      strings = {"tool-security:blocked_entity_types", "human-oversight:require_human_for"})
  void everyWordStandsForWhatDetectorsReport(String place) throws Exception {
    String kind = place.substring(0, place.indexOf(':'));
    String setting = place.substring(place.indexOf(':') + 1);
    List<String> words = words(kind, setting);
    assertThat(words).hasSizeGreaterThan(10);
    for (String word : words) {
      Packs pack =
          Packs.chain()
              .detectors((request, plugIns) -> Detectors.scanner(request))
              .with(kind, setting, List.of(word));
      assertThatCode(() -> pack.load("reference").close()).as(word).doesNotThrowAnyException();
    }
  }

  private static List<String> words(String kind, String name) {
    return PolicyKinds.installed().find(kind).orElseThrow().schema().settings().stream()
        .filter(setting -> setting.name().equals(name))
        .map(Setting::type)
        .map(type -> (SettingType.Choice) ((SettingType.ListOf) type).element())
        .findFirst()
        .orElseThrow()
        .words();
  }

  @Test
  void aFailedDetectorBlocksWhatDependsOnIt() {
    FakeDetectors broken = FakeDetectors.usual().breaks("phi.mrn");
    assertFault(broken, Phase.INPUT, "rbac", "minimum_necessary.enabled", true);
    assertFault(broken, Phase.TOOL, "agent-firewall", "kill_switches.halt_on_pii_in_action", true);
    assertFault(broken, Phase.TOOL, "tool-security", "blocked_entity_types", List.of("mrn"));
    assertFault(broken, Phase.OUTPUT, "human-oversight", "require_human_for", List.of("phi"));
  }

  private static void assertFault(
      FakeDetectors broken, Phase phase, String kind, String setting, Object value) {
    PhaseDecision decision =
        Packs.chain()
            .detectors(broken)
            .with(kind, setting, value)
            .judge(content(phase, List.of(caller())));
    assertThat(decision.reasonCode()).isEqualTo(kind.replace('-', '_') + ".fault");
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
  }

  @Property(tries = 60)
  void callsAndResultsTogetherAreHeldToTheLimit(
      @ForAll @IntRange(max = 6) int most,
      @ForAll @IntRange(max = 6) int results,
      @ForAll @IntRange(min = 1, max = 6) int calls) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Counters.fact(Counters.TOOL_RESULTS, results));
    for (int i = 0; i < calls; i++) {
      facts.add(new Fact(FactType.TOOL_CALL, "", Map.of("name", new Value.Text("t" + i))));
    }
    PhaseDecision decision =
        Packs.chain()
            .with("agent-firewall", "max_actions_per_session", most)
            .judge(content(Phase.TOOL, facts));
    assertThat(decision.verdict() == Verdict.BLOCK).isEqualTo(results + calls > most);
  }

  private static Fact caller() {
    return new Fact(FactType.IDENTITY, "", Map.of("user", new Value.Text("ann")));
  }

  private static PhaseContent content(Phase phase, List<Fact> facts) {
    return new PhaseContent(
        phase,
        new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
        List.of(Packs.segment(Channel.TOOL_ARGUMENTS, "hello")),
        facts,
        List.of());
  }
}
