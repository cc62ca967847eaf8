package dev.keeptrail.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceTableTest {
  private static final String TABLE =
      """
      {"effective_date":"2026-01-31","models":{"m":{"input":1.00,"cached_input":0.10,"output":2.00},\
      "plain":{"input":3,"output":4}}}\
      """;

  @Test
  void namesDateAndDigestOfTheVeryBytes() {
    var cost = table(TABLE).cost("m", "m", null);

    assertThat(cost.priceTableDate()).isEqualTo("2026-01-31");
    assertThat(cost.priceTableDigest()).matches("sha256:[0-9a-f]{64}");
    assertThat(table(TABLE + " ").cost("m", "m", null).priceTableDigest())
        .isNotEqualTo(cost.priceTableDigest());
  }

  @Test
  void findsDatedReleasesUnderTheirName() {
    assertThat(table(TABLE).listed("m-2025-12-24")).contains("m");
    assertThat(table(TABLE).listed("m-large")).isEmpty();
    assertThat(table(TABLE).listed("M")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o-mini, gpt-4o-mini",
    "openai/gpt-4o-2024-08-06, gpt-4o",
    "openrouter/openai/gpt-4o, gpt-4o",
    "models/gemini-2.5-pro, gemini-2.5-pro",
    "publishers/google/models/gemini-2.5-flash, gemini-2.5-flash",
    "anthropic/claude-sonnet-4.5, claude-sonnet-4-5"
  })
  void pricesAModelOfARouterAsTheModelAndSaysSo(String named, String model) {
    var tokens = new Tokens(1_000, 0, 0, 0, 50, 0);
    PriceTable prices = PriceTable.bundled();
    var cost = prices.cost(named, "of-a-group", tokens);

    assertThat(prices.listed(named)).contains(model);
    assertThat(prices.most(named, 10, 10L, 1)).isEqualTo(prices.most(model, 10, 10L, 1));
    assertThat(cost.totalUsd()).isEqualTo(prices.cost(model, model, tokens).totalUsd());
    assertThat(cost.pricedAs()).isEqualTo(model);
    assertThat(prices.cost("of-nobody", named, tokens)).isEqualTo(cost);
    assertThat(prices.cost(model, named, tokens).pricedAs()).isNull();
  }

  @Test
  void takesAPriceOfTheWholeNameBeforeThatOfTheModel() {
    PriceTable prices =
        table(
            """
            {"effective_date":"2026-01-31","models":{"m":{"input":1,"output":2},
             "openai/m":{"input":3,"output":4}}}
            """);
    var cost = prices.cost("openai/m", "m", new Tokens(1_000_000, 0, 0, 0, 0, 0));
    assertThat(cost.totalUsd()).isEqualTo(3);
    assertThat(cost.pricedAs()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groq/gpt-4o",
        "models/models/models/models/gpt-4o",
        "openai/",
        "/gpt-4o",
        "gpt-4o/openai"
      })
  void hasNoPriceForWhatItDoesNotKnow(String model) {
    assertThat(PriceTable.bundled().listed(model)).isEmpty();
  }

  @Test
  void pricesCachedWrittenAndReasoningTokensByThemselves() {
    PriceTable prices =
        table(
            """
            {"effective_date":"2026-01-31","models":{"m":{"input":10,"cached_input":1,
             "cache_write":20,"output":100,"reasoning":200,"max_output":1000},
             "plain":{"input":10,"output":100}}}
            """);
    var tokens = new Tokens(1_000, 600, 300, 0, 50, 40);

    assertThat(prices.cost("m", "m", tokens).inputUsd())
        .isEqualTo((100 * 10 + 600 + 300 * 20) / 1e6);
    assertThat(prices.cost("m", "m", tokens).outputUsd()).isEqualTo((10 * 100 + 40 * 200) / 1e6);
    assertThat(prices.cost("plain", "plain", tokens).totalUsd())
        .isEqualTo((1_000 * 10 + 50 * 100) / 1e6);
    assertThat(prices.most("m", 1_000, 50L, 1)).hasValueSatisfying(dollars("0.03"));
    assertThat(prices.most("m", 1_000, null, 2)).hasValueSatisfying(dollars("0.42"));
    assertThat(prices.most("plain", 0, null, 1)).hasValueSatisfying(dollars("1.6384"));
    assertThat(prices.most("unknown", 1, null, 1)).isEmpty();
  }

  @Test
  void pricesWhatIsKeptForAnHourByItselfAndReservesForIt() {
    PriceTable prices =
        table(
            """
            {"effective_date":"2026-01-31","models":{"m":{"input":10,"cached_input":1,
             "cache_write":12.5,"cache_write_1h":20,"output":50},
             "minutes":{"input":10,"cache_write":12.5,"output":50}}}
            """);
    var tokens = new Tokens(1_000, 100, 700, 400, 0, 0);

    assertThat(prices.cost("m", "m", tokens).inputUsd())
        .isEqualTo((200 * 10 + 100 + 300 * 12.5 + 400 * 20) / 1e6);
    assertThat(prices.cost("minutes", "minutes", tokens).inputUsd())
        .isEqualTo((200 * 10 + 100 * 10 + 700 * 12.5) / 1e6);
    assertThat(prices.most("m", 1_000, 0L, 1)).hasValueSatisfying(dollars("0.02"));
    assertThat(prices.most("minutes", 1_000, 0L, 1)).hasValueSatisfying(dollars("0.0125"));
  }

  @Test
  void knowsWhatAnHourInTheCacheCostsOfModelsThatOfferIt() {
    var hour = new Tokens(1_000_000, 0, 1_000_000, 1_000_000, 0, 0);
    PriceTable bundled = PriceTable.bundled();

    assertThat(bundled.cost(null, "claude-sonnet-4-5", hour).inputUsd()).isEqualTo(6.0);
    assertThat(bundled.most("claude-sonnet-4-5", 1_000_000, 0L, 1))
        .hasValueSatisfying(dollars("6"));
  }

  private static Consumer<BigDecimal> dollars(String amount) {
    return due -> assertThat(due).isEqualByComparingTo(amount);
  }

  @Test
  void hasNoCostWithoutAPriceOrWithoutACount() {
    assertThat(table(TABLE).cost("other", "unknown", null).priceKnown()).isFalse();
    assertThat(table(TABLE).cost(null, "m", null).priceKnown()).isTrue();
    assertThat(table(TABLE).cost(null, "m", null).totalUsd()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"effective_date\":\"soon\",\"models\":{}}",
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":1}}}",
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":-1,\"output\":1}}}",
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":\"1\",\"output\":1}}}",
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":1e99999999,\"output\":1}}}",
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":1,\"output\":1e-99999999}}}"
      })
  void refusesWhatIsNoTable(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> table(json));
  }

  @Test
  void comesWithATable() {
    assertThat(PriceTable.bundled().listed("gpt-4o-mini")).contains("gpt-4o-mini");
  }

  private static PriceTable table(String json) {
    return PriceTable.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
