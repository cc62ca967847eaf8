package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service, with a systemctl on the PATH that writes down what it is asked. */
final class GatewayServiceTest {
  @TempDir Path folder;

  private Path pack;
  private Path unit;

  @BeforeEach
  void setUp() throws IOException {
    pack = Files.writeString(folder.resolve("a \"pack\" of 100%.yaml"), "pack: {}\n");
    unit = folder.resolve("config/systemd/user/keeptrail-gateway.service");
    systemctl("exit 0");
  }

  @Test
  void dryRunPrintsTheUnitAndChangesNothing() {
    CommandRun run = install("--dry-run", "--", "--durability", "batch");

    assertThat(run.out())
        .contains(
            "ExecStart=\"/opt/k t/bin/kt\" \"gateway\" \"run\" \"--policy-config\" \""
                + folder
                + "/a \\\"pack\\\" of 100%%.yaml\" \"--durability\" \"batch\"\n")
        .contains("Environment=\"KEEPTRAIL_HOME=" + folder.resolve("home") + "\"\n")
        .contains("EnvironmentFile=-" + folder.resolve("config/keeptrail/gateway.env") + "\n")
        .doesNotContain("sk-not-a-key");
    assertThat(unit).doesNotExist();
    assertThat(folder.resolve("asked")).doesNotExist();
  }

  @Test
  void whatTheGatewayWouldNotTakeIsSaidBeforeItIsInstalled() {
    for (String wrong : List.of("--nosuch", "--max-concurrency=x")) {
      CommandRun run = run();
      assertThat(run.run("gateway", "install", "--policy-config", pack.toString(), "--", wrong))
          .isOne();
      assertThat(run.err()).contains("does not take the options after `--`");
      assertThat(unit).doesNotExist();
    }
  }

  @Test
  void relativeNamesMeanWhatTheyMeantHere() throws IOException {
    CommandRun run =
        install("--dry-run", "--environment-file", "some.env", "--", "--tls-cert", "tls.crt");

    String here = Path.of("").toAbsolutePath().toString();
    assertThat(run.out())
        .contains("\nWorkingDirectory=-" + here + "\n")
        .contains("\nEnvironmentFile=-" + here + "/some.env\n")
        .contains("\"--tls-cert\" \"tls.crt\"");
  }

  @Test
  void aPackThatIsNotThereIsSaid() {
    CommandRun run = CommandRun.of(folder);

    assertThat(run.run("gateway", "install", "--policy-config", "none.yaml", "--dry-run")).isOne();

    assertThat(run.err()).contains("there is no file `none.yaml`");
  }

  @Test
  void installWritesAndEnablesTheUnit() {
    CommandRun run = install();

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("installed " + unit);
    assertThat(unit)
        .content()
        .contains("WantedBy=default.target")
        // 75 is not among them: it says that the ledger's server is not there yet.
        .contains("\nRestart=on-failure\n", "\nRestartPreventExitStatus=1 2\n")
        .contains("\nStartLimitIntervalSec=0\n");
    assertThat(folder.resolve("asked"))
        .hasContent(
            "--user daemon-reload\n--user daemon-reload\n--user enable keeptrail-gateway.service\n"
                + "--user is-active keeptrail-gateway.service");
  }

