package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.conformance.ContentJson;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever stands in the plan of a compiled pack, which may come from anybody: it is refused with a
 * message, or means what it says and judges. {@code -Dkeeptrail.damaged=200000} tries more plans,
 * {@code -Dkeeptrail.damaged.seed} others.
 */
final class DamagedPlansTest {
  private static final int COUNT = Integer.getInteger("keeptrail.damaged", 1_000);
  private static final long SEED = Long.getLong("keeptrail.damaged.seed", 1);

  /** WHY: only what never ends takes as long on a busy machine. */
  private static final Duration ENDS = Duration.ofSeconds(60);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ScanResult NOTHING_FOUND = new ScanResult(List.of(), List.of(), 0);

  private static final List<String> CONTENTS =
      List.of(
          "{\"phase\":\"input\",\"segments\":[{\"role\":\"user\",\"text\":\"wire ann 10\"}],"
              + "\"facts\":[{\"type\":\"identity\",\"fields\":{\"user\":\"ann\"}}]}",
          "{\"phase\":\"tool\",\"segments\":[],\"facts\":[{\"type\":\"tool_call\","
              + "\"pointer\":\"/calls/0\",\"fields\":{\"id\":\"c1\",\"name\":\"wire\","
              + "\"arguments\":{\"to\":\"x\",\"amount\":1e19,\"tags\":[\"a\"]}}}]}",
          "{\"phase\":\"output\",\"segments\":[{\"role\":\"assistant\",\"text\":\"a [1] b\"}],"
              + "\"facts\":[]}");

  private final PolicyEngine engine =
      PolicyEngines.named("reference", PolicyKinds.installed(), (_, _) -> _ -> NOTHING_FOUND);

  @Test
  void eachIsRefusedOrJudges() throws Exception {
    List<JsonNode> plans = plans();
    assertThat(plans).hasSizeGreaterThan(200);
    for (long seed = SEED; seed < SEED + COUNT; seed++) {
      var random = new SplittableRandom(seed);
      JsonNode plan = plans.get(random.nextInt(plans.size())).deepCopy();
      for (int steps = 1 + random.nextInt(2); steps > 0; steps--) {
        damage(plan, plans.get(random.nextInt(plans.size())), random);
      }
      String json = JSON.writeValueAsString(plan);
      try {
        assertTimeoutPreemptively(ENDS, () -> check(json));
      } catch (AssertionError | RuntimeException problem) {
        throw new AssertionError("seed " + seed + ":\n" + json, problem);
      }
    }
  }

  private void check(String json) throws Exception {
    PackPlan plan;
    try {
      plan = PlanReader.read(json);
    } catch (PlanFormatException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    String canonical = PlanJson.canonical(plan);
    assertThat(PlanJson.canonical(PlanReader.read(canonical))).isEqualTo(canonical);
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.of("a key for tests only"));
    try (var program = engine.load(plan, options)) {
      for (String content : CONTENTS) {
        assertThat(program.evaluate(ContentJson.read(content).phase())).isNotNull();
      }
    } catch (PlanLoadException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static List<JsonNode> plans() throws Exception {
    var compiler = new PackCompiler(PackSchemas.installed());
    List<JsonNode> plans = new ArrayList<>();
    for (String source : DamagedPacksTest.sources("yaml")) {
      var reading = new SourceReading.Decoded(new SourceText("whole.yaml", source));
      PackPlan plan = compiler.compile(reading).plan();
      if (plan != null) {
        plans.add(JSON.readTree(PlanJson.canonical(plan)));
      }
    }
    return plans;
  }

  /** Takes something out of the plan, or puts something of another plan or of nobody's there. */
  private static void damage(JsonNode plan, JsonNode other, SplittableRandom random) {
    List<JsonNode> holders = new ArrayList<>();
    holders(plan, holders);
    JsonNode value = random.nextBoolean() ? odd(random) : anyOf(other, random).deepCopy();
    switch (holders.get(random.nextInt(holders.size()))) {
      case ObjectNode object -> {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, value);
        }
      }
      case ArrayNode list -> list.set(random.nextInt(list.size()), value);
      default -> throw new IllegalStateException("neither an object nor a list");
    }
  }

  private static void holders(JsonNode node, List<JsonNode> holders) {
    if (!node.isEmpty()) {
      holders.add(node);
      node.forEach(inside -> holders(inside, holders));
    }
  }

  private static JsonNode anyOf(JsonNode plan, SplittableRandom random) {
    List<JsonNode> holders = new ArrayList<>();
    holders(plan, holders);
    JsonNode holder = holders.get(random.nextInt(holders.size()));
    return holder.valueStream().skip(random.nextInt(holder.size())).findFirst().orElseThrow();
  }

  private static JsonNode odd(SplittableRandom random) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(-1);
      case 2 -> nodes.numberNode(Long.MAX_VALUE);
      case 3 -> nodes.numberNode(1e308);
      case 4 -> nodes.numberNode(0.5);
      case 5 -> nodes.stringNode("");
      case 6 -> nodes.stringNode("nobody knows this");
      case 7 -> nodes.stringNode("(a{900}){900}");
      case 8 -> nodes.arrayNode();
      default -> nodes.objectNode();
    };
  }
}
