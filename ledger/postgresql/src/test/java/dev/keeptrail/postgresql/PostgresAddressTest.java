package dev.keeptrail.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://ana@db.example/audit | postgresql://ana@db.example:5432/audit",
        "postgres://ana@db.example:6000/audit | postgresql://ana@db.example:6000/audit",
        "postgresql://a%20na@[::1]/the%20trail | postgresql://a%20na@[::1]:5432/the%20trail",
        "postgresql://a+b@db/audit | postgresql://a%2Bb@db:5432/audit",
        "postgresql://ana@db/audit?sslmode=verify-full&schema=kt | postgresql://ana@db:5432/audit?schema=kt&sslmode=verify-full",
      })
  void saysTheSameInOneForm(String given, String written) throws Exception {
    PostgresAddress address = PostgresAddress.parse(given);
    assertThat(address).hasToString(written);
    assertThat(PostgresAddress.parse(written)).isEqualTo(address);
  }

  @Test
  void asksAsTheUserOfTheMachineWhereNobodyIsNamed() throws Exception {
    assertThat(PostgresAddress.parse("postgresql://db/audit").role())
        .isEqualTo(System.getProperty("user.name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://ana:Tulip-7@db/audit | must not hold a password",
        "postgresql://ana@db/audit?password=Tulip-7 | must not hold a password",
        "postgresql://ana@db/audit?pass%77ord=Tulip-7 | must not hold a password",
        "postgresql://ana@db/audit?sslpassword=Tulip-7 | must not hold a password",
        "postgresql://ana@db/audit?token=Tulip-7 | can hold sslcert, sslkey, sslmode, sslrootcert",
        "postgresql://ana@db/audit?sslmode=Tulip-7 | `sslmode` is one of allow, disable",
        "postgresql://ana@db/audit?schema=Tulip-7 | `schema` is a name of lower-case letters",
        "postgresql://ana@db/audit?connect_timeout=Tulip-7 | `connect_timeout` is a number",
        "postgresql://ana@db/audit?connect_timeout=301 | 1 to 300",
        "postgresql://ana@db/audit?schema=a&schema=b | `schema` stands twice",
        "postgresql://ana Tulip-7@db/audit | looks like",
        "postgresql:///audit/Tulip-7 | looks like",
        "postgresql://db | looks like",
        "postgresql://ana@db:99999/Tulip-7 | looks like",
        "postgresql://ana@db:0/Tulip-7 | looks like",
        "postgresql://ana@db/audit/Tulip-7 | looks like",
        "postgresql://ana@db/audit#Tulip-7 | looks like",
        "postgresql://ana@db/%Tulip-7 | looks like",
      })
  void refusesWhatItCannotUseAndRepeatsNoSecret(String given, String message) {
    assertThatThrownBy(() -> PostgresAddress.parse(given))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("Tulip-7")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://ana:Tulip-7@db/audit", "https://db/audit", "://x"})
  void otherKindsOfAddressesAreNotKnown(String named, @TempDir Path servers) {
    assertThatThrownBy(() -> LedgerPlace.folder(named, servers))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("knows no ledgers at addresses of the kind")
        .hasMessageNotContaining("Tulip-7");
  }

  @Test
  void anAddressHasAFolderOfItsOwnThatOnlyTheOwnerReads(@TempDir Path servers) throws Exception {
    String named = "postgresql://ana@db.example/../%2e%2e?sslmode=require";
    assertThatThrownBy(() -> LedgerPlace.folder(named, servers)).hasMessageContaining("looks like");

    Path folder = LedgerPlace.folder("postgresql://a%2Fb@db.example/%2e%2e%2Fx", servers);
    assertThat(folder.getParent()).isEqualTo(servers);
    assertThat(folder.getFileName()).hasToString("a%2fb@db.example-5432-..%2fx-keeptrail");
    assertThat(LedgerPlace.folder("postgres://a%2Fb@db.example:5432/%2e%2e%2Fx", servers))
        .isEqualTo(folder);
    assertThat(LedgerPlace.name(folder)).isEqualTo("postgresql://a%2Fb@db.example:5432/..%2Fx");
    assertThat(Files.getPosixFilePermissions(folder.resolve("ledger.url"))).hasSize(2);
    assertThat(LedgerPlace.folder("some/where", servers)).isEqualTo(Path.of("some/where"));
  }
}
