package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of somebody who has logged in with a key. */
final class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void aKeyIsGoodForItsScopesUntilItExpiresOrIsTakenBack() throws Exception {
    ApiKey good = key(null, null);
    ApiKey expiring = key(NOW.plusSeconds(1), null);
    ApiKey expired = key(NOW, null);
    ApiKey revoked = key(null, NOW.minus(Duration.ofDays(1)));
    var file = new KeyFile(folder.resolve("keys.json"));
    file.change(_ -> List.of(good, expiring, expired, revoked));

    KeyRing ring = KeyRing.open(file, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(ring.isGood(good.id(), KeyScope.EVENTS)).isTrue();
    assertThat(ring.isGood(good.id(), KeyScope.ADMIN)).isFalse();
    assertThat(ring.isGood(expiring.id(), KeyScope.EVENTS)).isTrue();
    assertThat(ring.isGood(expired.id(), KeyScope.EVENTS)).isFalse();
    assertThat(ring.isGood(revoked.id(), KeyScope.EVENTS)).isFalse();
    assertThat(ring.isGood("key_0000000000000000", KeyScope.EVENTS)).isFalse();
  }

  private static ApiKey key(@Nullable Instant expires, @Nullable Instant revoked) {
    KeySecret secret = KeySecret.fresh();
    return new ApiKey(
        secret.id(),
        secret.hash(),
        "test",
        Set.of(KeyScope.EVENTS),
        NOW.minus(Duration.ofDays(2)),
        expires,
        revoked,
        BoundIdentity.NOBODY);
  }
}
