package dev.keeptrail.ledger.price;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prices as data: a dated JSON table whose digest every cost names, so that a figure can be traced
 * to the prices behind it. A model without a price has no cost, never a cost of zero. Immutable.
 */
public final class PriceTable {
  /** More than any price needs, before its point or behind it. */
  private static final int MOST_PLACES = 30;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

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
      JsonNode table = JSON.readTree(json);
      var prices = new HashMap<String, Price>();
      for (Map.Entry<String, JsonNode> model : table.path("models").properties()) {
        prices.put(model.getKey(), price(model.getValue()));
      }
      String date = LocalDate.parse(table.path("effective_date").asString("")).toString();
      return new PriceTable(date, digest(json), prices);
    } catch (JacksonException | DateTimeException malformed) {
      throw new IllegalArgumentException("not a price table", malformed);
    }
  }

  private static Price price(JsonNode model) {
    BigDecimal input = amount(model, "input");
    BigDecimal output = amount(model, "output");
    BigDecimal cacheWrite = amount(model, "cache_write", input);
    return new Price(
        input,
        amount(model, "cached_input", input),
        cacheWrite,
        amount(model, "cache_write_1h", cacheWrite),
        output,
        amount(model, "reasoning", output),
        maxOutput(model.path("max_output")));
  }

  private static @Nullable Long maxOutput(JsonNode tokens) {
    if (tokens.isMissingNode()) {
      return null;
    }
    if (!tokens.isIntegralNumber() || !tokens.canConvertToInt() || tokens.intValue() < 0) {
      throw new IllegalArgumentException("`max_output` must be a whole number of tokens");
    }
    return tokens.longValue();
  }

  private static BigDecimal amount(JsonNode model, String name, BigDecimal otherwise) {
    return model.path(name).isMissingNode() ? otherwise : amount(model, name);
  }

  private static BigDecimal amount(JsonNode model, String name) {
    JsonNode value = model.path(name);
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw new IllegalArgumentException("a price must be a number of dollars, at least 0");
    }
    BigDecimal amount = value.decimalValue();
    // WHY: sums of numbers with exponents far apart have more digits than there is memory.
    if (Math.abs((long) amount.scale()) > MOST_PLACES) {
      throw new IllegalArgumentException("a price must have at most 30 places");
    }
    return amount;
  }

  private static String digest(byte[] json) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The name under which the table lists a model, release dates aside, and failing that what stands
   * before its name; empty when it does not.
   */
  public Optional<String> listed(String model) {
    Optional<String> whole = listedWhole(model);
    return whole.isPresent() ? whole : listedWithout(model);
  }

  private Optional<String> listedWithout(String model) {
    String own = VendorPrefix.without(model);
    return own.equals(model) ? Optional.empty() : listedWhole(own);
  }

  private Optional<String> listedWhole(String model) {
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
  public DecisionEvent.Cost cost(@Nullable String answered, String asked, @Nullable Tokens tokens) {
    String name = answered == null ? null : listed(answered).orElse(null);
    String of = name == null ? asked : answered;
    if (name == null) {
      name = listed(asked).orElse(null);
    }
    Price price = name == null ? null : prices.get(name);
    if (price == null || tokens == null) {
      return new DecisionEvent.Cost(null, null, null, price != null, effectiveDate, digest);
    }
    long plain = Math.max(0, tokens.input() - tokens.cachedInput() - tokens.cacheWritten());
    BigDecimal input =
        due(price.input(), plain)
            .add(due(price.cachedInput(), tokens.cachedInput()))
            .add(due(price.cacheWrite(), tokens.cacheWritten() - tokens.keptHour()))
            .add(due(price.cacheWriteHour(), tokens.keptHour()));
    BigDecimal output =
        due(price.output(), tokens.output() - tokens.reasoning())
            .add(due(price.reasoning(), tokens.reasoning()));
    return new DecisionEvent.Cost(
        input.doubleValue(),
        output.doubleValue(),
        input.add(output).doubleValue(),
        true,
        effectiveDate,
        digest,
        of == null || listedWhole(of).isPresent() ? null : name);
  }

  /**
   * What a recorded exchange would cost. Its event does not say which part of the input went into
   * the provider's cache, so that part counts as any other.
   */
  public DecisionEvent.Cost cost(DecisionEvent event, DecisionEvent.Usage usage) {
    if (DecisionEvent.CACHE_HIT.equals(event.cache())) {
      return nothing();
    }
    DecisionEvent.Upstream upstream = event.upstream();
    return cost(
        upstream == null ? null : upstream.model(),
        event.model(),
        new Tokens(
            usage.inputTokens(),
            Math.min(usage.inputTokens(), usage.cachedInputTokens()),
            0,
            0,
            usage.outputTokens(),
            Math.min(usage.outputTokens(), usage.reasoningTokens())));
  }

  /** The day the prices are of, and the first digits of the table's digest. */
  public String name() {
    return effectiveDate + " (" + digest.substring(0, "sha256:".length() + 12) + ")";
  }

  private static BigDecimal due(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens)).divide(MILLION);
  }

  /**
   * The most that an exchange can cost; empty without a price.
   *
   * @param input tokens of the request
   * @param output tokens that the request lets all answers have together, of which none gets more
   *     than the model can give; null for as many as that
   * @param choices how many answers are asked for
   */
  public Optional<BigDecimal> most(String model, long input, @Nullable Long output, int choices) {
    Price price = find(model);
    if (price == null) {
      return Optional.empty();
    }
    long answer = price.longest(output, choices);
    return Optional.of(
        due(price.dearestInput(), input).add(due(price.output().max(price.reasoning()), answer)));
  }

  /**
   * How many of the tokens that a request lets all answers have can come: as many as the model can
   * give, where the table says that, otherwise all.
   *
   * @param choices how many answers are asked for
   */
  public long longest(String model, long allowed, int choices) {
    Price price = find(model);
    return price == null ? allowed : price.longest(allowed, choices);
  }

  /** The table's date and digest with nothing due: an answer that was kept cost nothing. */
  public DecisionEvent.Cost nothing() {
    return new DecisionEvent.Cost(0.0, 0.0, 0.0, true, effectiveDate, digest);
  }

  /** What a million tokens in and a million out cost together; infinite when that is not known. */
  public double unit(String model) {
    Price price = find(model);
    return price == null
        ? Double.POSITIVE_INFINITY
        : price.input().add(price.output()).doubleValue();
  }

  private @Nullable Price find(String model) {
    return listed(model).map(prices::get).orElse(null);
  }
}
