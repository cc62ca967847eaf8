package dev.keeptrail.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.mcp.RequestStates.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestStatesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Owner ANA = new Owner("ana", "files", "tools/call", "find");

  private final RequestStates states = new RequestStates(new byte[32], at(NOON));

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00e4 \ud83d\ude00", "kt1.AAAA"})
  void aTextComesBackToItsOwner(String text) {
    String sealed = states.seal(ANA, text);
    assertThat(sealed).startsWith("kt1.").matches("[\\x21-\\x7e]+");
    assertThat(states.open(ANA, sealed)).hasValue(text);
    assertThat(states.seal(ANA, text)).isNotEqualTo(sealed);
  }

  /** No two owners are one, however their names are cut. */
  @Test
  void nobodyElseGetsIt() {
    String sealed = states.seal(ANA, "a");
    for (Owner other :
        new Owner[] {
          new Owner("ben", "files", "tools/call", "find"),
          new Owner("ana", "other", "tools/call", "find"),
          new Owner("ana", "files", "prompts/get", "find"),
          new Owner("ana", "files", "tools/call", "read"),
          new Owner("anaf", "iles", "tools/call", "find"),
          new Owner("ana", "files", "tools/callf", "ind"),
        }) {
      assertThat(states.open(other, sealed)).as(other.toString()).isEmpty();
    }
  }

  @Test
  void aChangedOneIsNone() {
    String sealed = states.seal(ANA, "a");
    for (int at = 0; at < sealed.length(); at++) {
      char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
      // Of the last sign, some bits say nothing.
      if (at < sealed.length() - 1) {
        assertThat(states.open(ANA, changed)).as(changed).isEmpty();
      }
      assertThat(states.open(ANA, sealed.substring(0, at))).isEmpty();
    }
  }

  @Test
  void itIsGoodForADay() {
    String sealed = states.seal(ANA, "a");
    var nearly = new RequestStates(new byte[32], at(NOON.plus(Duration.ofHours(24))));
    var late = new RequestStates(new byte[32], at(NOON.plus(Duration.ofHours(24)).plusMillis(1)));
    assertThat(nearly.open(ANA, sealed)).hasValue("a");
    assertThat(late.open(ANA, sealed)).isEmpty();
  }

  @Test
  void gatewaysOfOneKeyOpenWhatTheOthersSealed() {
    byte[] key = new byte[32];
    key[0] = 7;
    Optional<String> shared = Optional.of(Base64.getEncoder().encodeToString(key));
    RequestStates one = RequestStates.under(shared, at(NOON)).orElseThrow();
    RequestStates two = RequestStates.under(shared, at(NOON)).orElseThrow();
    RequestStates own = RequestStates.under(Optional.empty(), at(NOON)).orElseThrow();
    String sealed = one.seal(ANA, "a");
    assertThat(two.open(ANA, sealed)).hasValue("a");
    assertThat(own.open(ANA, sealed)).isEmpty();
    assertThat(states.open(ANA, sealed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "####", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
  void aKeyOfAnotherLengthIsNone(String key) {
    assertThat(RequestStates.under(Optional.of(key), at(NOON))).isEmpty();
  }
}
