package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFmtCommandTest {
  private static final String UGLY = "pack   p { version: '1.0.0' } # p\nchain { a b }\n";
  private static final String NEAT = "pack p { version: \"1.0.0\" }  # p\n\nchain { a, b }\n";

  @TempDir Path home;

  @Test
  void formatsFilesAndFoldersInPlaceAndNamesThem() throws IOException {
    Path ugly = write("deep/ugly.pack", UGLY);
    Path neat = write("neat.pack", NEAT);
    write("other.yaml", "a:   b\n");
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "fmt", home.toString());

    assertThat(run.out()).isEqualTo(ugly + System.lineSeparator());
    assertThat(ugly).hasContent(NEAT);
    assertThat(neat).hasContent(NEAT);
    assertThat(exitCode).isZero();
  }

  @Test
  void checkChangesNothingAndExitsWithThree() throws IOException {
    Path ugly = write("ugly.pack", UGLY);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "fmt", "--check", "--diff", ugly.toString());

    assertThat(run.out()).startsWith(ugly.toString()).contains("-chain { a b }", "+chain { a, b }");
    assertThat(ugly).hasContent(UGLY);
    assertThat(exitCode).isEqualTo(3);
    assertThat(CommandRun.of(home).run("policy", "fmt", ugly.toString())).isZero();
    assertThat(CommandRun.of(home).run("policy", "fmt", "--check", ugly.toString())).isZero();
  }

  @Test
  void aByteOrderMarkStaysAndCountsForNothing() throws IOException {
    Path marked = write("marked.pack", "\ufeff" + UGLY);

    assertThat(CommandRun.of(home).run("policy", "fmt", marked.toString())).isZero();

    assertThat(Files.readString(marked)).isEqualTo("\ufeff" + NEAT);
    assertThat(CommandRun.of(home).run("policy", "fmt", "--check", marked.toString())).isZero();
  }

  @Test
  void aLinkThatLeadsNowhereIsSaidToBeOne() throws IOException {
    Path loop = home.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("policy", "fmt", loop.toString())).isOne();

    assertThat(run.err())
        .isEqualTo("kt: `%1$s` is a link to `%1$s`, and there is no such file\n".formatted(loop));
  }

  @Test
  void aResultOfConvertHasANameThatSaysWhatItIs() throws IOException {
    Path text = write("x.pack", NEAT.replace("a, b", "audit-logger"));
    Path yaml = home.resolve("y.yaml");
    String[] toYaml = {"policy", "convert", "--to", "yaml", "--file", text.toString(), "-o"};

    CommandRun wrong = CommandRun.of(home);
    assertThat(wrong.run(with(toYaml, home + "/z.pack"))).isOne();
    assertThat(wrong.err()).contains("would hold YAML, and its name says pack text", "`.yaml`");
    assertThat(home.resolve("z.pack")).doesNotExist();

    CommandRun right = CommandRun.of(home);
    assertThat(right.run(with(toYaml, yaml.toString()))).as(right.err()).isZero();
    assertThat(yaml).isNotEmptyFile();

    String[] toText = {"policy", "convert", "--to", "text", "--file", yaml.toString(), "-o"};
    CommandRun back = CommandRun.of(home);
    assertThat(back.run(with(toText, home + "/z.yml"))).isOne();
    assertThat(back.err()).contains("would hold pack text, and its name says YAML", "`.pack`");
    assertThat(CommandRun.of(home).run(with(toText, home + "/z"))).isZero();
  }

  @Test
  void aPackToConvertIsNamedByItself() throws IOException {
    Path text = write("x.pack", NEAT.replace("a, b", "audit-logger"));
    CommandRun option = CommandRun.of(home);
    assertThat(option.run("policy", "convert", "--to", "yaml", "--file", text.toString())).isZero();

    for (Path path : List.of(text, home)) {
      CommandRun alone = CommandRun.of(home);
      assertThat(alone.run("policy", "convert", "--to", "yaml", path.toString())).isZero();
      assertThat(alone.out()).isEqualTo(option.out()).contains("audit-logger");
    }
    CommandRun both = CommandRun.of(home);
    assertThat(both.run("policy", "convert", "--to=yaml", text.toString(), "--file=y.pack"))
        .isOne();
    assertThat(both.err()).contains("`--file` and a path name two packs");
  }

  private static String[] with(String[] first, String last) {
    String[] all = Arrays.copyOf(first, first.length + 1);
    all[first.length] = last;
    return all;
  }

  @Test
  void formatsStandardInput() {
    CommandRun run = CommandRun.of(home).withInput(UGLY);

    assertThat(run.run("policy", "fmt", "-")).isZero();
    assertThat(run.out()).isEqualTo(NEAT);
  }

  @Test
  void leavesFilesWithSyntaxErrorsAloneAndFormatsTheOthers() throws IOException {
    Path broken = write("broken.pack", "chain {\n");
    Path ugly = write("ugly.pack", UGLY);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "fmt", home.toString());

    assertThat(run.err()).contains("broken.pack:", "error[E1");
    assertThat(broken).hasContent("chain {\n");
    assertThat(ugly).hasContent(NEAT);
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void leavesNewerLanguagesAlone() throws IOException {
    Path newer = write("newer.pack", "language   2\nfoo\n");
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("policy", "fmt", newer.toString())).isEqualTo(2);
    assertThat(run.err()).contains("is written in language 2, this version reads language 1");
    assertThat(newer).hasContent("language   2\nfoo\n");
  }

  @Test
  void refusesYaml() throws IOException {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("policy", "fmt", write("a.yaml", "a: b").toString())).isEqualTo(1);
    assertThat(run.err()).contains("does not end in `.pack`", "kt policy convert");
  }

  @Test
  void convertsThereAndBack() throws IOException {
    Path yaml =
        write(
            "policy-config.yaml",
            """
            # about
            pack: {name: p, version: 1.0.0}  # named
            policies: {chain: [pii-detector]}
            policy:
              pii-detector:
                # how
                action: redact
            """);
    Path text = home.resolve("p.pack");

    CommandRun there = CommandRun.of(home);
    assertThat(there.run("policy", "convert", "--to", "text", "--file", yaml + "", "-o", text + ""))
        .as(there.err())
        .isZero();
    CommandRun back = CommandRun.of(home);
    assertThat(back.run("policy", "convert", "--to", "yaml", "--file", text.toString()))
        .as(back.err())
        .isZero();
    CommandRun same = CommandRun.of(home);
    assertThat(same.run("policy", "convert", "--to", "text", "--file", text.toString())).isOne();

    assertThat(Files.readString(text))
        .startsWith("language 1\n\n# about\n")
        .contains("pack p { version: \"1.0.0\" }  # named\n", "    # how\n");
    assertThat(back.out()).contains("# about\n", "  # named\n", "    # how\n    action: redact\n");
    assertThat(same.err()).contains("is pack text already");
  }

  @Test
  void convertsNamesThatTextPutsInQuotesAndNoPackWithErrors() throws IOException {
    Path broken = write("broken.yaml", "pack: {name: p, version: 1}\n");
    Path quoted =
        write(
            "names.yaml",
            """
            pack: {name: p.2, version: 1.0.0}
            providers: {targets: [{id: 2nd.target, provider: simulated, model: m}]}
            policies: {chain: [audit-logger]}
            """);
    CommandRun first = CommandRun.of(home);
    CommandRun second = CommandRun.of(home);

    assertThat(first.run("policy", "convert", "--to", "text", "--file", broken + "")).isEqualTo(2);
    assertThat(first.err()).contains("error[", "has errors and is not converted");
    assertThat(second.run("policy", "convert", "--to", "text", "--file", quoted + "")).isZero();
    assertThat(second.out()).contains("pack \"p.2\" {", "provider \"2nd.target\" {");
  }

  @Test
  void convertsBlocksLeftEmptyAndNoTestWithNull() throws IOException {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [rbac]}
        policy:
          rbac:
            data_access:
              staff:
              partner: {max_sensitivity: internal}
        """;
    Path empty = write("empty.yaml", pack);
    Path test =
        write(
            "null.yaml",
            pack
                + """
                testing:
                  suites:
                    - name: s
                      cases:
                        - name: nothing
                          input: {tool_calls: [{name: wire, arguments: {to: [null]}}]}
                          expected: {verdict: allow}
                """);
    CommandRun first = CommandRun.of(home);
    CommandRun second = CommandRun.of(home);

    assertThat(first.run("policy", "convert", "--to", "text", "--file", empty + "")).isZero();
    assertThat(first.out()).contains("staff: {}");
    assertThat(second.run("policy", "convert", "--to", "text", "--file", test + "")).isEqualTo(2);
    assertThat(second.err()).contains("line 13, column 62 says `null` in a test");
  }

  @Test
  void fixesFilesWhoseLinesEndInCarriageReturns() throws IOException {
    String chain = "policies:\r  chain:\r    - %s\r    - %s\r";
    String pack = "pack: {name: p, version: 1.0.0}\r";
    Path file = write("policy-config.yaml", pack + chain.formatted("audit-logger", "dlp-filter"));
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("policy", "lint", "--fix", "--file", file.toString())).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(pack + chain.formatted("dlp-filter", "audit-logger"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
