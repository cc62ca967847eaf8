package dev.keeptrail.gateway;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.exchange.Decider;
import dev.keeptrail.gateway.exchange.ListenBounds;
import dev.keeptrail.gateway.extraction.PublicAddresses;
import dev.keeptrail.gateway.provider.SimulatedProvider;
import dev.keeptrail.gateway.telemetry.Surroundings;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.price.PriceTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway listens and what it takes.
 *
 * @param port 0 lets the system choose a free one
 * @param gatewayId the name in every event, of which {@link #isGatewayId} holds
 * @param callers who may ask on {@code /v1/*}, and whose word about callers counts
 * @param maxConcurrency how many requests are judged and answered at the same time
 * @param maxQueue how many more may be inside
 * @param queueTimeout how long one of those waits for its turn
 * @param requestReadTimeout how long a whole request body may take, and how long a connection may
 *     be silent
 * @param upstreamTimeout how long a whole answer of a provider may take
 * @param silence after how long a stream says that it lives, where nothing is to be said
 * @param drainTimeout how long a stop waits for requests that are inside
 * @param maxBodyBytes limit on request bodies and on providers' answers
 * @param simulatedProvider who answers for targets with provider {@code simulated}
 * @param admin the operator's listener; null for none
 * @param prices what models cost; null for the table that comes with this version
 * @param spending the file in which spending outlives the process; null keeps it in memory
 * @param traces where spans go; null for nowhere
 * @param tls the files of a callers' listener that speaks TLS; null for plain HTTP
 * @param administration what is kept beside events; null for nothing, and then nobody looks at what
 *     is escalated
 * @param pages where pages that requests name may be fetched from
 * @param proxy who opens connections to targets that are asked over https; null for nobody
 * @param beside what else the metrics show
 * @param listening how long callers may listen to servers of tools, and how many
 * @param build what events say of the Keeptrail that judged; null for nothing
 */
public record GatewaySettings(
    String host,
    int port,
    String gatewayId,
    CallerSettings callers,
    int maxConcurrency,
    int maxQueue,
    Duration queueTimeout,
    Duration requestReadTimeout,
    Duration upstreamTimeout,
    Duration silence,
    Duration drainTimeout,
    long maxBodyBytes,
    SecretSource secrets,
    Clock clock,
    SimulatedProvider simulatedProvider,
    @Nullable AdminSettings admin,
    @Nullable PriceTable prices,
    @Nullable Path spending,
    @Nullable TraceSettings traces,
    @Nullable TlsSettings tls,
    @Nullable AdministrationSettings administration,
    PublicAddresses pages,
    @Nullable OutboundProxy proxy,
    Surroundings beside,
    ListenBounds listening,
    DecisionEvent.@Nullable Build build) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 41002;

  /** Proxies close connections that are silent for a minute, some for less. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int LONGEST_ID = 64;

  public GatewaySettings {
    require(port >= 0 && port <= 65_535, "the port must be 0 to 65535");
    require(isGatewayId(gatewayId), "a gateway's id is 1 to 64 letters, digits, `.`, `_` and `-`");
    require(maxConcurrency >= 1 && maxConcurrency <= 10_000, "concurrency must be 1 to 10000");
    require(maxQueue >= 0 && maxQueue <= 100_000, "the queue must be 0 to 100000");
    require(
        maxBodyBytes >= 1 && maxBodyBytes <= 1L << 30, "the body limit must be 1 byte to 1 GiB");
    require(
        !queueTimeout.isNegative() && !drainTimeout.isNegative(),
        "queue and drain timeouts must not be negative");
    require(
        requestReadTimeout.isPositive() && upstreamTimeout.isPositive() && silence.isPositive(),
        "read and upstream timeouts and silence must be positive");
  }

  public static GatewaySettings defaults() {
    return new GatewaySettings(
        DEFAULT_HOST,
        DEFAULT_PORT,
        "gateway",
        CallerSettings.OPEN,
        16,
        256,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120),
        SILENCE,
        Duration.ofSeconds(30),
        10L << 20,
        new EnvironmentSecrets(),
        Clock.systemUTC(),
        new SimulatedProvider(),
        null,
        null,
        null,
        null,
        null,
        null,
        PublicAddresses.ONLY,
        null,
        Surroundings.NONE,
        ListenBounds.USUAL,
        null);
  }

  /** Whether a text can be a gateway's name: it stands in events, files and keys of topics. */
  public static boolean isGatewayId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && text.chars()
            .allMatch(sign ->
                (sign >= 'a' && sign <= 'z')
                    || (sign >= 'A' && sign <= 'Z')
                    || (sign >= '0' && sign <= '9')
                    || sign == '.'
                    || sign == '_'
                    || sign == '-');
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  public GatewaySettings withListen(String host, int port) {
    return with(draft -> {
      draft.host = host;
      draft.port = port;
    });
  }

  public GatewaySettings withGatewayId(String gatewayId) {
    return with(draft -> {
      draft.gatewayId = gatewayId;
    });
  }

  public GatewaySettings withBuild(DecisionEvent.Build build) {
    return with(draft -> {
      draft.build = build;
    });
  }

  /** Who events say has decided. */
  Decider decider() {
    return new Decider(gatewayId, build);
  }

  public GatewaySettings withCallers(CallerSettings callers) {
    return with(draft -> {
      draft.callers = callers;
    });
  }

  public GatewaySettings withConcurrency(int maxConcurrency, int maxQueue, Duration queueTimeout) {
    return with(draft -> {
      draft.maxConcurrency = maxConcurrency;
      draft.maxQueue = maxQueue;
      draft.queueTimeout = queueTimeout;
    });
  }

  public GatewaySettings withTimeouts(
      Duration requestReadTimeout, Duration upstreamTimeout, Duration drainTimeout) {
    return with(draft -> {
      draft.requestReadTimeout = requestReadTimeout;
      draft.upstreamTimeout = upstreamTimeout;
      draft.drainTimeout = drainTimeout;
    });
  }

  public GatewaySettings withSilence(Duration silence) {
    return with(draft -> {
      draft.silence = silence;
    });
  }

  public GatewaySettings withMaxBodyBytes(long maxBodyBytes) {
    return with(draft -> {
      draft.maxBodyBytes = maxBodyBytes;
    });
  }

  public GatewaySettings withSecrets(SecretSource secrets) {
    return with(draft -> {
      draft.secrets = secrets;
    });
  }

  public GatewaySettings withClock(Clock clock) {
    return with(draft -> {
      draft.clock = clock;
    });
  }

  public GatewaySettings withSimulatedProvider(SimulatedProvider simulatedProvider) {
    return with(draft -> {
      draft.simulatedProvider = simulatedProvider;
    });
  }

  public GatewaySettings withAdmin(@Nullable AdminSettings admin) {
    return with(draft -> {
      draft.admin = admin;
    });
  }

  public GatewaySettings withPrices(@Nullable PriceTable prices) {
    return with(draft -> {
      draft.prices = prices;
    });
  }

  public GatewaySettings withSpending(@Nullable Path spending) {
    return with(draft -> {
      draft.spending = spending;
    });
  }

  public GatewaySettings withTraces(@Nullable TraceSettings traces) {
    return with(draft -> {
      draft.traces = traces;
    });
  }

  public GatewaySettings withTls(@Nullable TlsSettings tls) {
    return with(draft -> {
      draft.tls = tls;
    });
  }

  public GatewaySettings withPages(PublicAddresses pages) {
    return with(draft -> {
      draft.pages = pages;
    });
  }

  public GatewaySettings withProxy(@Nullable OutboundProxy proxy) {
    return with(draft -> {
      draft.proxy = proxy;
    });
  }

  public GatewaySettings withAdministration(@Nullable AdministrationSettings administration) {
    return with(draft -> {
      draft.administration = administration;
    });
  }

  public GatewaySettings withSurroundings(Surroundings beside) {
    return with(draft -> {
      draft.beside = beside;
    });
  }

  public GatewaySettings withListening(ListenBounds listening) {
    return with(draft -> {
      draft.listening = listening;
    });
  }

  private GatewaySettings with(Consumer<SettingsDraft> change) {
    var draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }
}
