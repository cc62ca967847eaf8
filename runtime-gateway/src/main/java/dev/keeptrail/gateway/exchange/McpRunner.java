package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpEnvelope;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpMemory;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.opinion.Judges;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes messages to the MCP servers of a pack, judged on their way there and back. Thread-safe. */
public final class McpRunner {
  /** What events and rules have in the place of a model: none is asked. */
  static final String NO_MODEL = "none";

  private static final int NO_CONTENT = 204;
  private static final int NOT_ALLOWED = 405;

  private final PolicyProgram program;
  private final Captures captures;
  private final boolean governsTools;
  private final ToolVisibility visibility;
  private final Map<String, McpServer> servers;
  private final ToolConversations conversations;
  private final McpMemory memory;
  private final ReviewDesk reviews;
  private final Judges judges;
  private final Supplier<String> eventIds;
  private final Decider decider;
  private final ListenBounds bounds;
  private final Clock clock;

  /**
   * @param captures what is kept of exchanges beside their events
   * @param governsTools whether the program has policies in the tool phase
   * @param servers by the ids of their targets
   * @param conversations what callers have called so far
   * @param memory what servers have said of themselves, and what seals what clients carry for them
   * @param reviews where what is escalated goes
   * @param judges are asked about answers that policies flag
   * @param bounds how long callers may listen
   */
  public McpRunner(
      PolicyProgram program,
      Captures captures,
      boolean governsTools,
      ToolVisibility visibility,
      Map<String, McpServer> servers,
      ToolConversations conversations,
      McpMemory memory,
      ReviewDesk reviews,
      Judges judges,
      Supplier<String> eventIds,
      Decider decider,
      ListenBounds bounds,
      Clock clock) {
    this.program = program;
    this.captures = captures;
    this.governsTools = governsTools;
    this.visibility = visibility;
    this.conversations = conversations;
    this.memory = memory;
    this.servers = Map.copyOf(servers);
    this.reviews = reviews;
    this.judges = judges;
    this.eventIds = eventIds;
    this.decider = decider;
    this.bounds = bounds;
    this.clock = clock;
  }

  /** The server that the pack declares under this id. */
  public Optional<McpServer> server(String id) {
    return Optional.ofNullable(servers.get(id));
  }

  /**
   * Ends the caller's session at its server. There is nothing in it to judge, and no event: only
   * the id goes there, and only one that the server has begun with this caller.
   *
   * @param recall called once the answer cannot be waited for
   * @return the status for the caller; 405 where the server ends no sessions
   * @throws RefusedException when the session is not the caller's, or the server does not answer
   */
  public int end(McpServer server, McpCaller caller, Recall recall) throws RefusedException {
    if (McpRevision.STATELESS.equals(caller.version())) {
      return NOT_ALLOWED;
    }
    String session = caller.session();
    if (session == null
        || !conversations.isBegun(caller.name(), server.plan().id(), session)
        || !McpRevision.isSpoken(caller.version())) {
      throw new RefusedException(UpstreamRefusals.NO_SESSION);
    }
    try {
      int status = server.end(caller.headers(), recall).status();
      if (status == NOT_ALLOWED) {
        return status;
      }
      if (status < 200 || status > 299) {
        throw new RefusedException(UpstreamRefusals.ofServer(status));
      }
      return NO_CONTENT;
    } catch (ProviderException failed) {
      throw new RefusedException(UpstreamRefusals.of(failed.kind()));
    }
  }

  /**
   * Never throws: what fails inside is a refusal with an event that says so.
   *
   * @param news gets what the server says of a call before it answers
   */
  public McpConclusion run(
      McpServer server, McpRequest request, McpCaller caller, Submission submission, McpNews news) {
    String route = "/mcp/" + server.plan().id();
    String eventId = eventIds.get();
    Review review = reviews.begin(eventId, route, caller.claims(), submission);
    news.tell(eventId);
    McpEnvelope.Standing standing = McpEnvelope.of(request, caller.told());
    boolean stateless = standing instanceof McpEnvelope.Spoken(boolean alone) && alone;
    if (stateless) {
      request.standAlone();
    }
    var exchange =
        new McpExchange(
            captures.begin(program),
            governsTools,
            visibility,
            server,
            conversations,
            memory,
            request,
            standing,
            stateless ? caller.withoutSession() : caller,
            news,
            review,
            judges.begin(submission.headers()),
            bounds);
    McpEnd end = exchange.run();
    var stamp =
        new Stamp(
            eventId,
            route,
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            NO_MODEL,
            server.plan().id(),
            decider,
            caller.correlation(),
            CallerRecord.of(caller.claims()));
    ExchangeRunner.note(review, exchange.draft());
    DecisionEvent event = exchange.draft().finish(stamp, program, end.outcome(), end.status());
    var errors =
        new McpErrors(request.id(), McpEnvelope.requested(request, caller.told()), end.supported());
    return new McpConclusion(
        event, errors, end.refusal(), end.body(), end.session(), end.pending());
  }
}
