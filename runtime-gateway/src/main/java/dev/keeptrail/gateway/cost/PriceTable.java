package dev.keeptrail.gateway.cost;

import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Prices as data: a dated JSON table whose digest every cost names, so that a figure can be traced
 * to the prices behind it. A model without a price has no cost, never a cost of zero. Immutable.
 */
public final class PriceTable {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final Pattern RELEASE_DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

  private final String effectiveDate;
  private final String digest;
  private final Map<String, Price> prices;

  private PriceTable(String effectiveDate, String digest, Map<String, Price> prices) {
    this.effectiveDate = effectiveDate;
    this.digest = digest;
    this.prices = Map.copyOf(prices);
  }

  /** The table that comes with this version. */
  public static PriceTable bundled() {
    try (InputStream stream = PriceTable.class.getResourceAsStream("prices.json")) {
      if (stream == null) {
        throw new IllegalStateException("the bundled price table is missing");
      }
      return parse(stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when the bytes are not a price table
   */
  public static PriceTable parse(byte[] json) {
    try {
      JsonNode table = StrictJson.parse(json);
      var prices = new HashMap<String, Price>();
      for (Map.Entry<String, JsonNode> model : table.path("models").properties()) {
        prices.put(model.getKey(), price(model.getValue()));
      }
      String date = LocalDate.parse(table.path("effective_date").asString("")).toString();
      return new PriceTable(date, digest(json), prices);
    } catch (MalformedJsonException | DateTimeException malformed) {
      throw new IllegalArgumentException("not a price table", malformed);
    }
  }

  private static Price price(JsonNode model) {
    BigDecimal input = amount(model, "input");
    JsonNode cached = model.path("cached_input");
    return new Price(
        input,
        cached.isMissingNode() ? input : amount(model, "cached_input"),
        amount(model, "output"));
  }

  private static BigDecimal amount(JsonNode model, String name) {
    JsonNode value = model.path(name);
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw new IllegalArgumentException("a price must be a number of dollars, at least 0");
    }
    return value.decimalValue();
  }

  private static String digest(byte[] json) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The name under which the table lists a model, release dates aside; empty when it does not. */
  public Optional<String> listed(String model) {
    if (prices.containsKey(model)) {
      return Optional.of(model);
    }
    String undated = RELEASE_DATE.matcher(model).replaceFirst("");
    return prices.containsKey(undated) ? Optional.of(undated) : Optional.empty();
  }

  /**
   * What an exchange cost.
   *
   * @param answered the model the provider says it used, which counts most
   * @param asked the model it was asked for
   * @param tokens null when the provider did not count
   */
  public DecisionEvent.Cost cost(
      @Nullable String answered, String asked, @Nullable TokenCount tokens) {
    Price price = answered == null ? null : find(answered);
    if (price == null) {
      price = find(asked);
    }
    if (price == null || tokens == null) {
      return new DecisionEvent.Cost(null, null, null, price != null, effectiveDate, digest);
    }
    BigDecimal input =
        price
            .input()
            .multiply(BigDecimal.valueOf(tokens.input() - tokens.cachedInput()))
            .add(price.cachedInput().multiply(BigDecimal.valueOf(tokens.cachedInput())))
            .divide(MILLION);
    BigDecimal output =
        price.output().multiply(BigDecimal.valueOf(tokens.output())).divide(MILLION);
    return new DecisionEvent.Cost(
        input.doubleValue(),
        output.doubleValue(),
        input.add(output).doubleValue(),
        true,
        effectiveDate,
        digest);
  }

  private @Nullable Price find(String model) {
    return listed(model).map(prices::get).orElse(null);
  }
}
