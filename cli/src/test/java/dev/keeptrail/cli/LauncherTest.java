package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher as far as it goes without a build. */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "kt").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void namesAJdkThatIsNone() throws Exception {
    Process launcher = start(LAUNCHER, folder.toString());

    assertThat(output(launcher))
        .isEqualTo("kt: KEEPTRAIL_JAVA_HOME is " + folder + ", which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  @Test
  void namesAJdkThatIsTooOld() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    assertThat(Files.createFile(folder.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");

    Process launcher = start(LAUNCHER, folder.toString());

    assertThat(output(launcher)).endsWith("which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("kt"), LAUNCHER);

    Process launcher = start(link, "/nowhere");

    assertThat(output(launcher))
        .isEqualTo("kt: KEEPTRAIL_JAVA_HOME is /nowhere, which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  @Test
  void runsADistributionFromItsFolder() throws Exception {
    Path root = distribution();

    Process launcher = start(root.resolve("bin/kt"), javaThatRepeats().toString());

    assertThat(output(launcher))
        .contains("-cp " + root.resolve("lib/keeptrail-cli.jar") + ":" + root.resolve("lib/b.jar"))
        .contains("-XX:AOTCache=" + root.resolve("cache/start-read-25.0.1+1.aot"))
        .endsWith("dev.keeptrail.cli.Main --version\n");
    assertThat(launcher.exitValue()).isZero();
  }

  @Test
  void runsADistributionThatIsLinkedTo() throws Exception {
    Path root = distribution();
    Path link = Files.createSymbolicLink(folder.resolve("kt"), root.resolve("bin/kt"));

    Process launcher = start(link, javaThatRepeats().toString());

    assertThat(output(launcher)).contains("-cp " + root.resolve("lib/keeptrail-cli.jar"));
  }

  @ParameterizedTest
  @CsvSource({"'', C.UTF-8", "C, C.UTF-8", "de_DE.UTF-8, ''"})
  void filesMayHaveAnyNameWhereThereIsNoLocale(String lang, String chosen) throws Exception {
    Path java = javaThatRepeats();
    Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho \"${LC_ALL:-}\"\n");
    var builder = launch(distribution().resolve("bin/kt"), java.toString(), "--version");
    builder.environment().keySet().removeAll(Set.of("LC_ALL", "LC_CTYPE"));
    builder.environment().put("LANG", lang);

    assertThat(output(builder.start()).lines().toList().getLast()).isEqualTo(chosen);
  }

  /** Java would read the next file that it opens, in the place of standard input. */
  @Test
  void nothingIsReadFromAnInputThatIsClosed() throws Exception {
    Path java = javaThatRepeats();
    Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nreadlink /dev/fd/0 /dev/fd/2 >&1\n");
    String launcher = distribution().resolve("bin/kt").toString();
    var builder = launch(Path.of("unused"), java.toString());

    String output =
        output(builder.command("bash", "-c", "bash " + launcher + " --version <&- 2>&-").start());

    assertThat(output.lines()).endsWith("/dev/null", "/dev/null");
  }

  /** What is given beside the launcher's own options is theirs who run the gateway. */
  @ParameterizedTest
  @CsvSource({
    "1, '', -XX:+UseSerialGC -Xms96m -Xmn64m",
    "2, -Dx=1, -XX:+UseSerialGC -Xms96m -Xmn64m",
    "3, '', -Xms64m",
    "2, -Dx=1 -Xmx80m, ''",
    "2, -XX:+UseZGC, ''",
    "16, -XX:MaxHeapSize=32m, ''"
  })
  void givesAGatewayMemoryByTheProcessors(int processors, String added, String memory)
      throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path getconf = Files.writeString(tools.resolve("getconf"), "#!/bin/sh\necho " + processors);
    assertThat(getconf.toFile().setExecutable(true)).isTrue();
    var builder =
        launch(distribution().resolve("bin/kt"), javaThatRepeats().toString(), "gateway", "run");
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("KEEPTRAIL_JAVA_OPTS", added);

    String output = output(builder.start());

    assertThat(output.lines().toList().getLast())
        .startsWith((memory + " -XX:AOTCache=").strip())
        .contains(" " + added);
  }

  @ParameterizedTest
  @CsvSource({"gateway, run, true", "gateway, status, false", "policy, lint, false"})
  void onlyAGatewayThatRunsAsksForHugePages(String group, String command, boolean serves)
      throws Exception {
    Path pages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean given = Files.isReadable(pages) && !Files.readString(pages).contains("[never]");
    var launcher =
        launch(distribution().resolve("bin/kt"), javaThatRepeats().toString(), group, command);

    String options = output(launcher.start()).lines().toList().getLast();

    assertThat(options.contains(" -XX:+UseTransparentHugePages ")).isEqualTo(serves && given);
  }

  /** Each would keep a processor busy for seconds, for a file that one of them needs to make. */
  @Test
  void ofManyFirstCommandsAtTheSameTimeOneMakesTheCache() throws Exception {
    Path root = distribution();
    Path made = folder.resolve("made");
    Path java = javaThatMakesCaches("echo >> %s; sleep 2".formatted(made));

    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      launchers.add(start(root.resolve("bin/kt"), java.toString()));
    }

    for (Process launcher : launchers) {
      assertThat(output(launcher)).endsWith("dev.keeptrail.cli.Main --version\n");
      assertThat(launcher.exitValue()).isZero();
    }
    assertThat(Files.readAllLines(made)).hasSize(1);
    assertThat(caches(root)).containsExactly("start-read-25.0.1+1.aot");
  }

  /** What runs there is thrown away before a cache has saved what it cost. */
  @ParameterizedTest
  @CsvSource({"true, false", "1, false", "false, true", "'', true"})
  void aRunnerOfACiSystemMakesNoCacheAndUsesOneThatIsThere(String ci, boolean makes)
      throws Exception {
    Path root = distribution();
    var builder = launch(root.resolve("bin/kt"), javaThatRepeats().toString(), "--version");
    builder.environment().put("CI", ci);
    assertThat(output(builder.start()).contains("-XX:AOTCache=")).isEqualTo(makes);
    Path cache = root.resolve("cache/start-read-25.0.1+1.aot");
    assertThat(Files.exists(cache)).isEqualTo(makes);

    Files.createDirectories(cache.getParent());
    Files.writeString(cache, "made before");
    assertThat(output(builder.start())).contains("-XX:AOTCache=" + cache);
    assertThat(cache).hasContent("made before");
  }

  @Test
  void whoeverIsStoppedWhileItMakesTheCacheLeavesNothing() throws Exception {
    Path root = distribution();
    Path began = folder.resolve("began");
    Path java = javaThatMakesCaches("echo > %s; sleep 600".formatted(began));

    Process launcher = start(root.resolve("bin/kt"), java.toString());
    while (!Files.exists(began)) {
      Thread.sleep(10);
    }
    launcher.toHandle().destroy();

    assertThat(output(launcher)).isEmpty();
    assertThat(launcher.exitValue()).isEqualTo(143);
    assertThat(caches(root)).isEmpty();
  }

  @Test
  void aCacheThatWasBegunByAKilledCommandIsMadeByTheNextOne() throws Exception {
    Path root = distribution();
    Path begun = Files.createDirectories(root.resolve("cache")).resolve("start-read-25.0.1+1.aot");
    Files.writeString(Path.of(begun + ".making"), "4194999\n");
    Files.writeString(Path.of(begun + ".4194999"), "half of it");

    output(start(root.resolve("bin/kt"), javaThatRepeats().toString()));

    assertThat(begun).hasContent("made");
    assertThat(caches(root)).containsExactly("start-read-25.0.1+1.aot");
  }

  /** Minutes without a word look like a fault; what the command prints is its own all the same. */
  @Test
  void saysThatItBuildsBesideTheOutput() throws Exception {
    Process launcher = checkout("echo '[INFO] Building kt [1/9]'", "").start();

    String err = new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output(launcher)).endsWith("dev.keeptrail.cli.Main --version\n").hasLineCount(1);
    assertThat(err.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("kt: building Keeptrail (mvn -Dquick package), "))
        .anyMatch(line -> line.matches("kt: built in \\d+ s"));
  }

  @Test
  void saysNothingOfABuildWhereItIsToBeQuiet() throws Exception {
    Process launcher = checkout("true", "yes").start();

    assertThat(new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(output(launcher)).hasLineCount(1);
  }

  @Test
  void saysWhatIsWrongWithABuildAlsoWhereItIsToBeQuiet() throws Exception {
    Process launcher =
        checkout("echo '[INFO] many lines'; echo '[ERROR] no such file'; exit 1", "yes").start();

    String err = new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output(launcher)).isEmpty();
    assertThat(launcher.exitValue()).isEqualTo(1);
    assertThat(err)
        .startsWith("[ERROR] no such file\nkt: the build failed; all of Maven's output is in ")
        .doesNotContain("many lines");
  }

  /** A clone that was never built, with a Maven that does what it is told. */
  private ProcessBuilder checkout(String maven, String quiet) throws IOException {
    Path root = Files.createDirectories(folder.toRealPath().resolve("clone"));
    Files.copy(LAUNCHER, root.resolve("kt"));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path dist = root.resolve("cli/target/dist");
    Path mvn =
        Files.writeString(
            tools.resolve("mvn"),
            "#!/bin/sh\n%s\nmkdir -p %s && echo lib/b.jar > %s/classpath\n"
                .formatted(maven, dist, dist));
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    var builder =
        launch(root.resolve("kt"), javaThatRepeats().toString(), "--version")
            .redirectErrorStream(false);
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("KEEPTRAIL_QUIET", quiet);
    return builder;
  }

  /** The layout of the archive, with nothing in its jars. */
  private Path distribution() throws IOException {
    Path root = folder.toRealPath().resolve("keeptrail-1.0.0");
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("lib"));
    Files.copy(LAUNCHER, root.resolve("bin/kt"));
    Files.writeString(root.resolve("lib/classpath"), "lib/b.jar");
    return root;
  }

  /** A JDK whose java prints what it is given, and makes the start-up cache it is asked for. */
  private Path javaThatRepeats() throws IOException {
    return javaThatMakesCaches("true");
  }

  /** The same; before it makes a cache it does this. */
  private Path javaThatMakesCaches(String before) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk"));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\nJAVA_RUNTIME_VERSION=\"25.0.1+1\"\n");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        for argument; do
          case $argument in
            -XX:AOTCacheOutput=*)
              echo half > "${argument#*=}"
              %s
              echo made > "${argument#*=}"
              ;;
          esac
        done
        echo "$*"
        """
            .formatted(before));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  private static List<String> caches(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("cache"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Process start(Path launcher, String javaHome) throws IOException {
    return launch(launcher, javaHome, "--version").start();
  }

  private ProcessBuilder launch(Path launcher, String javaHome, String... words) {
    var command = Stream.concat(Stream.of("bash", launcher.toString()), Stream.of(words)).toList();
    var builder = new ProcessBuilder(command);
    builder.environment().put("KEEPTRAIL_JAVA_HOME", javaHome);
    builder.environment().remove("CI");
    return builder.directory(folder.toFile()).redirectErrorStream(true);
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return text;
  }
}
