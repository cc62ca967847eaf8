package dev.keeptrail.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where events go and how: a properties file with {@code topic}, {@code trail}, {@code key}, {@code
 * start}, and settings of Kafka's producer under their own names. Secrets are references. Does not
 * print itself.
 */
public final class KafkaSettings {
  static final String TOPIC = "topic";
  static final String TRAIL = "trail";
  static final String KEY = "key";
  static final String START = "start";

  private static final String NOW = "now";
  private static final String BEGINNING = "beginning";
  private static final String SERVERS = ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
  private static final int MOST_BLOCKED_MILLIS = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  /** What must be as it is, or nothing that is promised holds. */
  private static final Map<String, Object> OURS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          5,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          // WHY: a record that were given up would be overtaken by those behind it.
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          MOST_BLOCKED_MILLIS,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class);

  private static final Set<String> NOT_TAKEN =
      Set.of(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);

  private static final Map<String, Object> USUAL =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG,
          "keeptrail",
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          8 << 20,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
          MOST_BLOCKED_MILLIS,
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
          "",
          ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
          false);

  /** Codecs that are not beside the program. */
  private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  private final String topic;
  private final @Nullable String trail;
  private final RecordKey key;
  private final boolean fromBeginning;
  private final Map<String, Object> client;

  private KafkaSettings(
      String topic,
      @Nullable String trail,
      RecordKey key,
      boolean fromBeginning,
      Map<String, Object> client) {
    this.topic = topic;
    this.trail = trail;
    this.key = key;
    this.fromBeginning = fromBeginning;
    this.client = Map.copyOf(client);
  }

  /**
   * Reads a file.
   *
   * @param environment where references of the kind {@code env} lead
   * @throws KafkaSinkException when it cannot be read, or something in it cannot be taken
   */
  public static KafkaSettings read(Path file, Map<String, String> environment)
      throws KafkaSinkException {
    var read = new Properties();
    try {
      read.load(new StringReader(text(file)));
    } catch (NoSuchFileException missing) {
      throw new KafkaSinkException("there is no file `%s`".formatted(file), missing);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new KafkaSinkException(
          "`%s` cannot be read as a properties file".formatted(file), unreadable);
    }
    Map<String, String> values = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name).strip()));
    try {
      return of(values, environment);
    } catch (KafkaSinkException wrong) {
      throw new KafkaSinkException(
          "`%s`%s: %s".formatted(file, SettingLine.of(file, wrong.setting()), wrong.getMessage()),
          wrong);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("larger than " + MAX_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  static KafkaSettings of(Map<String, String> values, Map<String, String> environment)
      throws KafkaSinkException {
    Map<String, String> rest = new TreeMap<>(values);
    String topic = rest.remove(TOPIC);
    if (topic == null || topic.isEmpty()) {
      throw new KafkaSinkException("`topic` is missing: where are events to go?");
    }
    TopicName.check(TOPIC, topic);
    String trail = rest.remove(TRAIL);
    if (trail != null && trail.isEmpty()) {
      throw new KafkaSinkException(
              "`trail` is a topic; leave it out where none is to get the trail")
          .of(TRAIL);
    }
    if (trail != null) {
      TopicName.check(TRAIL, trail);
    }
    RecordKey key =
        choice(
            KEY,
            rest.remove(KEY),
            RecordKey.TENANT,
            Stream.of(RecordKey.values()).collect(Collectors.toMap(RecordKey::word, one -> one)));
    boolean fromBeginning =
        choice(START, rest.remove(START), true, Map.of(BEGINNING, true, NOW, false));
    if (rest.getOrDefault(SERVERS, "").isEmpty()) {
      throw new KafkaSinkException("`" + SERVERS + "` is missing: which brokers are to be asked?");
    }
    Map<String, Object> client = new HashMap<>(USUAL);
    var references = new References(environment);
    for (Map.Entry<String, String> one : rest.entrySet()) {
      try {
        client.put(one.getKey(), value(one.getKey(), one.getValue(), references));
      } catch (KafkaSinkException wrong) {
        throw wrong.of(one.getKey());
      }
    }
    client.putAll(OURS);
    requireTaken(client, rest.values().stream().anyMatch(References::isIn));
    return new KafkaSettings(topic, trail, key, fromBeginning, client);
  }

  private static <T> T choice(String name, @Nullable String word, T usual, Map<String, T> choices)
      throws KafkaSinkException {
    if (word == null) {
      return usual;
    }
    T chosen = choices.get(word);
    if (chosen == null) {
      throw new KafkaSinkException(
              "`%s` is %s, not `%s`"
                  .formatted(
                      name,
                      choices.keySet().stream()
                          .sorted()
                          .map(one -> "`" + one + "`")
                          .collect(Collectors.joining(" or ")),
                      word))
          .of(name);
    }
    return chosen;
  }

  private static String value(String name, String value, References references)
      throws KafkaSinkException {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(name);
    if (known == null) {
      throw new KafkaSinkException(
          "there is no setting `%s`; there are `topic`, `trail`, `key`, `start` and those of Kafka's producer"
              .formatted(name));
    }
    if (OURS.containsKey(name) || NOT_TAKEN.contains(name)) {
      throw new KafkaSinkException(
          "`%s` cannot be set: that nothing is lost depends on it".formatted(name));
    }
    boolean secret = known.type() == ConfigDef.Type.PASSWORD;
    if (secret && !References.isIn(value)) {
      throw new KafkaSinkException(
          "`%s` is a secret, which is not kept in this file; write `${env:NAME}` or `${file:PATH}`"
              .formatted(name));
    }
    if (name.equals(ProducerConfig.COMPRESSION_TYPE_CONFIG) && !COMPRESSIONS.contains(value)) {
      throw new KafkaSinkException("`%s` is `none` or `gzip`".formatted(name));
    }
    String resolved = references.resolve(name, value, secret);
    if (name.equals(SERVERS)) {
      requireAddresses(resolved);
    }
    return resolved;
  }

  private static void requireAddresses(String servers) throws KafkaSinkException {
    for (String server : servers.split(",", -1)) {
      String address = server.strip();
      int colon = address.lastIndexOf(':');
      String port = address.substring(colon + 1);
      boolean number =
          !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(Character::isDigit);
      if (colon < 1 || !number) {
        throw new KafkaSinkException(
            "`%s` is a list of `host:port`, with commas between them".formatted(SERVERS));
      }
    }
  }

  /**
   * What Kafka says of values can repeat them, so that it is not told where some are referred to.
   */
  private static void requireTaken(Map<String, Object> client, boolean referring)
      throws KafkaSinkException {
    try {
      ProducerConfig ignored = new ProducerConfig(client);
    } catch (ConfigException wrong) {
      throw new KafkaSinkException(
          referring
              ? "one of the settings has a value that Kafka does not take"
              : "a setting has a value that Kafka does not take: " + wrong.getMessage());
    }
  }

  public String topic() {
    return topic;
  }

  /** Where entries of the administrative trail go; empty where they are not sent. */
  public Optional<String> trail() {
    return Optional.ofNullable(trail);
  }

  RecordKey key() {
    return key;
  }

  /** Whether a topic that nothing was sent to yet gets what is in the ledger already. */
  boolean fromBeginning() {
    return fromBeginning;
  }

  /** For Kafka's producer, secrets in clear. */
  Map<String, Object> client() {
    return client;
  }

  @Override
  public String toString() {
    return "Kafka topic " + topic;
  }
}
