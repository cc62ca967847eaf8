package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.gateway.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The doctor, on healthy and on sick machines. */
final class DoctorCommandTest {
  private static final String KEY = "sk-not-a-key-at-all";

  @TempDir Path folder;

  @Test
  void aHealthyMachineHasNoFailure() throws Exception {
    Path pack = pack("http://127.0.0.1:9/v1");
    CommandRun run = run().with("DOCTOR_KEY", KEY);

    int exitCode = doctor(run, "--policy-config", pack.toString());

    assertThat(run.out())
        .contains("ok       java      JDK ", "ok       port      127.0.0.1:")
        .containsPattern("(ok|warning)  +files     [0-9]+ files and connections may be open")
        .contains("ok       pack      doctor-pack@1.0.0, 1 target")
        .contains("ok       secret    here has the variable DOCTOR_KEY")
        .contains("skipped  provider  no provider was asked")
        .doesNotContain(KEY);
    assertThat(exitCode).isZero();
  }

  @Test
  void warnsOfABudgetWhoseModelHasNoPrice() throws Exception {
    Path pack = folder.resolve("budget.yaml");
    Files.writeString(
        pack,
        """
        pack: {name: budget-pack, version: 1.0.0}
        providers:
          targets:
            - {id: ours, provider: simulated, model: homegrown}
        policies: {chain: [audit-logger]}
        budgets: [{scope: key, usd: 10}]
        """);
    CommandRun run = run();

    int exitCode = doctor(run, "--policy-config", pack.toString());

    assertThat(run.out()).contains("warning  prices    no price is known for `homegrown`");
    assertThat(exitCode).isZero();

    Path prices = folder.resolve("prices.json");
    Files.writeString(
        prices,
        """
        {"effective_date": "2026-11-01", "models": {"homegrown": {"input": 1, "output": 2}}}
        """);
    CommandRun priced = run();
    doctor(priced, "--policy-config", pack.toString(), "--prices", prices.toString());
    assertThat(priced.out())
        .contains("ok       prices    " + prices + " can be read")
        .doesNotContain("no price");
  }

  @Test
  void aTableOfPricesThatIsNoneFails() throws Exception {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{}");
    for (Path file : List.of(prices, folder.resolve("nowhere.json"))) {
      CommandRun run = run();
      int exitCode = doctor(run, "--prices", file.toString());
      assertThat(run.out()).containsPattern("failed   prices    .*" + file.getFileName());
      assertThat(exitCode).isEqualTo(ExitCode.EXPECTATION_FAILED);
    }
  }

