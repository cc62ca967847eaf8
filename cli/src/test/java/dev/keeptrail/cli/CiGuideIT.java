package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The jobs that the guide to CI shows, run as their platforms run them: each command by a shell, in
 * a clone with the branch that a change wants to go to. What belongs to the platform alone (the
 * download, the comment, the upload) is stood in for.
 */
@Timeout(600)
final class CiGuideIT {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Path GUIDE = DocumentedCommands.ROOT.resolve("docs/guides/ci.md");

  @TempDir Path folder;
  private Path clone;
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void cloneARepositoryWithAPackAndTraffic() throws Exception {
    clone = Files.createDirectory(folder.resolve("clone"));
    Path tools = Files.createDirectory(folder.resolve("tools"));
    program(
        tools.resolve("kt"),
        "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.keeptrail.cli.Main \"$@\""
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), classPath()));
    program(tools.resolve("gh"), "echo \"$@\" >> '" + folder.resolve("gh.txt") + "'");
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    environment.put("KEEPTRAIL_HOME", folder.resolve("home").toString());
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    shell("git init -q -b main && git config user.name ci && git config user.email ci@example.com");
    shell("kt init");
    Files.writeString(clone.resolve("log.jsonl"), pair("a", "what is a bond?"));
    Files.writeString(
        clone.resolve("log.jsonl"),
        Files.readString(clone.resolve("log.jsonl")) + pair("b", "write to ana@example.com"));
    shell("kt capture import --format pairs --mode full --output traffic.jsonl log.jsonl");
    shell("git add . && git commit -qm 'a pack'");
    shell("git update-ref refs/remotes/origin/main HEAD && git switch -qc change");
    environment.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", shell("git rev-parse HEAD").strip());
    environment.put("GITHUB_BASE_REF", "main");
    environment.put("NUMBER", "7");
  }

  @Test
  void theGitHubJobPassesAChangeThatWeakensNothing() throws Exception {
    raiseVersion();
    for (JsonNode step : gitHubSteps()) {
      shell(step.path("run").asString());
    }
    assertThat(clone.resolve("replay.md")).content().contains("2");
    assertThat(clone.resolve("replay.json")).isNotEmptyFile();
    assertThat(folder.resolve("gh.txt"))
        .hasContent("pr comment 7 --edit-last --create-if-none --body-file replay.md");
  }

  @Test
  void theGitHubJobFailsAChangeThatWeakensADecisionAndStillCommentsOnIt() throws Exception {
    weaken();
    Map<String, Integer> failed = new LinkedHashMap<>();
    for (JsonNode step : gitHubSteps()) {
      Result result = run(step.path("run").asString());
      if (result.code() != 0) {
        failed.put(
            step.path("run").asString().replaceFirst("(?s)^(kt (?:policy )?\\w+).*", "$1"),
            result.code());
      }
    }
    assertThat(failed).containsEntry("kt policy test", 3).containsEntry("kt replay", 10);
    assertThat(folder.resolve("gh.txt")).exists();
    assertThat(clone.resolve("replay.md")).content().contains("weakened");
  }

  @Test
  void theGitLabJobLeavesReportsOfTestsAndFlips() throws Exception {
    raiseVersion();
    JsonNode job = block("merge_request_event").path("pack");
    for (JsonNode line : job.path("script")) {
      shell(line.asString());
    }
    for (JsonNode report : job.at("/artifacts/reports/junit")) {
      assertThat(clone.resolve(report.asString())).content().contains("<testsuite");
    }
    weaken();
    List<Integer> codes = new ArrayList<>();
    for (JsonNode line : job.path("script")) {
      codes.add(run(line.asString()).code());
    }
    assertThat(codes).contains(3).endsWith(10);
  }

  @Test
  void theHooksCheckAndFormatWhatACommitChanges() throws Exception {
    Path pack = clone.resolve("small.pack");
    String tidy = "language 1\n\npack small { version: \"1.0.0\" }\n\nchain {\n  audit-logger\n}\n";
    Files.writeString(pack, tidy.replace("\n\n", "\n"));
    List<String> entries = new ArrayList<>();
    for (JsonNode hook : block("repo: local").at("/repos/0/hooks")) {
      Pattern files = Pattern.compile(hook.path("files").asString());
      List<String> changed =
          List.of("small.pack", "policy-config.yaml", "tests/requests.yaml").stream()
              .filter(name -> files.matcher(name).find())
              .toList();
      entries.add(hook.path("entry").asString() + " " + String.join(" ", changed));
    }
    assertThat(entries)
        .containsExactly(
            "kt policy lint --fail-level warning small.pack policy-config.yaml",
            "kt policy fmt small.pack");

    for (String entry : entries) {
      shell(entry);
    }
    assertThat(pack).hasContent(tidy);
    Files.writeString(pack, tidy.replace("audit-logger", "audit-loger"));
    assertThat(run(entries.getFirst()).code()).isEqualTo(2);
  }

  /** But for installing, each command of the job. */
  private static List<JsonNode> gitHubSteps() throws IOException {
    List<JsonNode> steps = new ArrayList<>();
    for (JsonNode step : block("on: pull_request").at("/jobs/pack/steps")) {
      if (step.has("run") && !step.path("name").asString("").startsWith("Install")) {
        steps.add(step);
      }
    }
    assertThat(steps).hasSizeGreaterThan(5);
    return steps;
  }

  private static JsonNode block(String holding) throws IOException {
    return YAML.matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(text -> text.contains(holding))
        .map(text -> YAMLMapper.shared().readTree(text))
        .findFirst()
        .orElseThrow();
  }

  private void raiseVersion() throws Exception {
    Path pack = clone.resolve("policy-config.yaml");
    String text = Files.readString(pack);
    Files.writeString(pack, text.replaceFirst("version: [^,]+", "version: 9.9.9"));
    shell("git commit -qam 'a newer version'");
  }

  private void weaken() throws Exception {
    Path pack = clone.resolve("policy-config.yaml");
    String text = Files.readString(pack);
    String weaker =
        text.replace("pii-detector, ", "").replaceFirst("(?m)^ *pii-detector: .*\\R?", "");
    assertThat(weaker).doesNotContain("pii-detector");
    Files.writeString(pack, weaker);
    shell("git commit -qam 'without personal data'");
  }

  private static String pair(String id, String question) {
    return ("{\"id\": \"%s\", \"request\": {\"model\": \"m\", \"messages\": [{\"role\": \"user\","
            + " \"content\": \"%s\"}]}, \"response\": {\"choices\": [{\"index\": 0, \"message\":"
            + " {\"role\": \"assistant\", \"content\": \"Done.\"}, \"finish_reason\": \"stop\"}]}}\n")
        .formatted(id, question);
  }

  /** The commands run in the clone. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Result(int code, String said) {}

  private String shell(String line) throws Exception {
    Result result = run(line);
    assertThat(result.code()).as("%s%n%s", line, result.said()).isZero();
    return result.said();
  }

  private Result run(String line) throws Exception {
    var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", line);
    builder.directory(clone.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), said);
  }
}
