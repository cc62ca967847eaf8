package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in the place of a ledger's folder; nobody listens at any of them. */
final class ServerLedgerTest {
  private static final String NOBODY = "postgresql://ana@127.0.0.1:1/audit?connect_timeout=2";

  @TempDir Path home;

  private CommandRun kt(int expected, String line, String ledger) {
    var run = CommandRun.of(home);
    String[] arguments = (line + " --ledger " + ledger).split(" ", -1);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events tail",
        "events show evt_1",
        "events export --output x.csv",
        "events trail",
        "events stats",
        "export-jobs list",
        "ledger verify",
        "ledger checkpoint",
        "ledger keys",
        "ledger prune --older-than 1d",
        "ledger hold",
        "escalation list",
        "replay --pack ../packs/audit-trail-example/policy-config.yaml",
      })
  void anAddressGoesWhereAFolderDoes(String line) {
    var run = kt(1, line, NOBODY);
    assertThat(run.err()).contains("cannot be reached; check that the server runs");
    assertThat(home.resolve("servers")).isDirectory();
  }

  /** What starts a gateway may try again, as it may not where something has to be mended. */
  @Test
  void aGatewayWhoseServerIsAwayHasAnExitCodeOfItsOwn() {
    String line =
        "gateway run --simulate --policy-config ../packs/audit-trail-example/policy-config.yaml";
    assertThat(kt(75, line, NOBODY).err()).contains("cannot be reached");
    assertThat(kt(1, line, "postgresql://ana:Tulip-7@127.0.0.1/audit").err())
        .contains("must not hold a password");
  }

  @Test
  void thePasswordIsNotRepeated() {
    var run = kt(1, "events tail", "postgresql://ana:Tulip-7@127.0.0.1/audit");
    assertThat(run.out() + run.err())
        .contains("must not hold a password", "PGPASSWORD")
        .doesNotContain("Tulip-7");
    assertThat(kt(1, "events tail", "mysql://ana:Tulip-7@127.0.0.1/audit").err())
        .contains("no ledgers at addresses of the kind `mysql`")
        .doesNotContain("Tulip-7");
  }

  @Test
  void theDoctorSaysThatTheServerIsAway() {
    assertThat(kt(3, "doctor", NOBODY).out())
        .contains("failed   ledger")
        .contains("cannot be reached")
        .contains("see to the server, or name another ledger");
  }

  @Test
  void itIsNotCopiedLikeAFile() {
    assertThat(kt(1, "ledger backup copy.zip", NOBODY).err()).contains("pg_dump");
    assertThat(kt(1, "ledger restore copy.zip", NOBODY).err()).contains("there is a ledger in");
  }
}
