package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports logs of others as a user does.
 *
 * @param home where they lie
 */
record ImportedLogs(Path home) {
  List<String> exchanges(String format, String log) throws Exception {
    return exchanges(format, Files.writeString(home().resolve("log"), log));
  }

  List<String> exchanges(String format, Path... logs) throws Exception {
    Path output = home().resolve("out.jsonl");
    List<String> line =
        new ArrayList<>(
            List.of(
                "capture",
                "import",
                "--format",
                format,
                "--mode",
                "full",
                "--output",
                output.toString()));
    for (Path log : logs) {
      line.add(log.toString());
    }
    CommandRun run = CommandRun.of(home());
    assertThat(run.run(line.toArray(String[]::new))).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return Files.readAllLines(output);
  }

  String refused(String format, String log) {
    CommandRun run = CommandRun.of(home()).withInput(log);
    int code =
        run.run(
            "capture",
            "import",
            "--format",
            format,
            "--output",
            home().resolve("out.jsonl").toString(),
            "-");
    assertThat(code).as(run.out()).isEqualTo(ExitCode.USAGE_OR_IO);
    return run.err();
  }
}
