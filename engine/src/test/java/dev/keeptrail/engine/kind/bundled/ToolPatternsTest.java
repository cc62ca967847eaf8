package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.engine.value.ToolName;
import dev.keeptrail.engine.value.ToolPatterns;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around the name of a tool neither hides it from a list nor widens one. */
final class ToolPatternsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete_all",
        "functions.delete_all",
        "functions.Delete_All ",
        "files/delete_all",
        "files:delete_all",
        "files::delete_all",
        "mcp__files__delete_all",
        "mcp_files_delete_all",
        "functions.mcp_files_delete_all",
        "target___delete_all",
        "a.b/c__d:delete_all",
        "files|delete_all",
        "files>delete_all",
        "delete_all_mcp_files",
        "delete_all()",
        "files.delete_everything",
      })
  void whatIsRefusedIsFoundBehindEveryPlace(String called) {
    assertThat(refused("delete_*", called)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undelete_all",
        "files_delete_all",
        "files-delete_all",
        "delete",
        "delete_all_files.get",
        "list",
        "files delete_all",
      })
  void whatIsNotRefusedPasses(String called) {
    assertThat(refused("delete_a??", called)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "github/delete_*, mcp__github__delete_repo, true",
    "mcp__github__delete_*, github.delete_repo, true",
    "mcp__github__delete_*, delete_repo, false",
    "functions.delete_repo, delete_repo, true",
    "functions.*, delete_repo, false",
    "mcp__*, mcp_github_delete_repo, false",
    "mcp__*, mcp__github__delete_repo, true",
    "mcp__*, delete_repo, false",
    "a__b, a/b, true",
    "a__b, a___b, true",
    "a.b, a_b, false",
    "run, dry_run, false",
    "run, dry-run, false",
    "run, dry.run, true",
    "delete_*, delete__all, true",
    "*, anything.at/all, true",
    "a+b, x.a+b, true",
    "a.b, axb, false",
  })
  void placesInAPatternCountHoweverTheyAreJoined(String pattern, String called, boolean found) {
    assertThat(refused(pattern, called)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "get_*, get_weather, true",
    "get_*, functions.get_weather, false",
    "get_*, get_.delete_all, false",
    "get_*, get_it/delete_all, false",
    "get_*, get__delete_all, false",
    "get_*, get_it__delete_all, false",
    "get_*, GET_weather, false",
    "get*_now, get_it_now, true",
    "get*_now, get__now, false",
    "get?, gets, true",
    "get?, get., false",
    "a_?b, a__b, false",
    "a??b, a__b, false",
    "*, anything.at/all, true",
    "**, anything.at/all, true",
    "*_read, files/doc_read, true",
    "*_get*, files/do_get.delete_all, false",
    "github/*, github/delete_repo, true",
    "github/*, github/a/delete_repo, true",
    "mcp__*, mcp__github__delete_repo, true",
    "mcp_*, mcp__github__delete_repo, true",
    "mcp__github__*, mcp__github__delete_repo, true",
    "mcp__github__get_*, mcp__github__get_repo, true",
    "mcp__github__get_*, mcp__github__get_x__delete_repo, false",
    "functions.*, functions.get, true",
    "get_weather, get_weather, true",
    "get_weather, x.get_weather, false",
  })
  void whatIsPermittedIsWhatIsWritten(String pattern, String called, boolean permitted) {
    assertThat(decide("allowed_tools", pattern, called) == Verdict.ALLOW).isEqualTo(permitted);
  }

  /** Patterns refuse, counters and schemas ask for readings: both must mean the same. */
  @Property(tries = 3_000)
  void aNameIsReadAsWhatPatternsFind(
      @ForAll("names") String middle, @ForAll("names") String called) {
    String tool = "a" + middle + "b";
    boolean found =
        LinearPattern.of(ToolPatterns.anywhere(ToolName.loose(tool)))
            .isFoundIn(ToolName.loose(called));
    assertThat(ToolName.readings(called).contains(ToolName.loose(tool))).isEqualTo(found);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a",
            "b",
            "ab",
            "B",
            "_",
            "__",
            ".",
            "/",
            "mcp_",
            "_mcp_",
            "-",
            "\u00e9",
            "\ud83d\ude00")
        .list()
        .ofMinSize(0)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions.search", "mcp__web__search", "SEARCH"})
  void aToolSpendsFromItsBudgetHoweverItIsCalled(String called) {
    Fact result =
        new Fact(
            FactType.TOOL_RESULT,
            "",
            Map.of("name", new Value.Text("web/search"), "text", new Value.Text("found")));
    List<Fact> facts = new ArrayList<>(Counters.ofResults(List.of(result)));
    facts.add(call(called));
    Packs pack = Packs.chain().with("tool-budget", "budgets.search.max_calls", 1);

    assertThat(decide(pack, List.of(call(called))).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decide(pack, facts).reasonCode()).isEqualTo("tool_budget.calls_spent");
  }

  /** As long as lists and names in them may be, and of whatever signs. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "a.", "*_", "?", "(", "\u00e9", "\u1c80", "__", ".__", "mcp__a."})
  void everyListOfToolsCanBeLoaded(String sign) {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      names.add((number + sign.repeat(200)).substring(0, 200));
    }
    names.add("find");
    for (String setting : List.of("blocked_tools", "allowed_tools")) {
      Packs pack = Packs.chain().with("agent-firewall", setting, names);
      Verdict verdict = decide(pack, List.of(call("find"))).verdict();
      assertThat(verdict == Verdict.BLOCK).isEqualTo(setting.equals("blocked_tools"));
    }
  }

  @Test
  void aLongNameHasFewReadings() {
    String name = "a.".repeat(100_000) + "search" + "_mcp_x".repeat(1_000);

    assertThat(ToolName.readings(name)).contains("search").hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multi_tool_use.parallel",
        "functions.multi_tool_use.parallel",
        "Multi_Tool_Use/Parallel",
        "multi_tool_use__parallel",
        "multitooluse.parallel()",
      })
  void aCallOfOtherCallsIsToldByItsName(String name) {
    assertThat(ToolName.isBundle(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parallel", "run.parallel", "multi_tool_use", "use_multi_tool"})
  void otherNamesAreNone(String name) {
    assertThat(ToolName.isBundle(name)).isFalse();
  }

  private static boolean refused(String pattern, String called) {
    return decide("blocked_tools", pattern, called) == Verdict.BLOCK;
  }

  private static Verdict decide(String setting, String pattern, String called) {
    Packs pack = Packs.chain().with("agent-firewall", setting, List.of(pattern));
    return decide(pack, List.of(call(called))).verdict();
  }

  private static Fact call(String called) {
    return new Fact(
        FactType.TOOL_CALL,
        "",
        Map.of("name", new Value.Text(called), "index", new Value.Decimal(0)));
  }

  private static PhaseDecision decide(Packs pack, List<Fact> facts) {
    var request = new RequestFacts("gpt", "simulated", "/v1/chat/completions", false);
    return pack.judge(new PhaseContent(Phase.TOOL, request, List.of(), facts, List.of()));
  }
}