  @Test
  void systemdFindsNoFaultInTheUnit() throws Exception {
    assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
    Path launcher = Files.writeString(folder.resolve("kt"), "#!/bin/sh\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Path file = folder.resolve("keeptrail-gateway.service");
    CommandRun run = run().with("KEEPTRAIL_LAUNCHER", launcher.toString());
    assertThat(run.run("gateway", "install", "--policy-config", pack.toString(), "--dry-run"))
        .isZero();
    Files.writeString(file, run.out());

    var builder =
        new ProcessBuilder("/usr/bin/systemd-analyze", "--user", "verify", file.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    Process verify = builder.redirectErrorStream(true).start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = verify.waitFor();

    assertThat(said).doesNotContain("keeptrail-gateway.service");
    assertThat(exitCode).isZero();
  }

  @Test
  void startAndStopGoThroughTheManager() throws IOException {
    CommandRun unused = install();
    Files.delete(folder.resolve("asked"));

    assertThat(run().run("gateway", "start")).isZero();
    assertThat(run().run("gateway", "stop")).isZero();

    assertThat(folder.resolve("asked"))
        .hasContent(
            "--user is-active keeptrail-gateway.service\n--user start keeptrail-gateway.service\n"
                + "--user is-active keeptrail-gateway.service\n--user stop keeptrail-gateway.service");
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void startWaitsUntilTheServiceServes() throws IOException {
    CommandRun unused = install();
    long process = ProcessHandle.current().pid();
    systemctl(
        """
        case "$*" in
          *MainPID*) echo %d ;;
          *is-active*) if grep -q -- "--user start" '%s'; then echo active; else echo inactive; fi ;;
        esac\
        """
            .formatted(process, folder.resolve("asked")));
    new OperatorAccess("http://127.0.0.1:41002", "http://127.0.0.1:1", "token", process, null)
        .write(folder.resolve("home/run"));
    CommandRun run = run();

    assertThat(run.run("gateway", "start")).isZero();

    assertThat(run.out()).startsWith("started, and serving; ");
    CommandRun again = run();
    assertThat(again.run("gateway", "start")).isZero();
    assertThat(again.out()).startsWith("runs already; ");
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void startSaysThatTheServiceEnded() throws IOException {
    CommandRun unused = install();
    systemctl("case \"$*\" in *is-active*) echo failed; exit 3 ;; esac");
    CommandRun run = run();

    assertThat(run.run("gateway", "start")).isEqualTo(1);

    assertThat(run.err())
        .contains("the service has ended: it is `failed`")
        .contains("`journalctl --user -u keeptrail-gateway.service -n 30` shows why");
    CommandRun status = run();
    assertThat(status.run("gateway", "status")).isEqualTo(1);
    assertThat(status.err()).contains("the service has failed; `journalctl --user ");
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void aServiceThatRunsIsSaidToNeedARestart() throws IOException {
    systemctl("case \"$*\" in *is-active*) echo active ;; esac");

    CommandRun run = install();

    assertThat(run.out()).contains("  restart  kt gateway stop, then kt gateway start");
    CommandRun status = run();
    assertThat(status.run("gateway", "status")).isEqualTo(1);
    assertThat(status.err()).contains("the service is `active` and does not serve yet");
  }

  @Test
  void uninstallStopsTheServiceAndRemovesTheUnit() throws IOException {
    CommandRun unused = install();
    Files.delete(folder.resolve("asked"));
    CommandRun run = run();

    assertThat(run.run("gateway", "uninstall")).isZero();

    assertThat(run.out()).isEqualTo("removed " + unit + System.lineSeparator());
    assertThat(unit).doesNotExist();
    assertThat(folder.resolve("asked"))
        .hasContent("--user disable --now keeptrail-gateway.service\n--user daemon-reload");
    assertThat(run().run("gateway", "uninstall")).as("a second time").isEqualTo(1);
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void aServiceThatCannotBeStoppedStaysInstalled() throws IOException {
    CommandRun unused = install();
    systemctl("echo 'Failed to connect to bus: No medium found' >&2; exit 1");
    CommandRun run = run();

    assertThat(run.run("gateway", "uninstall")).isEqualTo(1);

    assertThat(run.err()).contains("Failed to connect to bus");
    assertThat(unit).exists();
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void startNeedsAnInstalledService() {
    CommandRun run = run();

    assertThat(run.run("gateway", "start")).isEqualTo(1);
    assertThat(run.err()).contains("no service is installed").contains("kt gateway install");
  }

  @Test
  void statusSaysThatTheServiceIsThere() {
    CommandRun unused = install();
    CommandRun run = run();

    assertThat(run.run("gateway", "status")).isEqualTo(1);
    assertThat(run.err()).contains("`kt gateway start` starts it");
    assertThat(unused.err()).isEmpty();
  }

  @Test
  void withoutAUserManagerNothingIsWritten() throws IOException {
    systemctl("echo 'Failed to connect to bus: No medium found' >&2; exit 1");

    CommandRun run = install();

    assertThat(run.err())
        .contains("`systemctl --user daemon-reload` failed: Failed to connect to bus");
    assertThat(unit).doesNotExist();
  }

  @Test
  void withoutSystemctlItSaysWhatElseThereIs() {
    CommandRun run = run().with("PATH", folder.resolve("nothing").toString());

    assertThat(run.run("gateway", "install", "--policy-config", pack.toString())).isEqualTo(1);
    assertThat(run.err()).contains("no `systemctl` on the PATH").contains("--dry-run");
  }

  @Test
  void aLineEndCannotSneakADirectiveIn() {
    CommandRun run = install("--", "--ledger", "x\nExecStartPre=/bin/true");

    assertThat(run.err()).contains("control characters");
    assertThat(unit).doesNotExist();
  }

  private CommandRun install(String... more) {
    var words = new ArrayList<>(List.of("gateway", "install"));
    words.addAll(List.of("--policy-config", pack.toString()));
    words.addAll(List.of(more));
    CommandRun run = run();
    int ignored = run.run(words.toArray(String[]::new));
    return run;
  }

  private CommandRun run() {
    return CommandRun.of(folder.resolve("home"))
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString())
        .with("PATH", folder.resolve("bin") + ":/usr/bin:/bin")
        .with("OPENAI_API_KEY", "sk-not-a-key")
        .with("KEEPTRAIL_LAUNCHER", "/opt/k t/bin/kt");
  }

  private void systemctl(String end) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve("systemctl");
    Files.writeString(
        file, "#!/bin/sh\necho \"$*\" >> '" + folder.resolve("asked") + "'\n" + end + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
