package dev.keeptrail.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.plan.ResponseCache;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class AnswerCacheTest {
  private static final ResponseCache LIMITS = new ResponseCache(60, 3, 100);

  private final AtomicLong now = new AtomicLong();
  private final AnswerCache cache = new AnswerCache(now::get, 1_000);

  @Test
  void keepsAnAnswerForItsTime() {
    cache.keep(key("a"), bytes("answer"), LIMITS);

    now.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
    assertThat(cache.find(key("a"))).hasValue(bytes("answer"));
    assertThat(cache.find(key("b"))).isEmpty();
    now.incrementAndGet();
    assertThat(cache.find(key("a"))).isEmpty();
    assertThat(cache.size()).isZero();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void theOneThatWasUsedLongestAgoMakesRoom() {
    for (String name : List.of("a", "b", "c")) {
      cache.keep(key(name), bytes(name), LIMITS);
    }
    assertThat(cache.find(key("a"))).isPresent();
    cache.keep(key("d"), bytes("d"), LIMITS);

    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.find(key("a"))).isPresent();
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    var many = new ResponseCache(60, 1_000, 1_000);
    for (int at = 0; at < 100; at++) {
      cache.keep(key("k" + at), new byte[at], many);
      assertThat(cache.bytes()).isBetween(1L, 1_000L);
    }
    assertThat(cache.size()).isBetween(1, 3);
    cache.keep(key("large"), new byte[101], LIMITS);
    assertThat(cache.find(key("large"))).isEmpty();
    cache.keep(key("as large as may be"), new byte[100], LIMITS);
    assertThat(cache.find(key("as large as may be"))).isPresent();
  }

  @Test
  void anAnswerInThePlaceOfAnotherTakesItsRoom() {
    cache.keep(key("a"), bytes("answer"), LIMITS);
    long once = cache.bytes();
    cache.keep(key("a"), bytes("ANSWER"), LIMITS);

    assertThat(cache.bytes()).isEqualTo(once);
    assertThat(cache.find(key("a"))).hasValue(bytes("ANSWER"));
  }

  @Test
  void aPackThatKeepsFewAnswersTakesNoneFromAnother() {
    var roomy = new AnswerCache(now::get, 10_000);
    var few = new ResponseCache(60, 1, 100);
    for (String name : List.of("a", "b", "c")) {
      roomy.keep(key(name), bytes(name), LIMITS);
      roomy.keep(ofAnother(name), bytes(name), few);
    }

    assertThat(List.of("a", "b", "c")).allMatch(name -> roomy.find(key(name)).isPresent());
    assertThat(roomy.find(ofAnother("b"))).isEmpty();
    assertThat(roomy.find(ofAnother("c"))).hasValue(bytes("c"));
    assertThat(roomy.size()).isEqualTo(4);
  }

  @Test
  void bytesAreThoseOfAllPacksAndWhatIsOldGoesFirst() {
    cache.keep(ofAnother("a"), bytes("a"), LIMITS);
    cache.keep(key("a"), bytes("a"), LIMITS);
    cache.keep(key("b"), bytes("b"), LIMITS);
    assertThat(cache.find(ofAnother("a"))).isPresent();
    cache.keep(key("c"), bytes("c"), LIMITS);

    assertThat(cache.find(key("a"))).as("it was used longest ago").isEmpty();
    assertThat(cache.find(ofAnother("a"))).isPresent();
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    cache.keep(key("d"), bytes("d"), LIMITS);
    assertThat(cache.size()).as("nobody asks for the other pack's any more").isEqualTo(1);
  }

  @Test
  void nobodyCanChangeWhatIsKept() {
    byte[] answer = bytes("answer");
    cache.keep(key("a"), answer, LIMITS);
    answer[0] = 'X';
    cache.find(key("a")).orElseThrow()[1] = 'X';

    assertThat(cache.find(key("a"))).hasValue(bytes("answer"));
  }

  @Test
  void aKeyIsOfEverythingThatMakesADifference() throws Exception {
    Set<CacheKey> keys = new HashSet<>();
    keys.add(CacheKey.of("t", "p", "x", "/r", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("u", "p", "x", "/r", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "q", "x", "/r", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "p", "y", "/r", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "p", "x", "/s", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "p", "x", "/r", "n", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "p", "x", "/r", "m", body("{\"a\":2}")));
    keys.add(CacheKey.of("tp", "", "x", "/r", "m", body("{\"a\":1}")));
    keys.add(CacheKey.of("t", "p", "x/", "r", "m", body("{\"a\":1}")));
    assertThat(keys).hasSize(9);
    assertThat(CacheKey.of("t", "p", "x", "/r", "m", body("{\"a\":1,\"stream\":true}")))
        .isEqualTo(CacheKey.of("t", "p", "x", "/r", "m", body("{\"a\":1}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | {"choices":[{"finish_reason":"stop","message":{"content":"x","refusal":null}}]}
          true  | {"choices":[{"finish_reason":"tool_calls","message":{}}]}
          false | {"choices":[{"finish_reason":"length","message":{"content":"x"}}]}
          false | {"choices":[{"finish_reason":"content_filter","message":{"content":"x"}}]}
          false | {"choices":[{"finish_reason":null,"message":{"content":"x"}}]}
          false | {"choices":[{"finish_reason":"stop","message":{"refusal":"no"}}]}
          false | {"choices":[{"finish_reason":"stop"},{"finish_reason":"length"}]}
          true  | {"type":"message","stop_reason":"end_turn","content":[]}
          false | {"type":"message","stop_reason":"refusal","content":[]}
          false | {"type":"message","stop_reason":"max_tokens","content":[]}
          true  | {"object":"response","status":"completed","output":[]}
          true  | {"object":"response","status":"completed","output":[{"content":[{"type":"output_text"}]}]}
          false | {"object":"response","status":"incomplete","output":[]}
          false | {"status":"incomplete","output":[]}
          false | {"object":"response","status":"completed","output":[{"content":[{"type":"refusal"}]}]}
          true  | {"object":"list","data":[]}
          """)
  void onlyAnswersThatSayEverythingAreKept(boolean whole, String answer) throws Exception {
    assertThat(WholeAnswers.isWhole(body(answer))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | {"model":"m"}
          true  | {"previous_response_id":null,"background":false}
          false | {"previous_response_id":"resp_1"}
          false | {"conversation":{"id":"c"}}
          false | {"container":"c"}
          """)
  void aRequestThatRefersToWhatChangesIsNotRepeatable(boolean repeatable, String request)
      throws Exception {
    assertThat(WholeAnswers.isRepeatable(body(request))).isEqualTo(repeatable);
  }

  private static CacheKey ofAnother(String name) {
    return new CacheKey("another plan", name);
  }

  private static CacheKey key(String name) {
    return new CacheKey("plan", name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode body(String json) throws Exception {
    return (ObjectNode) StrictJson.parse(bytes(json));
  }
}
