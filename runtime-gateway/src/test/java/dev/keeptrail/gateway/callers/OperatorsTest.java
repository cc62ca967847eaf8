package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.admission.ApiToken;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the operators' listener lets in, and for how long. */
final class OperatorsTest {
  private final KeySecret admin = KeySecret.fresh();
  private final KeySecret reader = KeySecret.fresh();
  private final KeySecret auditor = KeySecret.fresh();
  private final KeySecret caller = KeySecret.fresh();

  @TempDir private Path folder;
  private KeyFile file;
  private Operators operators;

  @BeforeEach
  void open() throws Exception {
    file = new KeyFile(folder.resolve("keys.json"));
    file.change(_ ->
        List.of(
            key(admin, KeyScope.ADMIN),
            key(auditor, KeyScope.AUDIT),
            key(reader, KeyScope.EVENTS),
            key(caller, KeyScope.INVOKE)));
    operators =
        new Operators(
            ApiToken.of("operators-own"), CallerCheck.keys(KeyRing.open(file, Clock.systemUTC())));
  }

  @Test
  void aKeyOpensWhatItsScopeSays() {
    Operator all = operators.show(admin.reveal()).orElseThrow();
    Operator some = operators.show(reader.reveal()).orElseThrow();

    assertThat(all.name()).isEqualTo(admin.id());
    assertThat(all.may(KeyScope.ADMIN)).isTrue();
    assertThat(all.may(KeyScope.EVENTS)).isTrue();
    assertThat(some.name()).isEqualTo(reader.id());
    assertThat(some.may(KeyScope.ADMIN)).isFalse();
    assertThat(some.may(KeyScope.EVENTS)).isTrue();
    assertThat(all.may(KeyScope.AUDIT)).isTrue();
    assertThat(some.may(KeyScope.AUDIT)).isFalse();
    Operator audits = operators.show(auditor.reveal()).orElseThrow();
    assertThat(audits.may(KeyScope.AUDIT)).isTrue();
    assertThat(audits.may(KeyScope.EVENTS)).isTrue();
    assertThat(audits.may(KeyScope.ADMIN)).isFalse();
    assertThat(operators.stillGood(audits)).isTrue();
    assertThat(operators.show(caller.reveal())).isEmpty();
    assertThat(operators.show("operators-own").map(Operator::name)).hasValue("operator");
    assertThat(operators.show("operators-owned")).isEmpty();
  }

  /** Also where nobody shows a key meanwhile: a page that is open looks like that. */
  @Test
  void aKeyThatIsTakenBackPutsOutWhoeverCameInWithIt() throws Exception {
    Operator own = operators.show("operators-own").orElseThrow();
    Operator all = operators.show(admin.reveal()).orElseThrow();
    Operator some = operators.show(reader.reveal()).orElseThrow();
    assertThat(List.of(own, all, some)).allMatch(operators::stillGood);
    assertThat(operators.stillGood(new Operator(reader.id(), null, KeyScope.ADMIN)))
        .as("a key for records as one for everything")
        .isFalse();

    file.change(keys ->
        keys.stream()
            .map(key -> key.id().equals(reader.id()) ? key.revokedAt(Instant.now()) : key)
            .toList());
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (operators.stillGood(some) && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }

    assertThat(operators.stillGood(some)).isFalse();
    assertThat(List.of(own, all)).allMatch(operators::stillGood);
  }

  private static ApiKey key(KeySecret secret, KeyScope scope) {
    return new ApiKey(
        secret.id(),
        secret.hash(),
        "test",
        Set.of(scope),
        Instant.EPOCH,
        null,
        null,
        BoundIdentity.NOBODY);
  }
}
