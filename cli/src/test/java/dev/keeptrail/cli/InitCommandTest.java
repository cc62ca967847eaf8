package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.price.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pack to start from is one that works. */
final class InitCommandTest {
  @TempDir private Path folder;

  @Test
  void eachTemplateIsAPackWithoutWarningsWhoseTestsPass() {
    for (String template : PackTemplate.words()) {
      Path pack = folder.resolve(template);
      run(0, "init", "--template", template, "--output", pack.toString());

      String file = pack.resolve("policy-config.yaml").toString();
      run(0, "policy", "lint", "--file", file, "--fail-level", "warning");
      run(0, "policy", "test", "--pack-dir", pack.toString());
    }
  }

  /** A budget refuses what may go to a model without a price, so these have one. */
  @Test
  void eachTemplateAndBundledPackNamesModelsWithPrices() throws Exception {
    List<Path> packs = new ArrayList<>();
    for (String template : PackTemplate.words()) {
      run(0, "init", "--template", template, "--output", folder.resolve(template).toString());
      packs.add(folder.resolve(template).resolve("policy-config.yaml"));
    }
    packs.add(Path.of("../packs/agent-guard/agent-guard.pack"));
    packs.add(Path.of("../packs/audit-trail-example/policy-config.yaml"));
    packs.add(Path.of("../packs/payments-guard/payments-guard.pack"));
    PriceTable prices = PriceTable.bundled();
    for (Path pack : packs) {
      String plan = run(0, "policy", "plan", "--file", pack.toString()).out();
      for (JsonNode target : JsonMapper.shared().readTree(plan).get("providers")) {
        if (target.has("model")) {
          assertThat(prices.listed(target.get("model").asString())).as("%s", pack).isPresent();
        }
      }
    }
  }

  /**
   * Decisions and traces of the templates' tests; {@code -Dkeeptrail.update=true} rewrites what
   * differs.
   */
  @Test
  void eachTemplateDecidesAsItDid() throws IOException {
    Map<String, Map<String, String>> was = new TreeMap<>();
    Map<String, Map<String, String>> is = new TreeMap<>();
    for (String template : PackTemplate.words()) {
      Path pack = folder.resolve(template);
      run(0, "init", "--template", template, "--output", pack.toString());
      run(3, "policy", "test", "--pack-dir", pack.toString(), "--golden", "--update");

      Path approved = Path.of("src/test/resources/dev/keeptrail/cli/templates", template);
      Map<String, String> now = files(pack.resolve("tests/golden"));
      Map<String, String> before = files(approved);
      if (Boolean.getBoolean("keeptrail.update") && !now.equals(before)) {
        Files.createDirectories(approved);
        for (String name : before.keySet()) {
          Files.delete(approved.resolve(name));
        }
        for (Map.Entry<String, String> file : now.entrySet()) {
          Files.writeString(approved.resolve(file.getKey()), file.getValue());
        }
      }
      was.put(template, before);
      is.put(template, now);
    }
    assertThat(is).isEqualTo(was);
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.toList()) {
          files.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
      }
    }
    return files;
  }

  @Test
  void replacesNothingAndWritesNothingBesideIt() throws IOException {
    Files.writeString(folder.resolve("policy-config.yaml"), "mine");

    CommandRun init = run(1, "init", "--output", folder.toString());

    assertThat(init.err()).contains("policy-config.yaml` already; nothing was written");
    assertThat(folder.resolve("policy-config.yaml")).hasContent("mine");
    assertThat(folder.resolve("tests")).doesNotExist();
  }

  @Test
  void namesTheTemplatesThereAre() {
    CommandRun init = run(1, "init", "--template", "nosuch", "--output", folder.toString());

    assertThat(init.err()).contains("no template `nosuch`").contains(PackTemplate.words());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysAsJsonWhatWasWritten() {
    CommandRun init = run(0, "init", "--json", "--output", folder.toString());

    List<Path> files =
        List.of(folder.resolve("policy-config.yaml"), folder.resolve("tests/requests.yaml"));
    assertThat(init.out()).contains("\"starter\"");
    assertThat(files).allSatisfy(file -> assertThat(init.out()).contains(file.toString()));
    assertThat(files).allSatisfy(file -> assertThat(file).isRegularFile());
  }

  private CommandRun run(int exitCode, String... arguments) {
    CommandRun run = CommandRun.of(folder.resolveSibling("home"));
    assertThat(run.run(arguments)).as(run.err() + run.out()).isEqualTo(exitCode);
    return run;
  }
}
