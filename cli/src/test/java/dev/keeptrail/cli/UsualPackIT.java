package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which pack commands mean that name none, in the folder that they are run in. */
@Timeout(300)
final class UsualPackIT {
  private static final String PACK =
      """
      language 1

      pack %s {
        version: "1.0.0"
      }

      chain {
        audit-logger
      }

      test "all is well" {
        given message { role: user text: "hello" }
        expect allow
      }
      """;

  private static final List<String> COMMANDS =
      List.of(
          "policy lint",
          "policy plan",
          "policy show",
          "policy test",
          "policy coverage",
          "policy mask --input in.json",
          "policy explain --input in.json",
          "policy convert --to yaml",
          "policy build --output .",
          "policy mutate",
          "config show",
          "bench --rounds 1 --warm-up 0");

  @TempDir Path folder;

  /** Runs command lines one after the other, where the process is. */
  static final class Commands {
    private Commands() {}

    public static void main(String[] lines) {
      for (String line : lines) {
        var run = new CommandRun();
        int exitCode = run.run(line.split(" "));
        System.out.printf("%s: %d%n%s%s%n", line, exitCode, run.out(), run.err());
      }
    }
  }

  @BeforeEach
  void input() throws IOException {
    Files.writeString(
        folder.resolve("in.json"),
        "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}");
  }

  @Test
  void theOnlyTextPackIsMeantWhereThereIsNoYaml() throws Exception {
    Files.writeString(folder.resolve("wire.pack"), PACK.formatted("wire"));

    String said = run(COMMANDS);

    assertThat(said).doesNotContain("kt: ");
    COMMANDS.forEach(command -> assertThat(said).contains(command + ": 0\n"));
    assertThat(folder.resolve("wire-1.0.0.ktpack")).exists();
    assertThat(run(List.of("doctor"))).contains("ok       pack      wire@1.0.0, 0 targets\n");
  }

  @Test
  void yamlIsMeantWhereThereIsBoth() throws Exception {
    Files.writeString(folder.resolve("wire.pack"), PACK.formatted("wire"));
    Files.writeString(
        folder.resolve("policy-config.yaml"),
        "pack: {name: usual, version: 1.0.0}\npolicies: {chain: [audit-logger]}\n");

    assertThat(run(List.of("policy lint", "doctor")))
        .contains("usual@1.0.0")
        .doesNotContain("wire@");
  }

  @Test
  void ofSeveralOneIsToBeNamed() throws Exception {
    Files.writeString(folder.resolve("wire.pack"), PACK.formatted("wire"));
    Files.writeString(folder.resolve("card.pack"), PACK.formatted("card"));

    String said = run(COMMANDS);

    COMMANDS.forEach(command ->
        assertThat(said)
            .contains(
                command
                    + ": 1\n"
                    + "kt: `.` holds several packs\n"
                    + "  name one of them: `card.pack`, `wire.pack`\n"));
    assertThat(run(List.of("doctor"))).contains("skipped  pack      `.` holds several packs\n");
  }

  @Test
  void whereThereIsNoneThatIsSaid() throws Exception {
    String said = run(COMMANDS);

    COMMANDS.forEach(command ->
        assertThat(said)
            .contains(
                command
                    + ": 1\n"
                    + "kt: there is no pack in `.`\n"
                    + "  packs are called policy-config.yaml, or end in .pack\n"));
  }

  private String run(List<String> lines) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", absoluteClassPath()));
    command.add(Commands.class.getName());
    command.addAll(lines);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(Map.of("KEEPTRAIL_HOME", folder.resolve("home").toString()));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String absoluteClassPath() {
    String separator = System.getProperty("path.separator");
    Stream<String> entries = Arrays.stream(System.getProperty("java.class.path").split(separator));
    return String.join(
        separator, entries.map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
  }
}
