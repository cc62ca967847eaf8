package dev.keeptrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** What other tools read of {@code kt policy test}: TAP, LCOV, JUnit and GitHub's notes. */
final class PolicyTestReportsTest {
  private static final Path PACKS = DocumentedCommands.ROOT.resolve("packs");

  @TempDir Path folder;
  private int exit;

  @BeforeEach
  void aPackWithATestThatFails() throws IOException {
    SmallPack.write(folder);
  }

  @Test
  void tapHasAPointForEachTestAndASubtestForEachPack() throws IOException {
    SmallPack.test(
        folder,
        "cases",
        "{name: 'small # 1', input: {tool_calls: [{arguments: {amount: 99}}]},"
            + " expected: {verdict: block}}");

    assertThat(run("--format", "tap").out())
        .startsWith("TAP version 14\nnot ok 1 - small \\# 1\n  ---\n  {\n")
        .contains("    \"message\": \"verdict: expected block, got allow\",", "\"line\": 1")
        .endsWith("  }\n  ...\n1..1\n");
    assertThat(exitCode()).isEqualTo(3);

    CommandRun all = CommandRun.of(folder);
    String other = PACKS.resolve("payments-guard").toString();
    assertThat(all.run("policy", "test", "--format", "tap", folder.toString(), other)).isEqualTo(3);
    assertThat(all.out())
        .contains("\n    1..1\nnot ok 1 - ", "\n    1..10\nok 2 - ", "\n    ok 10 - ")
        .endsWith("\n1..2\n");
  }

  @Test
  void aPackThatIsNotTestedIsNotOkInTap() throws IOException {
    SmallPack.test(folder, "cases2", "{name: x, expected: {verdict: allow}}");

    assertThat(run("--format", "tap").out()).contains("\nnot ok 1 - ", ": E4").endsWith("\n1..1\n");
    assertThat(exitCode()).isEqualTo(2);
  }

  /** Readers take two test cases of one name for one that ran twice. */
  @Test
  void problemsOfOneKindInAFileAreOneTestCase() throws IOException {
    SmallPack.test(
        folder,
        "cases2",
        "{name: x, expected: {verdict: allow}}\n- {name: y, expected: {verdict: allow}}");

    String xml = run("--format", "junit").out();

    assertThat(xml.split("<testcase", -1)).hasSize(2);
    assertThat(xml).contains("tests=\"1\"", "cases2.yaml:1:", "cases2.yaml:2:");
  }

  /** {@code lcov} and {@code genhtml} refuse a report without records. */
  @Test
  void lcovOfAPackWithoutRulesHoldsItsPolicies() throws IOException {
    Path lcov = folder.resolve("lcov.info");
    CommandRun run = CommandRun.of(folder);
    String pack = PACKS.resolve("audit-trail-example/policy-config.yaml").toString();

    assertThat(run.run("policy", "test", "--coverage-lcov", lcov.toString(), "--file", pack))
        .isZero();

    assertThat(Files.readString(lcov))
        .startsWith("TN:\nSF:")
        .containsPattern("\nFN:\\d+,prompt-injection\n")
        .containsPattern("\nFNDA:[1-9]\\d*,prompt-injection\n")
        .containsPattern("\nDA:\\d+,[1-9]")
        .contains("\nFNF:3\nFNH:3\n", "\nLF:3\nLH:3\n", "end_of_record\n");
  }

  /** A report in which what could not be run is missing would look as if all was well. */
  @Test
  void junitHoldsErrorsThatKeepTestsFromRunning() throws Exception {
    Files.writeString(folder.resolve("tests/broken.yaml"), "{name: \"<x>\", inputs: {}}\n");
    CommandRun one = CommandRun.of(folder);
    int code = one.run("policy", "test", "--format", "junit", "--pack-dir", folder.toString());
    CommandRun many = CommandRun.of(folder);
    assertThat(many.run("policy", "test", "--format", "junit", folder.toString())).isEqualTo(2);

    assertThat(code).isEqualTo(2);
    for (CommandRun run : List.of(one, many)) {
      assertThat(run.err()).contains("error[E450]");
      var suite = junit(run.out()).getElementsByTagName("testsuite").item(0).getAttributes();
      assertThat(suite.getNamedItem("errors").getNodeValue())
          .isEqualTo(suite.getNamedItem("tests").getNodeValue())
          .isNotEqualTo("0");
      assertThat(run.out()).contains("<error type=\"E450\" message=\"unknown key `inputs`");
    }
  }

  @Test
  void junitIsAReportAlsoWithoutTests() {
    CommandRun none = CommandRun.of(folder);
    assertThat(
            none.run(
                "policy",
                "test",
                "--format",
                "junit",
                "--filter",
                "nothing",
                "--pack-dir",
                folder.toString()))
        .isEqualTo(4);
    assertThat(none.out()).contains("<testsuite ", " tests=\"0\"", "</testsuites>");
  }

  @Test
  void junitSaysHowLongEachTestTook() throws Exception {
    String report = run("--format", "junit").out();

    var suite = junit(report).getElementsByTagName("testsuite").item(0);
    var test = junit(report).getElementsByTagName("testcase").item(0);
    double one = seconds(test);
    assertThat(one).isPositive();
    // Loading the pack counts for the suite.
    assertThat(seconds(suite)).isGreaterThan(one);
  }

  @Test
  void junitAndGithubNameTheFailure() {
    assertThat(run("--format", "junit").out())
        .contains("tests=\"1\" failures=\"1\"", "<failure type=\"expectation\"");
    assertThat(run("--format", "github").out()).contains("::error file=", "title=large::verdict");
  }

  @Test
  void theNameOfATestSteersNoTerminal() throws IOException {
    SmallPack.test(
        folder,
        "more",
        "{name: \"red \\e[31m, 100 %: now\", input: {tool_calls: [{arguments: {amount: 9}}]},"
            + " expected: {verdict: block}}");

    assertThat(run("--format", "github").out())
        .contains("title=red \\u{1b}[31m%2C 100 %25%3A now::verdict")
        .doesNotContain("\u001b");
  }

  private static Document junit(String report) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(report.getBytes(UTF_8)));
  }

  private static double seconds(Node element) {
    return Double.parseDouble(element.getAttributes().getNamedItem("time").getNodeValue());
  }

  private int exitCode() {
    return exit;
  }

  private CommandRun run(String... options) {
    CommandRun run = CommandRun.of(folder);
    var words = new ArrayList<>(List.of("policy", "test", "--pack-dir", folder.toString()));
    words.addAll(List.of(options));
    exit = run.run(words.toArray(String[]::new));
    return run;
  }
}