  @Test
  void aMissingSecretAndATakenPortFailWithARemedy() throws Exception {
    Path pack = pack("http://127.0.0.1:9/v1");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = run();

      int exitCode =
          run.run(
              "doctor",
              "--policy-config",
              pack.toString(),
              "--listen",
              "127.0.0.1:" + taken.getLocalPort());

      assertThat(run.out())
          .contains("failed   secret    here: the variable DOCTOR_KEY is not there")
          .contains("failed   port      127.0.0.1:" + taken.getLocalPort())
          .contains("choose another with `--listen`");
      assertThat(exitCode).isEqualTo(3);
    }
  }

  @Test
  void theRoomIsThatOfTheDiskWhereTheLedgerIs() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    CommandRun run = run().with("DOCTOR_KEY", KEY);

    doctor(
        run,
        "--policy-config",
        pack("http://127.0.0.1:9/v1").toString(),
        "--ledger",
        elsewhere.resolve("ledger").toString());

    assertThat(run.out()).contains(" MiB free in " + elsewhere + ", for the ledger");
  }

  @Test
  void providersAreAskedOnlineOnlyAndWithoutAKey() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var seen = new ConcurrentLinkedQueue<String>();
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders().entrySet().toString());
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
    try {
      Path pack = pack("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
      CommandRun run = run().with("DOCTOR_KEY", KEY);

      int exitCode = doctor(run, "--policy-config", pack.toString(), "--online");

      assertThat(run.out()).contains("ok       provider  here at", "(status 401 without a key)");
      assertThat(seen.toString()).isNotEmpty().doesNotContain(KEY);
      assertThat(exitCode).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aProviderThatIsNotThereFails() throws Exception {
    CommandRun run = run().with("DOCTOR_KEY", KEY);

    int exitCode =
        doctor(run, "--policy-config", pack("http://127.0.0.1:9/v1").toString(), "--online");

    assertThat(run.out()).contains("failed   provider  here at http://127.0.0.1:9/v1");
    assertThat(exitCode).isEqualTo(3);
  }

  /** Keys for callers come before the first start, so the ledger's folder does, too. */
  @Test
  void whoHasMadeAKeyBeforeTheFirstStartHasNoBrokenLedger() throws Exception {
    CommandRun key = run();
    assertThat(key.run("auth", "token", "create", "--name", "ana")).as(key.err()).isZero();
    CommandRun run = run();

    int exitCode = doctor(run);

    assertThat(run.out()).contains("skipped  ledger    there is none in").doesNotContain("failed");
    assertThat(exitCode).isZero();
  }

  @Test
  void aLedgerThatHasGoneIsNoNewOne() throws Exception {
    CommandRun key = run();
    assertThat(key.run("auth", "token", "create", "--name", "ana")).as(key.err()).isZero();
    Path home = folder.resolve("home");
    Files.writeString(home.resolve("ledger/checkpoint.last"), "left behind");
    CommandRun run = run();

    assertThat(doctor(run)).isEqualTo(3);
    assertThat(run.out()).contains("failed   ledger    there is no ledger in");
  }

  @Test
  void aPackThatAllUsersCanChangeIsNamedAndSoIsItsFolder() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path pack =
        Files.copy(
            Path.of("../packs/audit-trail-example/policy-config.yaml"), open.resolve("p.yaml"));
    CommandRun good = run();
    int _ = doctor(good, "--policy-config", pack.toString());
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(pack, PosixFilePermissions.fromString("rw-rw-rw-"));
    CommandRun bad = run();
    int _ = doctor(bad, "--policy-config", pack.toString());

    assertThat(good.out()).doesNotContain("can be changed by all users");
    for (Path place : List.of(pack, open)) {
      assertThat(bad.out())
          .contains(
              "warning  pack      "
                  + place
                  + " can be changed by all users, and so can what is refused; chmod o-w "
                  + place);
    }
  }

  /** Root looks into everything, so that this says something only where others run it. */
  @Test
  void aLedgerThatCannotBeSeenIsNotTakenForNone() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path ledger = Files.createDirectory(home.resolve("ledger"));
    Files.setPosixFilePermissions(ledger, Set.of());
    assumeThat(Files.isReadable(ledger)).isFalse();
    CommandRun run = run();
    CommandRun tail = run();

    assertThat(doctor(run)).isEqualTo(3);
    assertThat(tail.run("events", "tail")).isEqualTo(1);

    assertThat(run.out())
        .contains(
            "failed   ledger    " + ledger + " cannot be looked into by this user; run this as")
        .doesNotContain("kafka");
    assertThat(tail.err()).contains("cannot be looked into by this user");
  }

  @Test
  void filesThatOnlyThePackOrTheServiceNamesAreLookedAtToo() throws Exception {
    Path secret = Files.writeString(folder.resolve("openai.key"), "sk-unreal\n");
    Path service = folder.resolve("config/keeptrail/gateway.env");
    Files.createDirectories(service.getParent());
    Files.writeString(service, "OPENAI_API_KEY=sk-unreal\n");
    Path pack =
        Files.writeString(
            folder.resolve("p.yaml"),
            Files.readString(Path.of("../packs/audit-trail-example/policy-config.yaml"))
                .replace("env: OPENAI_API_KEY", "file: " + secret));
    for (Path file : List.of(secret, service)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    CommandRun run = run();

    int _ = doctor(run, "--policy-config", pack.toString());

    for (Path file : List.of(secret, service)) {
      assertThat(run.out())
          .contains("warning  keys      " + file + " can be read by all users; chmod o= " + file);
    }
    assertThat(run.out()).doesNotContain("sk-unreal");
  }

  @ParameterizedTest
  @CsvSource({"rw-rw----,''", "rw----r--,read", "rw-rw-rw-,changed"})
  void filesOfKeysThatAllUsersReachAreNamed(String rights, String may) throws Exception {
    CommandRun key = run();
    assertThat(key.run("auth", "token", "create", "--name", "ana")).as(key.err()).isZero();
    Path keys = folder.resolve("home/keys.json");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(rights));
    CommandRun run = run();

    int _ = doctor(run);

    String said =
        "warning  keys      " + keys + " can be " + may + " by all users; chmod o= " + keys;
    if (may.isEmpty()) {
      assertThat(run.out()).doesNotContain("  keys  ");
    } else {
      assertThat(run.out()).contains(said);
    }
  }

  @Test
  void onlyRootsGroupMayWriteToTheHome() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwx---"));
    boolean roots = Files.getAttribute(home, "unix:gid").equals(0);
    CommandRun run = run();

    int _ = doctor(run);

    assertThat(run.out()).contains((roots ? "ok       home      " : "warning  home      ") + home);
  }

  @Test
  void aHomeOfSomebodyElseIsReachedThroughItsGroup() throws Exception {
    assumeThat(ProcessUser.id()).as("only root gives folders away").isEqualTo(0);
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxr-x"));
    Files.setAttribute(home, "unix:gid", 65532);
    CommandRun ours = run();
    int before = doctor(ours);

    Files.setAttribute(home, "unix:uid", 65532);
    CommandRun anothers = run();
    int after = doctor(anothers);

    assertThat(ours.out()).contains("warning  home      " + home);
    assertThat(anothers.out()).contains("ok       home      " + home);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aLedgerThatIsNoneFailsAndOneOfOthersIsAWarning() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path ledger = Files.createDirectories(home.resolve("ledger"));
    Files.writeString(ledger.resolve("ledger.db"), "no database, but some text instead of one");
    CommandRun run = run();

    int exitCode = doctor(run);

    assertThat(run.out())
        .contains("failed   ledger    ")
        .contains("warning  home      " + home + " can be written to by others; chmod go-w");
    assertThat(exitCode).isEqualTo(3);
  }

  @Test
  void jsonHasTheSame() throws Exception {
    CommandRun run =
        run().withClock(Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC));

    int exitCode = doctor(run, "--json");

    JsonNode document = StrictJson.parse(run.out().getBytes(StandardCharsets.UTF_8));
    JsonNode clock =
        document
            .path("checks")
            .valueStream()
            .filter(check -> check.path("name").asString().equals("clock"))
            .findFirst()
            .orElseThrow();
    assertThat(clock.path("status").asString()).isEqualTo("failed");
    assertThat(clock.path("remedy").asString()).isEqualTo("set the clock");
    assertThat(exitCode).isEqualTo(3);
  }

  private CommandRun run() {
    return CommandRun.of(folder.resolve("home"))
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  /** With a port of which the system says that it is free. */
  private static int doctor(CommandRun run, String... more) {
    var words = new ArrayList<>(List.of("doctor", "--listen", "127.0.0.1:0"));
    words.addAll(List.of(more));
    return run.run(words.toArray(String[]::new));
  }

  private Path pack(String address) throws IOException {
    return Files.writeString(
        folder.resolve("pack.yaml"),
        """
        pack: {name: doctor-pack, version: 1.0.0, enabled: true}
        providers:
          targets:
            - id: here
              provider: openai
              model: gpt-4o-mini
              base_url: %s
              secret_key_ref: {env: DOCTOR_KEY}
        policies:
          chain: [audit-logger]
        policy:
          audit-logger: {}
        """
            .formatted(address));
  }
}
