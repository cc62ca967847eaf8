package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.ledger.event.DecisionEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Spans over OTLP/HTTP: one of kind server for each exchange, below it one of kind client for each
 * call of a provider. They are made at the end, from the event, so that they say nothing that the
 * ledger does not, and wait in a queue of 2,048; what does not fit is lost, and counted.
 */
public final class OtlpTraces implements Traces {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private static final int CLOSING_SECONDS = 5;

  private static final int WAITING = 2_048;

  private final CountedSpans.Tally tally = new CountedSpans.Tally();
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final ThreadLocal<String> traceIds = new ThreadLocal<>();
  private final Clock clock;
  private final Function<String, AskedServer> servers;

  /**
   * @param servers from the id of a target to who is asked there
   * @param proxy on the way to where spans go; null for none
   */
  public OtlpTraces(
      TraceSettings settings,
      Clock clock,
      Function<String, AskedServer> servers,
      @Nullable OutboundProxy proxy) {
    // Its failures are told in our log, by the exporter below.
    LIBRARY.setLevel(Level.OFF);
    this.clock = clock;
    this.servers = servers;
    var exporter = OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint().toString());
    settings.headers().forEach(exporter::addHeader);
    if (proxy != null && proxy.leadsTo(settings.endpoint())) {
      exporter.setComponentLoader(new ProxiedSender.Loader(proxy));
    }
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), settings.service())))
            .setIdGenerator(new Ids())
            .addSpanProcessor(
                new CountedSpans(
                    BatchSpanProcessor.builder(new ToldExporter(exporter.build(), tally))
                        .setMaxQueueSize(WAITING)
                        .build(),
                    WAITING,
                    tally))
            .build();
    this.tracer = provider.get("dev.keeptrail.gateway");
  }

  @Override
  public long lost() {
    return tally.lost();
  }

  @Override
  public TraceParent begin(@Nullable String header) {
    TraceParent parent = TraceParent.parse(header);
    return parent == null ? TraceParent.fresh() : parent;
  }

  @Override
  public void exchange(
      DecisionEvent event,
      int status,
      @Nullable TraceParent parent,
      List<ProviderCall> calls,
      long totalNanos) {
    TraceParent trace = parent == null ? TraceParent.fresh() : parent;
    Instant end = clock.instant();
    long endNanos = System.nanoTime();
    Span span = server(event, trace, end.minusNanos(totalNanos));
    span.setAttribute(SpanNames.STATUS, (long) status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    Context context = Context.root().with(span);
    for (int at = 0; at < calls.size(); at++) {
      call(event, calls.get(at), at == calls.size() - 1, context, end, endNanos);
    }
    span.end(end);
  }

  private Span server(DecisionEvent event, TraceParent trace, Instant start) {
    SpanBuilder builder =
        tracer
            .spanBuilder("POST " + event.route())
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(start)
            .setAttribute(SpanNames.METHOD, "POST")
            .setAttribute(SpanNames.ROUTE, event.route())
            .setAttribute(SpanNames.EVENT, event.id())
            .setAttribute(SpanNames.VERDICT, event.verdict())
            .setAttribute(SpanNames.REASON, event.reasonCode())
            .setAttribute(SpanNames.PACK, event.pack().name() + "@" + event.pack().version())
            .setAttribute(SpanNames.GATEWAY_MICROS, event.latency().gatewayMicros());
    if (event.latency().heldMicros() != 0) {
      builder.setAttribute(SpanNames.HELD_MICROS, event.latency().heldMicros());
    }
    String policy = event.decisivePolicy();
    if (policy != null) {
      builder.setAttribute(SpanNames.POLICY, policy);
    }
    String spanId = trace.spanId();
    if (spanId != null) {
      TraceFlags flags = trace.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
      SpanContext remote =
          SpanContext.createFromRemoteParent(
              trace.traceId(), spanId, flags, TraceState.getDefault());
      return builder.setParent(Context.root().with(Span.wrap(remote))).startSpan();
    }
    traceIds.set(trace.traceId());
    try {
      return builder.setNoParent().startSpan();
    } finally {
      traceIds.remove();
    }
  }

  private void call(
      DecisionEvent event,
      ProviderCall call,
      boolean last,
      Context context,
      Instant end,
      long endNanos) {
    Instant callEnd = end.minusNanos(Math.max(0, endNanos - call.endNanos()));
    AskedServer server = servers.apply(call.target());
    SpanBuilder asked =
        SpanNames.isMcp(event.route())
            ? tools(event, call.target())
            : model(event, SpanNames.provider(server.provider()));
    Span span =
        asked
            .setSpanKind(SpanKind.CLIENT)
            .setParent(context)
            .setStartTimestamp(callEnd.minusNanos(call.nanos()))
            .setAttribute(SpanNames.TARGET, call.target())
            .startSpan();
    Integer status = call.status();
    if (status != null) {
      span.setAttribute(SpanNames.STATUS, (long) status);
    }
    String host = server.host();
    if (host != null) {
      span.setAttribute(SpanNames.SERVER, host).setAttribute(SpanNames.PORT, (long) server.port());
    }
    if (!call.finishReasons().isEmpty()) {
      span.setAttribute(SpanNames.FINISH_REASONS, call.finishReasons());
    }
    if (call.choices() != 1) {
      span.setAttribute(SpanNames.CHOICES, (long) call.choices());
    }
    String error = call.error();
    if (error != null) {
      span.setAttribute(SpanNames.ERROR, error).setStatus(StatusCode.ERROR);
    }
    if (last) {
      account(event, span);
    }
    span.end(callEnd);
  }

  private SpanBuilder model(DecisionEvent event, String provider) {
    String operation = SpanNames.operation(event.route());
    SpanBuilder asked =
        tracer
            .spanBuilder(operation + " " + event.model())
            .setAttribute(SpanNames.OPERATION, operation)
            .setAttribute(SpanNames.PROVIDER, provider)
            .setAttribute(SpanNames.REQUEST_MODEL, event.model());
    // Not there means no stream, and the conventions want it in no other way.
    return event.stream() ? asked.setAttribute(SpanNames.STREAM, true) : asked;
  }

  private SpanBuilder tools(DecisionEvent event, String target) {
    String method = event.tags().get("mcp_method");
    SpanBuilder asked = tracer.spanBuilder(SpanNames.mcpCall(method, target));
    String operation = SpanNames.mcpOperation(method);
    String revision = event.tags().get("mcp_revision");
    if (method != null) {
      asked.setAttribute(SpanNames.MCP_METHOD, method);
    }
    if (operation != null) {
      asked.setAttribute(SpanNames.OPERATION, operation);
    }
    if (revision != null) {
      asked.setAttribute(SpanNames.MCP_REVISION, revision);
    }
    return asked;
  }

  private static void account(DecisionEvent event, Span span) {
    DecisionEvent.Upstream upstream = event.upstream();
    if (upstream != null && upstream.model() != null) {
      span.setAttribute(SpanNames.RESPONSE_MODEL, upstream.model());
    }
    DecisionEvent.Usage usage = event.usage();
    if (usage != null) {
      span.setAttribute(SpanNames.INPUT_TOKENS, usage.inputTokens());
      span.setAttribute(SpanNames.OUTPUT_TOKENS, usage.outputTokens());
      span.setAttribute(SpanNames.CACHED_TOKENS, usage.cachedInputTokens());
      span.setAttribute(SpanNames.REASONING_TOKENS, usage.reasoningTokens());
    }
    DecisionEvent.Cost cost = event.cost();
    if (cost != null && cost.totalUsd() != null) {
      span.setAttribute(SpanNames.COST, cost.totalUsd().doubleValue());
    }
  }

  @Override
  public void close() {
    provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
  }

  /** A trace that begins here has the id that its event says. */
  private final class Ids implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();

    @Override
    public String generateSpanId() {
      return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
      String known = traceIds.get();
      return known == null ? random.generateTraceId() : known;
    }
  }
}
