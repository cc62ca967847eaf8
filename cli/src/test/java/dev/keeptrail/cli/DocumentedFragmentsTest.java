package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.cli.DocumentedCommands.Fragment;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What pages show of files can be put into files as it stands. */
final class DocumentedFragmentsTest {
  private static final Set<String> SECTIONS =
      Set.of(
          "pack",
          "providers",
          "policies",
          "policy",
          "gateway",
          "rate_limits",
          "budgets",
          "capture",
          "testing",
          "define",
          "response_cache");

  /** Pages whose first examples are the mistakes that they are about; other tests hold them. */
  private static final String MISTAKES = "docs/diagnostics/";

  private final YAMLMapper yaml = YAMLMapper.builder().build();

  @Test
  void partsOfPacksCompileOnceTheRestIsThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    int packs = 0;
    for (Fragment fragment : fragments("yaml")) {
      JsonNode root = yaml.readTree(fragment.text());
      if (isPack(root) && !isToBeWrong(fragment)) {
        packs++;
        SourceText source = new SourceText(fragment.toString(), completed(fragment.text(), root));
        PackLoading.compile(source).diagnostics().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(Diagnostic::toString)
            .forEach(wrong::add);
      }
    }

    assertThat(packs).isGreaterThan(40);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyOtherFileIsWellFormed() throws IOException {
    List<String> wrong = new ArrayList<>();
    int files = 0;
    for (Path page : DocumentedCommands.allPages()) {
      for (Fragment fragment : DocumentedCommands.fragments(page)) {
        files += isFile(fragment) ? 1 : 0;
        try {
          read(fragment);
        } catch (JacksonException malformed) {
          wrong.add(fragment + ": " + malformed.getOriginalMessage());
        }
      }
    }

    assertThat(files).isGreaterThan(60);
    assertThat(wrong).isEmpty();
  }

  private static boolean isFile(Fragment fragment) {
    return Set.of("yaml", "json", "properties").contains(fragment.language())
        && !fragment.page().startsWith(MISTAKES);
  }

  private void read(Fragment fragment) throws IOException {
    if (!isFile(fragment)) {
      return;
    }
    switch (fragment.language()) {
      case "yaml" -> assertThat(yaml.readTree(fragment.text())).isNotNull();
      case "json" -> assertThat(JsonMapper.shared().readTree(fragment.text())).isNotNull();
      default -> {
        var properties = new Properties();
        properties.load(new StringReader(fragment.text()));
        assertThat(properties).as(fragment.toString()).isNotEmpty();
      }
    }
  }

  private static List<Fragment> fragments(String language) throws IOException {
    List<Fragment> fragments = new ArrayList<>();
    for (Path page : DocumentedCommands.allPages()) {
      DocumentedCommands.fragments(page).stream()
          .filter(fragment -> fragment.language().equals(language))
          .filter(fragment -> !fragment.page().startsWith(MISTAKES))
          .forEach(fragments::add);
    }
    return fragments;
  }

  /** A job of a build may have the name of a section. */
  private static boolean isPack(JsonNode root) {
    return root.isObject()
        && !root.isEmpty()
        && SECTIONS.containsAll(root.propertyNames())
        && !root.path("pack").has("script");
  }

  private static boolean isToBeWrong(Fragment fragment) {
    return fragment.text().contains("broken-pack");
  }

  private static String completed(String text, JsonNode root) {
    Map<String, String> rest = new LinkedHashMap<>();
    rest.put("pack", "{name: shown, version: 1.0.0}");
    rest.put("providers", "{targets: [{id: simulated, provider: simulated}]}");
    List<String> chain = List.copyOf(root.path("policy").propertyNames());
    rest.put("policies", "{chain: " + (chain.isEmpty() ? List.of("audit-logger") : chain) + "}");
    StringBuilder whole = new StringBuilder(text);
    rest.forEach((section, value) -> {
      if (!root.has(section)) {
        whole.append(section).append(": ").append(value).append('\n');
      }
    });
    return whole.toString();
  }
}
